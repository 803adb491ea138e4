# wasm/models/catalogue/providers.json as a constant of the layer `models`.
set(catalogue_json ${CMAKE_SOURCE_DIR}/wasm/models/catalogue/providers.json)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${catalogue_json})
file(READ ${catalogue_json} catalogue_text)
string(JSON catalogue_version ERROR_VARIABLE catalogue_fault GET "${catalogue_text}" version)
if(catalogue_fault)
  message(FATAL_ERROR "${catalogue_json}: ${catalogue_fault}")
endif()
# Spaces at the beginning of lines are the file's, not the program's.
string(REGEX REPLACE "\n *" "" catalogue_text "${catalogue_text}")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/models/providers_json.cpp @ONLY CONTENT
"#include \"models/catalogue/providers_json.hpp\"

namespace sitewright::models {

const std::string_view kProvidersJson = R\"json(@catalogue_text@)json\";

}  // namespace sitewright::models
")
target_sources(models PRIVATE ${CMAKE_BINARY_DIR}/models/providers_json.cpp)
