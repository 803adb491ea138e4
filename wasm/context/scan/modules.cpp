#include "context/scan/modules.hpp"

#include <utility>

#include "context/scan/characters.hpp"
#include "context/scan/markup_modules.hpp"
#include "context/scan/script_modules.hpp"

namespace sitewright::context {

namespace {

ModuleScan scan_unmarked(Language language, std::string_view text) {
  switch (language) {
    case Language::typescript:
    case Language::tsx:
    case Language::javascript:
    case Language::jsx: {
      auto quick = scan_script_quickly(language, text);
      return quick ? std::move(*quick) : scan_script_exactly(language, text);
    }
    case Language::css:
      return scan_css_modules(text);
    case Language::html:
      return scan_html_modules(text);
    case Language::markdown:
      return scan_markdown_modules(text);
    case Language::json:
    case Language::other:
      return {};
  }
  return {};
}

}  // namespace

ModuleScan scan_modules(Language language, std::string_view text) {
  if (text.size() > max_text_bytes) {
    ModuleScan scan;
    scan.gave_up = GaveUp{GaveUp::Reason::too_large, 0, 1};
    return scan;
  }
  const std::uint32_t mark = byte_order_mark(text);
  ModuleScan scan = scan_unmarked(language, text.substr(mark));
  if (mark == 0) return scan;
  for (Import& import : scan.imports) {
    import.offset += mark;
    if (import.kind == ImportKind::glob) import.call += mark;
  }
  for (Export& name : scan.exports) name.offset += mark;
  if (scan.gave_up) scan.gave_up->offset += mark;
  return scan;
}

}  // namespace sitewright::context
