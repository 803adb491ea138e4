// One mark or tag is missing and the rest of its pair says where it stood: the `?` of a condition
// whose ` : ` is there, the parenthesis before parameters whose `) =>` is there, the colon before a
// type, the `>` behind one, the opening tag of the element that a function returns.
#include <algorithm>
#include <string>

#include "context/scan/characters.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool is_operand(const ScriptTokens& tokens, std::uint32_t at) {
  switch (tokens[at].kind) {
    case TokenKind::word:
    case TokenKind::string:
    case TokenKind::template_whole:
    case TokenKind::template_head:
    case TokenKind::jsx_open:
      return true;
    default:
      return false;
  }
}

bool ends_operand(const ScriptTokens& tokens, std::uint32_t at) {
  return tokens.is_word(at) || tokens[at].kind == TokenKind::string || tokens.is_mark(at, ')') ||
         tokens.is_mark(at, ']');
}

/// `flag "a" : "b"`: as conditions are written, a blank stands in front of the colon.
std::vector<Edit> question_mark(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  const bool side_by_side = at > 0 && at < tokens.size() && is_operand(tokens, at) &&
                            ends_operand(tokens, at - 1) && !tokens[at].after_newline;
  if (!side_by_side) return {};
  for (std::uint32_t next = tokens.after(at); next < tokens.size(); next = tokens.after(next)) {
    const std::uint32_t begin = tokens[next].begin;
    if (tokens.is_mark(next, ':')) {
      if (source.text[begin - 1] != ' ' && source.text[begin - 1] != '\n') return {};
      return {{std::string(source.path), tokens[at].begin, tokens[at].begin, "? "}};
    }
    const std::string_view text = tokens.text_of(next);
    const bool ends = text == "?" || text == "," || text == ";" || text == ")" || text == "]" ||
                      text == "}" || text == "=>";
    if (ends) return {};
  }
  return {};
}

/// One past the operand that begins at the token: a group, an element, a text, a name with its
/// members and calls.
std::uint32_t operand_end(const ScriptTokens& tokens, std::uint32_t at) {
  if (!tokens.is_word(at)) return tokens.after(at);
  ++at;
  for (;;) {
    if ((tokens.is_mark(at, '.') || tokens.text_of(at) == "?.") && tokens.is_word(at + 1)) {
      at += 2;
    } else if ((tokens.is_mark(at, '(') || tokens.is_mark(at, '[')) && !tokens[at].after_newline) {
      at = tokens.after(at);
    } else {
      return at;
    }
  }
}

/// `flag ? "a" "b"`, `flag ? (<p />) (<b />)`
std::vector<Edit> colon_of_condition(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t last = std::min(source.token_at(offset) + 1, tokens.size());
  for (std::uint32_t at = last; at-- > 0 && last - at < 4000;) {
    if (!tokens.is_mark(at, '?') || at + 1 >= tokens.size()) continue;
    const std::uint32_t first = at + 1;
    const bool operand = is_operand(tokens, first) || tokens.is_mark(first, '(');
    if (!operand) continue;
    const std::uint32_t next = operand_end(tokens, first);
    if (next >= tokens.size() || next <= first) continue;
    const bool follows = is_operand(tokens, next) || tokens.is_mark(next, '(');
    if (!follows || tokens.is_word(next, "as") || tokens.is_word(next, "satisfies")) continue;
    const std::uint32_t place = tokens[next - 1].end;
    return {{std::string(source.path), place, place, " :"}};
  }
  return {};
}

/// `(async event) => {`
std::vector<Edit> async_inside(const Source& source, std::uint32_t line) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = 0; open + 2 < tokens.size(); ++open) {
    const bool inside = tokens.is_mark(open, '(') && tokens.is_word(open + 1, "async") &&
                        (tokens.is_word(open + 2) || tokens.is_mark(open + 2, '{')) &&
                        tokens.line_of(tokens[open].begin) == line &&
                        tokens.is_arrow(tokens.after(open));
    if (!inside) continue;
    const std::string path(source.path);
    return {{path, tokens[open].begin, tokens[open].begin, "async "},
            {path, tokens[open + 1].begin, tokens[open + 2].begin, ""}};
  }
  return {};
}

