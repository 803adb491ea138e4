# templates/reference/ cut into passages and counted: templates/reference.pack beside the modules.
# wasm/context does it (pack_reference in wasm/context/passages/reference.hpp): natively, or as
# context.wasm, where the compiler's programs cannot run here.
set(reference_pack ${CMAKE_BINARY_DIR}/templates/reference.pack)
set(reference_dir ${CMAKE_SOURCE_DIR}/templates/reference)
set(reference_tokens ${token_table_dir}/o200k_base.tokens)
file(GLOB reference_texts CONFIGURE_DEPENDS ${reference_dir}/*.md)
if(CMAKE_SYSTEM_NAME STREQUAL "WASI")
  set(pack_reference ${SITEWRIGHT_NODE} ${CMAKE_SOURCE_DIR}/templates/pack_reference.mjs
                     $<TARGET_FILE:context_module>)
  set(packer context_module ${CMAKE_SOURCE_DIR}/templates/pack_reference.mjs)
else()
  add_executable(pack_reference ${CMAKE_SOURCE_DIR}/tests/context/passages/pack_reference_main.cpp)
  target_link_libraries(pack_reference PRIVATE context)
  set(pack_reference $<TARGET_FILE:pack_reference>)
  set(packer pack_reference)
endif()
add_custom_command(
  OUTPUT ${reference_pack}
  COMMAND ${pack_reference} ${reference_tokens} ${reference_dir} ${reference_pack}
  DEPENDS ${reference_texts} ${packer} ${token_table_dir}/packed.stamp
  COMMENT "Packing templates/reference/"
  VERBATIM)
if(EXISTS ${CMAKE_SOURCE_DIR}/node_modules/tiktoken)
  add_custom_target(reference ALL DEPENDS ${reference_pack})
else()
  add_custom_target(reference)
endif()
add_dependencies(reference token_tables)
