#include "context/scan/symbols.hpp"

#include <algorithm>

namespace sitewright::context {

namespace {

// Words in front of a name, and what they declare.
struct Word {
  std::string_view text;
  SymbolKind kind;
};
constexpr Word declarators[] = {
    {"function", SymbolKind::function}, {"class", SymbolKind::class_type},
    {"interface", SymbolKind::type},    {"type", SymbolKind::type},
    {"enum", SymbolKind::type},         {"const", SymbolKind::constant},
    {"let", SymbolKind::constant},      {"var", SymbolKind::constant},
};

std::string_view next_word(std::string_view line, std::size_t& at) {
  while (at < line.size() && line[at] == ' ') ++at;
  const std::size_t begin = at;
  while (at < line.size() &&
         (line[at] == '_' || line[at] == '$' || (line[at] | 32) >= 'a' ||
          (line[at] >= '0' && line[at] <= '9')) &&
         line[at] != '{' && line[at] != '}' && line[at] != '|') {
    ++at;
  }
  return line.substr(begin, at - begin);
}

}  // namespace

SymbolScan scan_symbols(Language language, std::string_view text) {
  SymbolScan scan;
  if (!is_script(language)) return scan;
  std::uint32_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (!scan.symbols.empty() && scan.symbols.back().body.is_empty()) {
      // The declaration goes on until a line that is not indented.
      Symbol& open = scan.symbols.back();
      const char c = at < end ? text[at] : ' ';
      if (c == '}' || c == ')' || c == ']' || (c != ' ' && c != '\t')) {
        const bool closes = c == '}' || c == ')' || c == ']';
        open.lines.last = std::max(open.lines.first, closes ? line : line - 1);
        open.body = {open.head.end, static_cast<std::uint32_t>(closes ? end : at)};
      }
    }
    const std::string_view whole = text.substr(at, end - at);
    std::size_t place = 0;
    bool exported = false;
    std::string_view word = next_word(whole, place);
    while (word == "export" || word == "default" || word == "async") {
      exported = exported || word == "export";
      word = next_word(whole, place);
    }
    for (const Word& one : declarators) {
      if (one.text != word || whole.empty() || whole[0] == ' ') continue;
      const std::string_view name = next_word(whole, place);
      if (name.empty()) break;
      Symbol symbol;
      symbol.name = name;
      symbol.kind = one.kind;
      symbol.exported = exported;
      symbol.lines = {line, line};
      symbol.comment_line = line;
      symbol.head = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      scan.symbols.push_back(symbol);
      break;
    }
    at = end + 1;
  }
  return scan;
}

std::string signature(std::string_view text, const Symbol& symbol) {
  return std::string(text.substr(symbol.head.begin, symbol.head.end - symbol.head.begin));
}

std::string_view name_of(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::function:
      return "function";
    case SymbolKind::component:
      return "component";
    case SymbolKind::hook:
      return "hook";
    case SymbolKind::type:
      return "type";
    case SymbolKind::class_type:
      return "class";
    case SymbolKind::method:
      return "method";
    case SymbolKind::constant:
      return "constant";
    case SymbolKind::module_block:
      return "module";
    case SymbolKind::test:
      return "test";
    case SymbolKind::css_rule:
      return "rule";
    case SymbolKind::css_at_rule:
      return "at_rule";
    case SymbolKind::heading:
      return "heading";
    case SymbolKind::landmark:
      return "landmark";
    case SymbolKind::element_id:
      return "id";
    case SymbolKind::script:
      return "script";
    case SymbolKind::json_key:
      return "key";
  }
  return "";
}

}  // namespace sitewright::context
