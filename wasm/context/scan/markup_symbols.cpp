#include "context/scan/markup_symbols.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "context/scan/characters.hpp"
#include "context/scan/html_tags.hpp"
#include "context/scan/lines.hpp"

namespace sitewright::context {

namespace {

constexpr std::string_view landmarks[] = {"header", "nav",    "main",   "section", "article",
                                          "aside",  "footer", "dialog", "form",    "template"};

bool is_landmark(std::string_view name) {
  return std::any_of(std::begin(landmarks), std::end(landmarks),
                     [name](std::string_view one) { return is_tag(name, one); });
}

// Closes the symbol: what it held was its body.
void finish(Symbol& symbol, std::uint32_t end, std::uint32_t line) {
  symbol.body = {symbol.head.end, end};
  symbol.end = end;
  symbol.lines.last = line;
}

}  // namespace

void scan_html_symbols(std::string_view text, SymbolScan& scan) {
  struct Open {
    std::string_view name;
    std::uint32_t symbol;
  };
  std::vector<Open> open;
  HtmlTags tags(text);
  LineCounter lines(text);
  while (const auto tag = tags.next()) {
    const std::uint32_t line = lines.line_of(tag->begin);
    if (tag->closing) {
      // Only listed elements are on the stack; unclosed ones inside end with their parent.
      for (std::size_t depth = open.size(), tried = 0; depth > 0 && tried < 8; --depth, ++tried) {
        const bool same =
            open[depth - 1].name.size() == tag->name.size() && open[depth - 1].name == tag->name;
        if (!same) continue;
        finish(scan.symbols[open[depth - 1].symbol], tag->end, line);
        open.resize(depth - 1);
        break;
      }
      continue;
    }
    const bool script = is_tag(tag->name, "script") || is_tag(tag->name, "style");
    std::string_view id;
    tags.each_attribute(*tag, [&id](const HtmlAttribute& attribute) {
      if (is_tag(attribute.name, "id")) id = attribute.value;
    });
    if (!script && id.empty() && !is_landmark(tag->name)) continue;
    Symbol symbol;
    symbol.name = id.empty() ? tag->name : id;
    symbol.kind = script        ? SymbolKind::script
                  : !id.empty() ? SymbolKind::element_id
                                : SymbolKind::landmark;
    symbol.lines = {line, line};
    symbol.comment_line = line;
    symbol.head = {tag->begin, tag->end};
    symbol.body = {tag->end, tag->end};
    symbol.end = tag->end;
    symbol.parent = open.empty() ? no_parent : open.back().symbol;
    scan.symbols.push_back(symbol);
    const bool self_closed = tag->end >= 2 && text[tag->end - 2] == '/';
    if (!self_closed && open.size() < max_nesting) {
      open.push_back({tag->name, static_cast<std::uint32_t>(scan.symbols.size() - 1)});
    }
  }
  if (const auto place = tags.open()) {
    LineCounter again(text);
    scan.gave_up = GaveUp{
        tags.open_is_comment() ? GaveUp::Reason::unclosed_comment : GaveUp::Reason::unclosed_tag,
        *place, again.line_of(*place)};
  }
}

void scan_markdown_symbols(std::string_view text, SymbolScan& scan) {
  std::array<std::uint32_t, 7> open{};  // symbol + 1 of the open section of each level
  std::uint32_t line = 0;
  char fence = '\0';
  const auto close_from = [&](std::size_t level, std::uint32_t end, std::uint32_t last) {
    for (; level < open.size(); ++level) {
      if (open[level] != 0) finish(scan.symbols[open[level] - 1], end, last);
      open[level] = 0;
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    ++line;
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view row = text.substr(at, stop - at);
    const std::size_t indent = std::min(row.find_first_not_of(' '), row.size());
    const std::string_view content = row.substr(indent);
    if (content.starts_with("```") || content.starts_with("~~~")) {
      if (fence == '\0') {
        fence = content[0];
      } else if (fence == content[0]) {
        fence = '\0';
      }
    }
    const std::size_t level = std::min(content.find_first_not_of('#'), content.size());
    if (fence == '\0' && indent < 4 && level > 0 && level < 7 &&
        (level == content.size() || is_blank(content[level]))) {
      close_from(level, static_cast<std::uint32_t>(at), line - 1);
      std::string_view name = content.substr(level);
      while (!name.empty() && is_blank(name.front())) name.remove_prefix(1);
      while (!name.empty() && (is_blank(name.back()) || name.back() == '#')) name.remove_suffix(1);
      Symbol symbol;
      symbol.name = name;
      symbol.kind = SymbolKind::heading;
      symbol.lines = {line, line};
      symbol.comment_line = line;
      symbol.head = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(stop)};
      symbol.body = {symbol.head.end, symbol.head.end};
      symbol.end = symbol.head.end;
      for (std::size_t above = level; above-- > 1;) {
        if (open[above] == 0) continue;
        symbol.parent = open[above] - 1;
        break;
      }
      scan.symbols.push_back(symbol);
      open[level] = static_cast<std::uint32_t>(scan.symbols.size());
    }
    at = stop + 1;
  }
  close_from(1, static_cast<std::uint32_t>(text.size()), std::max(line, 1U));
}

}  // namespace sitewright::context
