# Native builds: unit tests, simulator, fuzzers, benches, the build runner.
enable_testing()

# doctest's own main, compiled once for all test programs.
add_library(doctest_main OBJECT ${CMAKE_SOURCE_DIR}/tests/unit/main.cpp)
target_compile_definitions(doctest_main PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)
# Tests run once per build: to compile them is most of what they cost.
target_compile_options(doctest_main PRIVATE -O0)

# One test program per layer (tests/unit/<folder>/*.cpp -> <folder>_tests), so that a layer is
# built and tested without the ones below it; abi/ has no library.
foreach(folder ${sitewright_layers} abi)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${folder}/*.cpp)
  if(sources)
    add_executable(${folder}_tests ${sources} $<TARGET_OBJECTS:doctest_main>)
    target_compile_definitions(${folder}_tests PRIVATE
      DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
      SITEWRIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    target_compile_options(${folder}_tests PRIVATE -O0)
    target_link_libraries(${folder}_tests PRIVATE $<TARGET_NAME_IF_EXISTS:${folder}>)
    add_test(NAME ${folder} COMMAND ${folder}_tests)
  endif()
endforeach()

if(TARGET templates_tests)
  target_compile_definitions(templates_tests PRIVATE
    SITEWRIGHT_TEMPLATES_PACK="${packed_dir}/templates.pack")
endif()
if(TARGET models_tests)
  target_compile_definitions(models_tests PRIVATE SITEWRIGHT_PROMPTS_PACK="${packed_dir}/prompts.pack")
endif()
if(TARGET context_tests)
  target_compile_definitions(context_tests PRIVATE SITEWRIGHT_TOKEN_TABLES="${token_table_dir}"
    SITEWRIGHT_REFERENCE_PACK="${reference_pack}")
  add_dependencies(context_tests reference)
endif()

# The product's own routes, use-cases and stores on a deterministic Cloudflare.
file(GLOB simulation_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/simulation/*.cpp)
add_executable(simulation_tests ${simulation_sources} $<TARGET_OBJECTS:doctest_main>)
target_compile_definitions(simulation_tests PRIVATE
  DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
  SITEWRIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
  SITEWRIGHT_TOKEN_TABLES="${token_table_dir}"
  SITEWRIGHT_PROMPTS_PACK="${packed_dir}/prompts.pack"
  SITEWRIGHT_REFERENCE_PACK="${reference_pack}")
target_link_libraries(simulation_tests PRIVATE routes models host sqlite3)
add_dependencies(simulation_tests reference)
add_test(NAME simulation COMMAND simulation_tests)

if(SITEWRIGHT_FUZZ)
  # Coroutines and codecs cost the compiler more, sanitized and optimized, than they ever run here.
  foreach(folder wire host usecases routes)
    target_compile_options(${folder} PRIVATE -O0)
  endforeach()
  # One fuzzer per file: tests/fuzz/<folder>/fuzz_<thing>.cpp, corpus in tests/fuzz/corpus/<thing>/.
  function(add_fuzzers folder library)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/${folder}/fuzz_*.cpp)
    foreach(source ${sources})
      get_filename_component(name ${source} NAME_WE)
      add_executable(${name} ${source})
      target_link_options(${name} PRIVATE -fsanitize=fuzzer)
      # libFuzzer's own runtime is built against libstdc++; clang would turn -lstdc++ into libc++.
      target_link_libraries(${name} PRIVATE ${library} -l:libstdc++.so.6)
    endforeach()
  endfunction()
  foreach(folder ${sitewright_layers})
    add_fuzzers(${folder} ${folder})
  endforeach()
endif()

if(EXISTS ${CMAKE_SOURCE_DIR}/build-runner/CMakeLists.txt)
  add_subdirectory(build-runner)
  if(SITEWRIGHT_FUZZ)
    add_fuzzers(runner build_runner_parts)
  endif()
endif()

# What the built-in model makes of a prompt, as files on disk: tests/golden/builtin/render_main.cpp.
if(EXISTS ${CMAKE_SOURCE_DIR}/tests/golden/builtin/render_main.cpp)
  add_executable(builtin_cli ${CMAKE_SOURCE_DIR}/tests/golden/builtin/render_main.cpp)
  target_link_libraries(builtin_cli PRIVATE builtin)
endif()

# The fixers as a program, for tests/healing and `sitewright healing`.
add_executable(healing_cli ${CMAKE_SOURCE_DIR}/tests/healing/healing_main.cpp)
target_link_libraries(healing_cli PRIVATE healing)

# The context engine natively and as WebAssembly: the same bytes. Its sources by name, so that it is
# built without the use-cases.
add_executable(context_same_bytes
  ${CMAKE_SOURCE_DIR}/tests/golden/context/same_bytes_test.cpp
  ${CMAKE_SOURCE_DIR}/wasm/abi/context_session.cpp
  ${CMAKE_SOURCE_DIR}/wasm/usecases/context_report.cpp
  $<TARGET_OBJECTS:doctest_main>)
target_compile_definitions(context_same_bytes PRIVATE
  DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
  SITEWRIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
  SITEWRIGHT_NODE="${SITEWRIGHT_NODE}"
  SITEWRIGHT_TOKEN_TABLES="${token_table_dir}")
target_link_libraries(context_same_bytes PRIVATE context wire)
add_dependencies(context_same_bytes token_tables)
add_test(NAME context_same_bytes COMMAND context_same_bytes)

# How well contexts are chosen, on the histories of real repositories (not part of `npm test`).
add_subdirectory(tests/context/retrieval EXCLUDE_FROM_ALL)
