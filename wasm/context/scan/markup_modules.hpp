// Imports of the files that are not scripts.
#pragma once

#include <string_view>

#include "context/scan/modules.hpp"

namespace sitewright::context {

[[nodiscard]] ModuleScan scan_css_modules(std::string_view text);
[[nodiscard]] ModuleScan scan_html_modules(std::string_view text);
[[nodiscard]] ModuleScan scan_markdown_modules(std::string_view text);

}  // namespace sitewright::context
