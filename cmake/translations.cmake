# Compiles translations/<language>.po into a catalogue that the program holds.
find_program(MSGFMT msgfmt REQUIRED)
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/translations)
set(po ${CMAKE_SOURCE_DIR}/translations/sv.po)
set(mo ${CMAKE_BINARY_DIR}/translations/sv.mo)
add_custom_command(
  OUTPUT ${mo}
  COMMAND ${MSGFMT} --check --output-file=${mo} ${po}
  DEPENDS ${po}
  COMMENT "Swedish catalogue")
overens_embed(overens_translations overens_catalogue_sv ${mo})
