#include "healing/fixers/words.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"

namespace sitewright::healing {
namespace {

constexpr std::string_view tags_of_html[] = {"a",
                                             "article",
                                             "aside",
                                             "audio",
                                             "b",
                                             "blockquote",
                                             "br",
                                             "button",
                                             "canvas",
                                             "code",
                                             "dd",
                                             "details",
                                             "dialog",
                                             "div",
                                             "dl",
                                             "dt",
                                             "em",
                                             "fieldset",
                                             "figcaption",
                                             "figure",
                                             "footer",
                                             "form",
                                             "h1",
                                             "h2",
                                             "h3",
                                             "h4",
                                             "h5",
                                             "h6",
                                             "header",
                                             "hr",
                                             "i",
                                             "iframe",
                                             "img",
                                             "input",
                                             "label",
                                             "legend",
                                             "li",
                                             "main",
                                             "nav",
                                             "ol",
                                             "option",
                                             "p",
                                             "path",
                                             "picture",
                                             "pre",
                                             "section",
                                             "select",
                                             "small",
                                             "source",
                                             "span",
                                             "strong",
                                             "sub",
                                             "summary",
                                             "sup",
                                             "svg",
                                             "table",
                                             "tbody",
                                             "td",
                                             "textarea",
                                             "tfoot",
                                             "th",
                                             "thead",
                                             "time",
                                             "tr",
                                             "ul",
                                             "video",
                                             "circle",
                                             "rect",
                                             "line",
                                             "polyline",
                                             "polygon",
                                             "g",
                                             "abbr",
                                             "address",
                                             "caption",
                                             "cite",
                                             "datalist",
                                             "hgroup",
                                             "kbd",
                                             "mark",
                                             "meter",
                                             "optgroup",
                                             "output",
                                             "progress",
                                             "col",
                                             "colgroup",
                                             "clipPath",
                                             "defs",
                                             "ellipse",
                                             "linearGradient",
                                             "radialGradient",
                                             "stop",
                                             "symbol",
                                             "tspan",
                                             "use"};

bool is_name_byte(char c) {
  return context::is_word_byte(c) || c == '-';
}

bool stands_alone(std::string_view text, std::size_t at, std::string_view word) {
  const bool before = at == 0 || !is_name_byte(text[at - 1]);
  const std::size_t end = at + word.size();
  return before && (end >= text.size() || !context::is_word_byte(text[end]));
}

}  // namespace

bool is_among(std::string_view word, std::string_view list) {
  if (word.empty()) return false;
  for (std::size_t at = list.find(word); at != std::string_view::npos;
       at = list.find(word, at + 1)) {
    const bool begins = at == 0 || list[at - 1] == ' ';
    const std::size_t end = at + word.size();
    if (begins && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

std::span<const std::string_view> html_tags() {
  return tags_of_html;
}

bool is_html_tag(std::string_view name) {
  return std::ranges::find(tags_of_html, name) != std::end(tags_of_html);
}

std::optional<std::uint32_t> word_near(const Source& source, std::uint32_t offset,
                                       std::string_view word) {
  if (word.empty()) return std::nullopt;
  const std::string_view text = source.text;
  const std::size_t from = offset > word.size() ? offset - word.size() : 0;
  for (std::size_t at = text.find(word, from); at != std::string_view::npos && at < offset + 400U;
       at = text.find(word, at + 1)) {
    const bool reaches = at + word.size() >= offset;
    if (reaches && stands_alone(text, at, word)) return static_cast<std::uint32_t>(at);
  }
  const std::size_t line = text.substr(0, offset).rfind('\n') + 1;
  for (std::size_t at = text.find(word, line); at != std::string_view::npos && at < offset;
       at = text.find(word, at + 1)) {
    if (stands_alone(text, at, word)) return static_cast<std::uint32_t>(at);
  }
  return std::nullopt;
}

std::vector<Edit> replaced_word(const Source& source, std::uint32_t at, std::string_view word,
                                std::string_view with) {
  const auto size = static_cast<std::uint32_t>(word.size());
  const std::string path(source.path);
  std::vector<Edit> out{{path, at, at + size, std::string(with)}};
  if (source.tokens == nullptr || at == 0) return out;
  const std::uint32_t token = source.token_at(at);
  if (token >= source.tokens->size()) return out;
  if ((*source.tokens)[token].kind == context::TokenKind::jsx_open) {
    const std::uint32_t close = source.tokens->partner(token);
    const std::string_view tag = source.tokens->text_of(close);
    if (tag.starts_with("</") && tag.substr(2).starts_with(word)) {
      const std::uint32_t from = (*source.tokens)[close].begin + 2;
      out.push_back({path, from, from + size, std::string(with)});
    }
  }
  return out;
}

std::string_view type_body(Workbench& bench, std::string_view name) {
  for (const Source* file : bench.scripts()) {
    for (const context::Symbol& symbol : file->symbols.symbols) {
      if (symbol.kind != context::SymbolKind::type || symbol.name != name) continue;
      const std::uint32_t end = std::max(symbol.body.end, symbol.end);
      const std::uint32_t begin = symbol.body.is_empty() ? symbol.head.begin : symbol.body.begin;
      if (begin < end && end <= file->text.size()) return file->text.substr(begin, end - begin);
    }
  }
  return {};
}

namespace {

void members_in(std::string_view body, std::vector<Member>& out) {
  const context::ScriptTokens tokens(context::Language::typescript, body);
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (!tokens.is_mark(at, '{')) continue;
    const std::uint32_t close = tokens.partner(at);
    for (std::uint32_t next = at + 1; next < close; next = tokens.after(next)) {
      const bool starts = next == at + 1 || tokens.is_mark(next - 1, ';') ||
                          tokens.is_mark(next - 1, ',') || tokens[next].after_newline;
      std::uint32_t name = next;
      if (!starts) continue;
      if (tokens.is_word(name, "readonly") && tokens.is_word(name + 1)) ++name;
      if (!tokens.is_word(name)) continue;
      const bool optional = tokens.is_mark(name + 1, '?');
      const std::uint32_t after = name + (optional ? 2U : 1U);
      if (!tokens.is_mark(after, ':') && !tokens.is_mark(after, '(')) continue;
      out.push_back({std::string(tokens.text_of(name)), optional});
      next = name;
    }
    at = close;
  }
}

constexpr std::string_view string_members[] = {
    "length",   "split",      "slice",        "trim",        "replace",     "replaceAll",
    "includes", "startsWith", "endsWith",     "toUpperCase", "toLowerCase", "charAt",
    "indexOf",  "match",      "padStart",     "padEnd",      "repeat",      "substring",
    "concat",   "at",         "localeCompare"};
constexpr std::string_view array_members[] = {
    "length",  "map",      "filter", "reduce",   "find",      "findIndex", "some",
    "every",   "includes", "join",   "push",     "slice",     "splice",    "concat",
    "forEach", "flatMap",  "sort",   "reverse",  "indexOf",   "at",        "entries",
    "keys",    "values",   "flat",   "toSorted", "toReversed"};

}  // namespace

std::vector<Member> members_of(Workbench& bench, std::string_view type) {
  std::vector<Member> out;
  if (type.contains('{')) members_in(type, out);
  if (type.ends_with("[]")) {
    for (const std::string_view one : array_members) out.push_back({std::string(one), true});
    return out;
  }
  if (type == "string" || type == "String") {
    for (const std::string_view one : string_members) out.push_back({std::string(one), true});
    return out;
  }
  int depth = 0;
  for (std::size_t at = 0; at < type.size();) {
    // Within braces stand the members' own types, which are none of its members.
    if (type[at] == '{') ++depth;
    if (type[at] == '}') --depth;
    if (depth > 0 || !context::is_word_byte(type[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < type.size() && context::is_word_byte(type[end])) ++end;
    if (const auto body = type_body(bench, type.substr(at, end - at)); !body.empty()) {
      members_in(body, out);
    }
    at = end;
  }
  return out;
}

namespace {

void literals_in(std::string_view body, std::vector<std::string>& out) {
  for (std::size_t at = 0; at < body.size(); ++at) {
    const char quote = body[at];
    if (quote != '"' && quote != '\'') continue;
    const std::size_t end = body.find(quote, at + 1);
    if (end == std::string_view::npos) return;
    out.emplace_back(body.substr(at + 1, end - at - 1));
    at = end;
  }
}

}  // namespace

std::vector<std::string> literals_of(Workbench& bench, std::string_view type) {
  std::vector<std::string> out;
  literals_in(type, out);
  if (!out.empty()) return out;
  // Of every type that it names: SetStateAction<Status>.
  for (std::size_t at = 0; at < type.size();) {
    std::size_t end = at;
    while (end < type.size() && context::is_word_byte(type[end])) ++end;
    if (end > at) literals_in(type_body(bench, type.substr(at, end - at)), out);
    at = end > at ? end : at + 1;
  }
  return out;
}

}  // namespace sitewright::healing
