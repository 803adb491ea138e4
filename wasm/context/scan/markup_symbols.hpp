// Declarations of the files that are not scripts.
#pragma once

#include <string_view>

#include "context/scan/symbols.hpp"

namespace sitewright::context {

/// Rules by their selector and at-rules by their name and condition, nested ones with a parent.
void scan_css_symbols(std::string_view text, SymbolScan& scan);
/// Landmarks, elements with an id, scripts and styles.
void scan_html_symbols(std::string_view text, SymbolScan& scan);
/// Keys of the outermost object, and of the objects directly in it.
void scan_json_symbols(std::string_view text, SymbolScan& scan);
/// Headings; a section reaches to the next heading of its level or above.
void scan_markdown_symbols(std::string_view text, SymbolScan& scan);

}  // namespace sitewright::context
