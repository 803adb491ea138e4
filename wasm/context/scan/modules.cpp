#include "context/scan/modules.hpp"

#include <algorithm>

namespace sitewright::context {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$';
}

std::string_view word_before(std::string_view text, std::size_t& at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '(' || text[at - 1] == '\n')) --at;
  const std::size_t end = at;
  while (at > 0 && is_word(text[at - 1])) --at;
  return text.substr(at, end - at);
}

}  // namespace

ModuleScan scan_modules(Language language, std::string_view text) {
  ModuleScan scan;
  if (!is_script(language) && language != Language::css) return scan;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\n') ++line;
    if (text[at] != '"' && text[at] != '\'') continue;
    const std::size_t end = std::min(text.find(text[at], at + 1), text.find('\n', at));
    if (end >= text.size() || text[end] == '\n') continue;
    std::size_t before = at;
    const bool call = at > 0 && text[at - 1] == '(';
    const std::string_view word = word_before(text, before);
    const auto offset = static_cast<std::uint32_t>(at + 1);
    const auto add = [&](ImportKind kind) {
      scan.imports.push_back({text.substr(at + 1, end - at - 1), kind, false, offset, line});
    };
    if (word == "from" && !call) add(ImportKind::import_static);
    if (word == "import") {
      add(call ? ImportKind::import_dynamic
               : (language == Language::css ? ImportKind::css_import : ImportKind::import_static));
    }
    if (word == "require" && call) add(ImportKind::require);
    at = end;
  }
  return scan;
}

}  // namespace sitewright::context