/// `useState<string[]([])`
std::vector<Edit> end_of_type(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const std::string_view name = tokens.text_of(at);
    const bool generic = tokens.is_word(at) &&
                         (name.starts_with("use") || name == "createContext" || name == "Map" ||
                          name == "Set" || name == "forwardRef" || name == "memo") &&
                         tokens[at].end < source.text.size() && source.text[tokens[at].end] == '<';
    if (!generic) continue;
    const std::size_t end = source.text.find('\n', tokens[at].end);
    const std::string_view rest = source.text.substr(tokens[at].end, end - tokens[at].end);
    const std::size_t call = rest.find('(');
    if (call == std::string_view::npos || call < 2 || rest.substr(0, call).contains('>')) continue;
    const bool is_type = std::ranges::all_of(rest.substr(1, call - 1), [](char c) {
      return context::is_word_byte(c) || std::string_view(" |[].,\"'").contains(c);
    });
    if (!is_type) continue;
    const auto place = static_cast<std::uint32_t>(tokens[at].end + call);
    return {{std::string(source.path), place, place, ">"}};
  }
  return {};
}

/// Whether the brace is that of an interface or of a type.
bool holds_members(const ScriptTokens& tokens, std::uint32_t open) {
  if (!tokens.is_mark(open, '{') || open < 2) return false;
  const char before = tokens.text_of(open - 1).back();
  if (tokens.text_of(open - 1).size() == 1 && std::string_view("=:&|<").contains(before)) {
    return true;
  }
  // `interface A extends B, C<D> {`
  for (std::uint32_t at = open; at-- > 0 && open - at < 24;) {
    if (tokens.is_word(at, "interface")) return true;
    const std::string_view text = tokens.text_of(at);
    const bool name =
        tokens.is_word(at) || text == "," || text == "<" || text == ">" || text == ".";
    if (!name) return false;
  }
  return false;
}

/// `late boolean;` and `late = boolean;` in an interface.
std::vector<Edit> colon_of_member(const Source& source, std::uint32_t line) {
  const std::string_view text = source.text;
  const std::uint32_t begin = source.line_begin(line);
  std::string_view words = trimmed(text.substr(begin, text.find('\n', begin) - begin));
  if (words.ends_with(';') || words.ends_with(',')) words.remove_suffix(1);
  const std::size_t blank = words.find(' ');
  if (blank == std::string_view::npos || words.contains(':')) return {};
  std::string_view name = words.substr(0, blank);
  std::string_view type = words.substr(blank + 1);
  const bool given = type.starts_with("= ");
  if (given) type.remove_prefix(2);
  if (name.ends_with('?')) name.remove_suffix(1);
  while (type.ends_with("[]")) type.remove_suffix(2);
  const auto is_name = [](std::string_view word) {
    return !word.empty() && std::ranges::all_of(word, context::is_word_byte);
  };
  if (!is_name(name) || !is_name(type)) return {};
  const std::uint32_t at = source.token_at(begin + indent_at(text, begin));
  const std::uint32_t open = opening_around(source, at);
  const ScriptTokens& tokens = *source.tokens;
  if (!holds_members(tokens, open)) return {};
  const auto place = static_cast<std::uint32_t>(begin + indent_at(text, begin) + blank);
  return {{std::string(source.path), place, given ? place + 2 : place, ":"}};
}

/// `list.map(one, index) => (`
std::vector<Edit> parameters(const Source& source, std::uint32_t line) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = 2; open + 3 < tokens.size(); ++open) {
    const bool call = tokens.is_mark(open, '(') && tokens.is_word(open - 1) &&
                      tokens.is_mark(open - 2, '.') && tokens.line_of(tokens[open].begin) == line;
    if (!call) continue;
    std::uint32_t at = open + 1;
    while (tokens.is_word(at) && at + 2 < tokens.size() && tokens.is_mark(at + 1, ',')) at += 2;
    const bool listed = tokens.is_word(at) && at + 2 < tokens.size() &&
                        tokens.is_mark(at + 1, ')') && tokens.text_of(at + 2) == "=>";
    if (!listed) continue;
    return {{std::string(source.path), tokens[open].end, tokens[open].end, "("}};
  }
  return {};
}

