#include "context/scan/symbols.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"
#include "context/scan/markup_symbols.hpp"
#include "context/scan/script_symbols.hpp"

namespace sitewright::context {

namespace {

void scan_unmarked(Language language, std::string_view text, SymbolScan& scan) {
  switch (language) {
    case Language::typescript:
    case Language::tsx:
    case Language::javascript:
    case Language::jsx: {
      const ScriptTokens tokens(language, text);
      ScriptSymbols(tokens, scan.symbols).read();
      scan.gave_up = tokens.gave_up();
      break;
    }
    case Language::css:
      scan_css_symbols(text, scan);
      break;
    case Language::html:
      scan_html_symbols(text, scan);
      break;
    case Language::json:
      scan_json_symbols(text, scan);
      break;
    case Language::markdown:
      scan_markdown_symbols(text, scan);
      break;
    case Language::other:
      break;
  }
}

void move_by(std::uint32_t bytes, SymbolScan& scan) {
  for (Symbol& symbol : scan.symbols) {
    for (std::uint32_t* place : {&symbol.head.begin, &symbol.head.end, &symbol.body.begin,
                                 &symbol.body.end, &symbol.end}) {
      *place += bytes;
    }
  }
  if (scan.gave_up) scan.gave_up->offset += bytes;
}

}  // namespace

SymbolScan scan_symbols(Language language, std::string_view text) {
  SymbolScan scan;
  if (text.size() > max_text_bytes || (is_script(language) && text.size() > max_script_bytes)) {
    scan.gave_up = GaveUp{GaveUp::Reason::too_large, 0, 1};
    return scan;
  }
  const std::uint32_t mark = byte_order_mark(text);
  scan_unmarked(language, text.substr(mark), scan);
  if (mark > 0) move_by(mark, scan);
  return scan;
}

namespace {

// Appends code with each run of white space and comments as one space, none after "(" and "[".
class OneLine {
 public:
  void append(std::string_view code) {
    for (std::size_t at = 0; at < code.size();) {
      const char c = code[at];
      if (quote_ != '\0') {
        if (c == '\\' && at + 1 < code.size()) out_ += code[at++];
        if (c == quote_) quote_ = '\0';
        out_ += code[at] == '\n' ? ' ' : code[at];
        ++at;
      } else if (is_blank(c)) {
        space_ = true;
        ++at;
      } else if (c == '/' && at + 1 < code.size() && (code[at + 1] == '/' || code[at + 1] == '*')) {
        const bool line = code[at + 1] == '/';
        const std::size_t end = code.find(line ? "\n" : "*/", at + 2);
        at = end == std::string_view::npos ? code.size() : end + (line ? 1 : 2);
        space_ = true;
      } else {
        put(c);
        if (c == '"' || c == '\'' || c == '`') quote_ = c;
        ++at;
      }
    }
  }
  std::string take() && { return std::move(out_); }

 private:
  void put(char c) {
    const char last = out_.empty() ? '(' : out_.back();
    if (space_ && last != '(' && last != '[' && c != ')' && c != ',' && c != ';') out_ += ' ';
    space_ = false;
    if (c == ')' && last == ',') out_.pop_back();  // a trailing comma of a wrapped list
    out_ += c;
  }

  std::string out_;
  char quote_ = '\0';
  bool space_ = false;
};

std::string on_one_line(std::string_view code) {
  OneLine line;
  line.append(code);
  return std::move(line).take();
}

std::string_view part(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  if (begin >= text.size() || end <= begin) return {};
  return text.substr(begin, end - begin);
}

// What stands for the body.
std::string_view elided(std::string_view body) {
  switch (body.empty() ? '\0' : body[0]) {
    case '{':
      return "{ … }";
    case '[':
      return "[ … ]";
    case '(':
      return "( … )";
    case '`':
      return "`…`";
    default:
      return "…";
  }
}

constexpr std::size_t short_declaration = 100;

void cut(std::string& line) {
  if (line.size() <= max_signature_bytes) return;
  std::size_t end = max_signature_bytes - 3;
  while (end > 0 && (line[end] & 0xc0) == 0x80) --end;  // never inside a character
  line.resize(end);
  line += "…";
}

}  // namespace

bool is_code(SymbolKind kind) {
  return kind != SymbolKind::heading && kind != SymbolKind::landmark &&
         kind != SymbolKind::element_id && kind != SymbolKind::script;
}

std::string signature(std::string_view text, const Symbol& symbol) {
  const std::string_view whole = part(text, symbol.head.begin, symbol.end);
  if (!is_code(symbol.kind)) {
    std::string line(part(text, symbol.head.begin, symbol.head.end));
    std::replace(line.begin(), line.end(), '\n', ' ');
    cut(line);
    return line;
  }
  if (symbol.body.is_empty() ||
      (whole.size() <= short_declaration && symbol.lines.first == symbol.lines.last)) {
    std::string line = on_one_line(whole);
    cut(line);
    return line;
  }
  std::string line = on_one_line(part(text, symbol.head.begin, symbol.head.end));
  const std::string_view body = part(text, symbol.body.begin, symbol.body.end);
  if (line.size() < max_signature_bytes) {
    if (!line.empty() && line.back() != '(' && line.back() != ' ') line += ' ';
    const bool as_is = body.size() <= short_declaration &&
                       (symbol.kind == SymbolKind::constant || symbol.kind == SymbolKind::type);
    line += as_is ? on_one_line(body) : std::string(elided(body));
    const std::string_view tail = part(text, symbol.body.end, symbol.end);
    if (tail.size() <= 40) line += on_one_line(tail);
  }
  cut(line);
  return line;
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
