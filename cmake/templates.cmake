# Adds the files of templates/ to the layer `templates` as generated sources, one object per set.
find_program(SITEWRIGHT_NODE node HINTS ${CMAKE_SOURCE_DIR}/node_modules/.bin
             NO_CMAKE_FIND_ROOT_PATH REQUIRED)

set(packed_dir ${CMAKE_BINARY_DIR}/templates)
set(texts ${packed_dir}/starter.cpp ${packed_dir}/sections.cpp ${packed_dir}/styles.cpp
          ${packed_dir}/words.cpp)
set(packed ${packed_dir}/marks.cpp ${packed_dir}/catalogue.cpp)
if(NOT CMAKE_SYSTEM_NAME STREQUAL "WASI")  # a Worker loads templates.pack instead
  list(APPEND packed ${texts})
endif()
file(GLOB_RECURSE template_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/templates/*)
list(FILTER template_files EXCLUDE REGEX "/(node_modules|dist)/")
# Models are told the schemas of their answers.
file(GLOB reply_schemas CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schemas/model/*.json
     ${CMAKE_SOURCE_DIR}/schemas/http/requirement*.json)
list(APPEND template_files ${reply_schemas} ${CMAKE_SOURCE_DIR}/schemas/codegen/provider_schema.mjs)

# The stamp keeps pack.mjs free to leave unchanged sources alone: editing a style does not compile
# the starter again.
add_custom_command(
  OUTPUT ${packed_dir}/packed.stamp
  BYPRODUCTS ${packed} ${packed_dir}/templates.pack ${packed_dir}/prompts.pack
  COMMAND ${SITEWRIGHT_NODE} ${CMAKE_SOURCE_DIR}/templates/pack.mjs ${packed_dir}
  COMMAND ${CMAKE_COMMAND} -E touch ${packed_dir}/packed.stamp
  DEPENDS ${template_files}
  COMMENT "Packing templates/"
  VERBATIM)
set_source_files_properties(${packed} PROPERTIES GENERATED TRUE)
target_sources(templates PRIVATE ${packed} ${packed_dir}/packed.stamp)