/// `(text string)`
std::vector<Edit> colon_of_type(const Source& source, std::uint32_t line) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 2; at < tokens.size(); ++at) {
    const std::string_view type = tokens.text_of(at);
    const bool parameter = (type == "string" || type == "number" || type == "boolean") &&
                           tokens.is_word(at - 1) &&
                           (tokens.is_mark(at - 2, '(') || tokens.is_mark(at - 2, ',')) &&
                           tokens.line_of(tokens[at].begin) == line;
    if (!parameter) continue;
    edits.push_back({std::string(source.path), tokens[at - 1].end, tokens[at - 1].end, ":"});
  }
  return edits;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
}

/// The line above that stands less deep and opens what is returned; npos where none does.
std::size_t opening_line(std::string_view text, std::size_t below, std::uint32_t indent,
                         std::string_view tag) {
  std::size_t begin = below;
  while (begin > 0) {
    const std::size_t end = begin - 1;
    begin = end == 0 ? 0 : text.rfind('\n', end - 1) + 1;
    const std::string_view words = trimmed(text.substr(begin, end - begin));
    if (words.empty()) continue;
    const std::uint32_t depth = indent_at(text, static_cast<std::uint32_t>(begin));
    if (depth == indent && words.starts_with(tag)) return std::string_view::npos;
    if (depth < indent) return words.ends_with('(') ? begin : std::string_view::npos;
  }
  return std::string_view::npos;
}

/// `return (`, deeper lines, `</section>`, `);`: what the closing tag ends began above them.
std::vector<Edit> root_tag(const Source& source) {
  const std::string_view text = source.text;
  for (std::size_t close = text.find("</"); close != std::string_view::npos;
       close = text.find("</", close + 2)) {
    const std::size_t begin = text.rfind('\n', close) + 1;
    const std::string_view closing = trimmed(line_at(text, begin));
    const std::uint32_t indent = indent_at(text, static_cast<std::uint32_t>(begin));
    const std::size_t next = text.find('\n', close);
    if (begin + indent != close || !closing.ends_with('>') || next == std::string_view::npos) {
      continue;
    }
    const std::string name(closing.substr(2, closing.size() - 3));
    const bool is_name =
        std::ranges::all_of(name, [](char c) { return context::is_word_byte(c) || c == '.'; });
    if (!is_name || !trimmed(line_at(text, next + 1)).starts_with(')')) continue;
    const std::size_t above = opening_line(text, begin, indent, "<" + name);
    if (above == std::string_view::npos) continue;
    const std::size_t first = text.find('\n', above) + 1;
    if (first >= begin || indent_at(text, static_cast<std::uint32_t>(first)) <= indent) continue;
    const auto place = static_cast<std::uint32_t>(first);
    return {
        {std::string(source.path), place, place, std::string(indent, ' ') + "<" + name + ">\n"}};
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_lost_marks(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::uint32_t line = source.line_of(place.offset);
  std::vector<Repair> out;
  offer(source, "Open the element that is returned", root_tag(source), out);
  offer(source, "Put async before its parameters", async_inside(source, line), out);
  offer(source, "End the type of a call", end_of_type(source), out);
  if (problem.category != Category::syntax) return out;
  offer(source, "Put the : before a type", colon_of_member(source, line), out);
  if (problem.message.contains("':' expected") || problem.message.contains("Expected `:`")) {
    offer(source, "Put the : of a condition", colon_of_condition(source, place.offset), out);
  }
  offer(source, "Put the ( before parameters", parameters(source, line), out);
  offer(source, "Put the : before a type", colon_of_type(source, line), out);
  offer(source, "Put the ? of a condition", question_mark(source, source.token_at(place.offset)),
        out);
  return out;
}

}  // namespace sitewright::healing
