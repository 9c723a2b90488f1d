# Compiles translations/<language>.po and puts the catalogues into the program as bytes, so that it needs no files of its own.
find_program(MSGFMT msgfmt REQUIRED)
set(generated ${CMAKE_BINARY_DIR}/translations)
file(MAKE_DIRECTORY ${generated})
set(po ${CMAKE_SOURCE_DIR}/translations/sv.po)
add_custom_command(
  OUTPUT ${generated}/sv.cpp
  COMMAND ${MSGFMT} --check --output-file=${generated}/sv.mo ${po}
  COMMAND ${CMAKE_COMMAND} -DINPUT=${generated}/sv.mo -DOUTPUT=${generated}/sv.cpp -P ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
  DEPENDS ${po} ${CMAKE_SOURCE_DIR}/cmake/embed.cmake
  COMMENT "Swedish catalogue")
add_library(overens_translations STATIC ${generated}/sv.cpp)
