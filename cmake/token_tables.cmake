# The tables of wasm/context/tokens as binary files, <build>/token_tables/<encoding>.tokens. They are
# data beside the modules, not part of them: who counts tokens hands one to TokenTable::load.
set(token_table_dir ${CMAKE_BINARY_DIR}/token_tables)
set(token_tables ${token_table_dir}/o200k_base.tokens ${token_table_dir}/cl100k_base.tokens)
add_custom_command(
  OUTPUT ${token_table_dir}/packed.stamp
  BYPRODUCTS ${token_tables}
  COMMAND ${SITEWRIGHT_NODE} ${CMAKE_SOURCE_DIR}/wasm/context/tokens/pack_ranks.mjs ${token_table_dir}
  COMMAND ${CMAKE_COMMAND} -E touch ${token_table_dir}/packed.stamp
  DEPENDS ${CMAKE_SOURCE_DIR}/wasm/context/tokens/pack_ranks.mjs
          ${CMAKE_SOURCE_DIR}/package-lock.json
  COMMENT "Packing the token tables"
  VERBATIM)
# node_modules from before the lock file named tiktoken: all but the counting of tokens still builds.
if(EXISTS ${CMAKE_SOURCE_DIR}/node_modules/tiktoken)
  add_custom_target(token_tables ALL DEPENDS ${token_table_dir}/packed.stamp)
else()
  message(WARNING "no token tables: node_modules lacks tiktoken (npm ci)")
  add_custom_target(token_tables)
endif()
