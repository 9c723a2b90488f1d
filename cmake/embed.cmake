# As a script: INPUT (any bytes) → OUTPUT (a C++ file that holds them as NAME and NAME_size).
if(CMAKE_SCRIPT_MODE_FILE)
  file(READ ${INPUT} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  file(WRITE ${OUTPUT}
       "#include <cstddef>\nextern const unsigned char ${NAME}[];\nextern const std::size_t ${NAME}_size;\n"
       "const unsigned char ${NAME}[] = {${bytes}};\nconst std::size_t ${NAME}_size = sizeof ${NAME};\n")
  return()
endif()

# overens_embed(<library> <name> <file>): the file's bytes in a library, so that the program needs no files of its own.
function(overens_embed library name file)
  set(generated ${CMAKE_BINARY_DIR}/embedded/${name}.cpp)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/embedded)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DOUTPUT=${generated} -DNAME=${name} -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${file} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "${name}")
  add_library(${library} STATIC ${generated})
endfunction()
