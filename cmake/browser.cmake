# The module of the dashboard: diffs and the token meter. Emscripten builds it where it is installed,
# the Workers' compiler everywhere; both give the same answers (docs/decisions/0015).
if(CMAKE_SYSTEM_NAME STREQUAL "Emscripten")
  # clang 14 and its libc++ read these folders and no others.
  file(GLOB sources CONFIGURE_DEPENDS
       ${CMAKE_SOURCE_DIR}/wasm/context/diff/*.cpp ${CMAKE_SOURCE_DIR}/wasm/context/tokens/*.cpp)
  list(APPEND sources ${CMAKE_SOURCE_DIR}/wasm/project/path.cpp ${CMAKE_SOURCE_DIR}/wasm/project/utf8.cpp)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/third_party)
  file(CREATE_LINK /usr/include/tl ${CMAKE_BINARY_DIR}/third_party/tl SYMBOLIC)
  include_directories(SYSTEM ${CMAKE_BINARY_DIR}/third_party)
  add_executable(browser ${CMAKE_SOURCE_DIR}/wasm/abi/browser.cpp ${sources})
  target_compile_options(browser PRIVATE -msimd128 -mbulk-memory)
  target_link_options(browser PRIVATE
    --no-entry -sSTANDALONE_WASM=1 -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=512MB
    -sTOTAL_STACK=131072)
else()
  add_executable(browser ${CMAKE_SOURCE_DIR}/wasm/abi/browser.cpp)
  target_link_libraries(browser PRIVATE context)
  target_link_options(browser PRIVATE
    -mexec-model=reactor -mtail-call -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=131072
    -Wl,--stack-first -Wl,--max-memory=536870912)
  add_dependencies(browser token_tables)
endif()
set_target_properties(browser PROPERTIES SUFFIX .wasm)
