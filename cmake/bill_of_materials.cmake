# Writes overens.cdx.json beside the program's folder: what it is made of, in CycloneDX 1.5, with the versions that it is built with. The
# list is cmake/dependencies.txt; test/build.test.mjs sees that nothing that the program is linked with is missing in it.
function(overens_bill_of_materials list file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${list})
  file(STRINGS ${list} lines REGEX "^[^#]" ENCODING UTF-8)
  set(components "")
  foreach(line IN LISTS lines)
    string(REGEX MATCH "^([^|]*[^| ]) *\\| *([^| ]+) *\\| *([^|]*[^| ]) *\\| *(.*)$" matched "${line}")
    if(NOT matched)
      message(FATAL_ERROR "cmake/dependencies.txt: can't read \"${line}\"")
    endif()
    set(name "${CMAKE_MATCH_1}")
    set(package "${CMAKE_MATCH_2}")
    set(licence "${CMAKE_MATCH_3}")
    set(libraries "${CMAKE_MATCH_4}")
    execute_process(COMMAND dpkg-query --show "--showformat=\${Version}" ${package} OUTPUT_VARIABLE version ERROR_QUIET)
    if(NOT version)
      set(version "unknown")
    endif()
    list(APPEND components "    {\"type\": \"library\", \"name\": \"${name}\", \"version\": \"${version}\", \"purl\": \"pkg:deb/debian/${package}@${version}\",
     \"licenses\": [{\"expression\": \"${licence}\"}], \"properties\": [{\"name\": \"overens:linked\", \"value\": \"${libraries}\"}]}")
  endforeach()
  list(JOIN components ",\n" components)
  file(CONFIGURE OUTPUT ${file} CONTENT "{
  \"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"version\": 1,
  \"metadata\": {\"component\": {\"type\": \"application\", \"name\": \"overens\", \"version\": \"${PROJECT_VERSION}\",
    \"licenses\": [{\"expression\": \"EUPL-1.2\"}]}},
  \"components\": [
${components}
  ]
}
" @ONLY)
endfunction()
