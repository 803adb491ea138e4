# The module of the dashboard: diffs and the token meter, without imports.
add_executable(browser ${CMAKE_SOURCE_DIR}/wasm/abi/browser.cpp)
set_target_properties(browser PROPERTIES SUFFIX .wasm)
target_link_libraries(browser PRIVATE context)
target_link_options(browser PRIVATE
  -mexec-model=reactor -Wl,--gc-sections -Wl,--strip-all -Wl,-z,stack-size=131072
  -Wl,--stack-first -Wl,--max-memory=536870912)
