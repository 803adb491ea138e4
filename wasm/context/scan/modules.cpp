#include "context/scan/modules.hpp"

#include <utility>

#include "context/scan/markup_modules.hpp"
#include "context/scan/script_modules.hpp"

namespace sitewright::context {

ModuleScan scan_modules(Language language, std::string_view text) {
  ModuleScan scan;
  if (text.size() > max_text_bytes) {
    scan.gave_up = GaveUp{GaveUp::Reason::too_large, 0, 1};
    return scan;
  }
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
      return scan;
  }
  return scan;
}

}  // namespace sitewright::context
