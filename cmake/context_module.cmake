# context.wasm: the context engine for the command line and benches; the Workers link it themselves.
add_executable(context_module ${CMAKE_SOURCE_DIR}/wasm/abi/context.cpp
                              ${CMAKE_SOURCE_DIR}/wasm/abi/context_session.cpp
                              $<TARGET_OBJECTS:wasm_memory>)
set_target_properties(context_module PROPERTIES OUTPUT_NAME context SUFFIX .wasm)
target_link_libraries(context_module PRIVATE usecases host)
target_link_options(context_module PRIVATE
  -mexec-model=reactor -mtail-call
  -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=262144 -Wl,--stack-first
  -Wl,--max-memory=100663296)  # 96 MiB hold a project of 5,000 files and 40 MB
