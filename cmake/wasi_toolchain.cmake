# wasm32-wasi by Debian's clang-19, or by the wasi-sdk that WASI_SDK_PATH names.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
if(DEFINED ENV{WASI_SDK_PATH})
  set(CMAKE_CXX_COMPILER $ENV{WASI_SDK_PATH}/bin/clang++)
  set(CMAKE_AR $ENV{WASI_SDK_PATH}/bin/llvm-ar CACHE FILEPATH "")
  set(CMAKE_RANLIB $ENV{WASI_SDK_PATH}/bin/llvm-ranlib CACHE FILEPATH "")
else()
  set(CMAKE_CXX_COMPILER clang++-19)
  set(CMAKE_AR llvm-ar-19 CACHE FILEPATH "")
  set(CMAKE_RANLIB llvm-ranlib-19 CACHE FILEPATH "")
endif()
set(CMAKE_CXX_COMPILER_TARGET wasm32-wasi)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
# -mtail-call is mandatory: without it some 10,000 awaits of finished tasks overflow the stack
# (docs/decisions/0002). workerd has tail calls, SIMD and bulk memory.
set(CMAKE_CXX_FLAGS_INIT
    "-mtail-call -msimd128 -mbulk-memory -msign-ext -mnontrapping-fptoint -ffunction-sections -fdata-sections")
