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
  set_target_properties(${library} PROPERTIES UNITY_BUILD OFF)
endfunction()

# overens_embed_folder(<library> <folder under src> <header> <function>): the folder's files, by name, as what the function
# that the header declares gives: std::vector<std::pair<std::string_view, std::string_view>> of names and bytes.
function(overens_embed_folder library folder header function)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${folder}/*)
  set(declared "")
  set(listed "")
  add_library(${library} STATIC ${CMAKE_BINARY_DIR}/embedded/${library}.cpp)
  set_target_properties(${library} PROPERTIES UNITY_BUILD OFF)
  target_include_directories(${library} PRIVATE ${CMAKE_SOURCE_DIR}/src)
  foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME)
    string(MAKE_C_IDENTIFIER "${library}_${name}" id)
    overens_embed(${id} ${id}_bytes ${file})
    target_link_libraries(${library} PUBLIC ${id})
    string(APPEND declared "extern unsigned char const ${id}_bytes[];\nextern std::size_t const ${id}_bytes_size;\n")
    string(APPEND listed "    {\"${name}\", {reinterpret_cast<char const*>(${id}_bytes), ${id}_bytes_size}},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/embedded/${library}.cpp CONTENT "#include \"${header}\"\n\n${declared}
std::vector<std::pair<std::string_view, std::string_view>> ${function}() {\n  return {\n${listed}  };\n}\n" @ONLY)
endfunction()
