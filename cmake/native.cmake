# Native builds: unit tests, simulator, fuzzers, benches, the build runner.
enable_testing()

file(GLOB_RECURSE unit_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/*.cpp)
add_executable(unit_tests ${unit_sources})
target_compile_definitions(unit_tests PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
                                              SITEWRIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
target_link_libraries(unit_tests PRIVATE host routes usecases models healing codeops builtin
                                         context project wire ports async result)
add_test(NAME unit COMMAND unit_tests)

if(SITEWRIGHT_FUZZ)
  # One fuzzer per file: tests/fuzz/fuzz_<thing>.cpp, corpus in tests/fuzz/corpus/<thing>/.
  file(GLOB fuzz_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/fuzz_*.cpp)
  foreach(source ${fuzz_sources})
    get_filename_component(name ${source} NAME_WE)
    add_executable(${name} ${source})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_libraries(${name} PRIVATE host routes usecases models healing codeops builtin
                                          context project wire ports async result)
  endforeach()
endif()

if(EXISTS ${CMAKE_SOURCE_DIR}/build-runner/CMakeLists.txt)
  add_subdirectory(build-runner)
endif()
