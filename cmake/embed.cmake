# INPUT (any bytes) → OUTPUT (a C++ file that holds them as overens_catalogue_sv).
file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
file(WRITE ${OUTPUT}
     "#include <cstddef>\nextern const unsigned char overens_catalogue_sv[];\nextern const std::size_t overens_catalogue_sv_size;\n"
     "const unsigned char overens_catalogue_sv[] = {${bytes}};\n"
     "const std::size_t overens_catalogue_sv_size = sizeof overens_catalogue_sv;\n")
