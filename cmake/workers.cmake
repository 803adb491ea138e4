# A little of libc and libc++ for every module, in front of their own.
add_library(wasm_memory OBJECT ${CMAKE_SOURCE_DIR}/wasm/abi/memory.cpp
                               ${CMAKE_SOURCE_DIR}/wasm/abi/last_words.cpp)
target_compile_options(wasm_memory PRIVATE -O2 -fno-lto -fno-builtin)

# One wasm module per Worker, each linked from the same libraries.
function(sitewright_worker name)
  set(source ${CMAKE_SOURCE_DIR}/wasm/abi/${name}.cpp)
  if(name STREQUAL "probe")  # a Worker of the tests only
    set(source ${CMAKE_SOURCE_DIR}/tests/worker/probe/probe.cpp)
  endif()
  add_executable(${name} ${CMAKE_SOURCE_DIR}/wasm/abi/entry.cpp ${source}
                 $<TARGET_OBJECTS:wasm_memory>)
  set_target_properties(${name} PROPERTIES SUFFIX .wasm)
  target_link_libraries(${name} PRIVATE ${ARGN})
  target_link_options(${name} PRIVATE
    -mexec-model=reactor -mtail-call
    -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=262144
    -Wl,-mllvm,-inline-threshold=-10  # of the whole program; hot loops are inlined in their files
    -Wl,--stack-first  # an overflow traps at address 0 instead of running into static data
    -Wl,--max-memory=67108864)  # 64 MiB of the isolate's 128 MiB (docs/decisions/0002)
endfunction()
include(${CMAKE_SOURCE_DIR}/cmake/worker_list.cmake OPTIONAL)
include(${CMAKE_SOURCE_DIR}/cmake/browser.cmake)
include(${CMAKE_SOURCE_DIR}/cmake/context_module.cmake)

# Parts of the libraries by themselves, for the benches of tests/bench/: built when asked for.
function(sitewright_bench_module name)
  add_executable(${name} EXCLUDE_FROM_ALL ${CMAKE_SOURCE_DIR}/tests/bench/${name}/exports.cpp
                 $<TARGET_OBJECTS:wasm_memory>)
  target_link_libraries(${name} PRIVATE ${ARGN})
  target_compile_options(${name} PRIVATE -O3)
  target_link_options(${name} PRIVATE
    -mexec-model=reactor -mtail-call -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=262144
    -Wl,--stack-first -Wl,--max-memory=100663296)  # 96 MiB: what a project of 40 MB may take
  set_target_properties(${name} PROPERTIES
    SUFFIX .wasm RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
endfunction()
sitewright_bench_module(archive project)
sitewright_bench_module(context_scan context)
sitewright_bench_module(context_nearest context)
sitewright_bench_module(model_stream models)
