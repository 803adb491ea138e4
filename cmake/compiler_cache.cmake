# Where ccache is installed, what was compiled once is not compiled again, in no checkout of this
# project: paths below the checkout are hashed as relative ones. A launcher that was set stays.
find_program(CCACHE ccache)
if(NOT CCACHE OR CMAKE_CXX_COMPILER_LAUNCHER)
  return()
endif()

# A script of the same name, because clang-tidy takes only a launcher that is called ccache out of
# the commands it reads in compile_commands.json.
set(launcher ${CMAKE_BINARY_DIR}/ccache)
file(WRITE ${launcher} "#!/bin/sh
export CCACHE_BASEDIR='${CMAKE_SOURCE_DIR}' CCACHE_NOHASHDIR=1
exec '${CCACHE}' \"$@\"
")
file(CHMOD ${launcher} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ WORLD_READ)
set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
