# sitewright_layer(<folder> [uses...]): a static library of wasm/<folder>/**.cpp that may include
# only the folders it names. A folder without sources is an interface library.
function(sitewright_layer folder)
  set(sitewright_layers ${sitewright_layers} ${folder} PARENT_SCOPE)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/${folder}/*.cpp)
  if(sources)
    add_library(${folder} STATIC ${sources})
    target_link_libraries(${folder} PUBLIC ${ARGN})
  else()
    add_library(${folder} INTERFACE)
    target_link_libraries(${folder} INTERFACE ${ARGN})
  endif()
endfunction()

sitewright_layer(result)
sitewright_layer(async result)
sitewright_layer(project result)
sitewright_layer(context result project)
sitewright_layer(codeops result project context)
sitewright_layer(healing result project context codeops)
sitewright_layer(templates result)
include(cmake/templates.cmake)  # the files of templates/ as constants
sitewright_layer(builtin templates codeops result)
sitewright_layer(wire result simdjson)
sitewright_layer(ports async project wire)
sitewright_layer(models ports builtin codeops context)
include(cmake/model_catalogue.cmake)  # the rows of providers.json as a constant
sitewright_layer(usecases models ports project context codeops healing)
sitewright_layer(routes usecases wire)
sitewright_layer(host ports wire)

# Modules are built for size; what goes over every byte of a project is built for speed.
if(CMAKE_SYSTEM_NAME STREQUAL "WASI")
  foreach(folder context/pack context/rank context/scan)
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/${folder}/*.cpp)
    list(APPEND quick_sources ${sources})
  endforeach()
  foreach(name utf8 writer)
    list(APPEND quick_sources ${CMAKE_SOURCE_DIR}/wasm/wire/${name}.cpp)
  endforeach()
  set_source_files_properties(${quick_sources} PROPERTIES COMPILE_OPTIONS -O2)
  file(GLOB fast_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/wasm/context/tokens/*.cpp
       ${CMAKE_SOURCE_DIR}/wasm/context/diff/*.cpp
       ${CMAKE_SOURCE_DIR}/wasm/context/passages/nearest.cpp
       ${CMAKE_SOURCE_DIR}/wasm/models/stream/*.cpp)
  list(FILTER fast_sources EXCLUDE REGEX "estimate|merge_lines|merge_trees|moves")
  foreach(name answer_reader anthropic_messages gemini openai_chat_reading openai_responses reading)
    list(APPEND fast_sources ${CMAKE_SOURCE_DIR}/wasm/models/provider/${name}.cpp)
  endforeach()
  foreach(name quick_modules module_statements export_statements)
    list(APPEND fast_sources ${CMAKE_SOURCE_DIR}/wasm/context/scan/${name}.cpp)
  endforeach()
  set_source_files_properties(${fast_sources} PROPERTIES COMPILE_OPTIONS -O3)
endif()
