# Header-only and single-source libraries from Debian and npm, seen under build/third_party so that
# the wasm target never sees the host's /usr/include.
set(third_party ${CMAKE_BINARY_DIR}/third_party)
file(MAKE_DIRECTORY ${third_party})
foreach(name nlohmann doctest)
  if(NOT EXISTS ${third_party}/${name})
    file(CREATE_LINK /usr/include/${name} ${third_party}/${name} SYMBOLIC)
  endif()
endforeach()
include_directories(SYSTEM ${third_party})

set(simdjson_dir ${CMAKE_SOURCE_DIR}/node_modules/@nozbe/simdjson/src)
add_library(simdjson STATIC ${simdjson_dir}/simdjson.cpp)
target_include_directories(simdjson SYSTEM PUBLIC ${simdjson_dir})
target_compile_definitions(simdjson PUBLIC SIMDJSON_EXCEPTIONS=0 SIMDJSON_DISABLE_DEPRECATED_API=1
                                           JSON_NOEXCEPTION=1)
target_compile_options(simdjson PRIVATE -w)
