// HTML written where JSX is meant: void elements without an end, comments, a doctype, marks that
// stand for code in text, several roots.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tag_marks.hpp"
#include "healing/fixers/text_borders.hpp"
#include "healing/fixers/text_ends.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::string_view void_elements[] = {"area",  "base",   "br",    "col",  "embed",
                                              "hr",    "img",    "input", "link", "meta",
                                              "param", "source", "track", "wbr"};

bool is_void(std::string_view name) {
  return std::ranges::find(void_elements, name) != std::end(void_elements);
}

/// <br> becomes <br />; its closing tag goes.
std::vector<Repair> void_tags(const Source& source) {
  const std::string_view text = source.text;
  const std::string path(source.path);
  std::vector<Edit> edits;
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind == TokenKind::jsx_close) {
      std::string_view name = tokens.text_of(at);
      if (!name.starts_with("</") || !is_void(trimmed(name.substr(2, name.size() - 3)))) continue;
      edits.push_back({path, tokens[at].begin, tokens[at].end, ""});
    }
    if (tokens[at].kind != TokenKind::jsx_open || !is_void(tokens.text_of(at).substr(1))) continue;
    for (std::uint32_t next = at + 1; next < tokens.size(); ++next) {
      if (tokens[next].kind == TokenKind::jsx_close) break;
      if (tokens.is_mark(next, '{')) next = tokens.partner(next);
      if (!tokens.is_mark(next, '>')) continue;
      const std::uint32_t end = tokens[next].begin;
      edits.push_back({path, end, end, text[end - 1] == ' ' ? "/" : " /"});
      break;
    }
  }
  // Only when the tags themselves are the trouble: a sound file closes them already.
  if (edits.empty()) return {};
  return only("Close void elements in " + path + ".", std::move(edits));
}

std::vector<Repair> comments(const Source& source) {
  std::vector<Edit> edits;
  const bool is_plain = source.language == context::Language::typescript;
  const std::string path(source.path);
  for (std::size_t at = source.text.find("<!--"); at != std::string_view::npos;
       at = source.text.find("<!--", at + 4)) {
    const std::size_t end = source.text.find("-->", at);
    if (end == std::string_view::npos) break;
    const auto from = static_cast<std::uint32_t>(at);
    const auto to = static_cast<std::uint32_t>(end);
    // Among children in braces; where an expression begins it is a comment as in all code.
    const std::string_view before = trimmed(std::string_view(source.text).substr(0, at));
    const bool expression = before.empty() || is_plain || before.ends_with('(') ||
                            before.ends_with("=>") || before.ends_with('?') ||
                            before.ends_with(':') || before.ends_with("&&") ||
                            before.ends_with(';');
    edits.push_back({path, from, from + 4, expression ? "/*" : "{/*"});
    edits.push_back({path, to, to + 3, expression ? "*/" : "*/}"});
  }
  if (edits.empty()) return {};
  return only("Write comments as JSX has them in " + path + ".", std::move(edits));
}

/// Whether an expression begins behind the text: a comment in braces would be an object there.
bool expects_value(std::string_view before) {
  before = trimmed(before);
  for (const std::string_view end : {"(", "=>", "?", ":", "&&", "||"}) {
    if (before.ends_with(end)) return true;
  }
  return false;
}

struct BracedComment {
  std::size_t begin = 0;  ///< of its brace
  std::size_t brace = 0;  ///< of the other one; `line` where there is none
  std::size_t line = 0;   ///< where its line ends
  bool ends = false;      ///< has its "*/"
  bool alone = false;     ///< an element begins behind it, in place of which it stands
};

BracedComment braced_comment(std::string_view text, std::size_t at) {
  BracedComment out{at};
  out.line = std::min(text.find('\n', at), text.size());
  const std::string_view rest = text.substr(at, out.line - at);
  const std::size_t end = rest.find("*/");
  out.ends = end != std::string_view::npos;
  std::size_t brace = out.ends ? rest.find_first_not_of(' ', end + 2) : rest.rfind('}');
  if (brace == std::string_view::npos || rest[brace] != '}') brace = rest.size();
  out.brace = at + brace;
  const std::size_t next = text.find_first_not_of(" \n", std::min(out.brace + 1, text.size()));
  out.alone = expects_value(text.substr(0, at)) && next != std::string_view::npos &&
              (text[next] == '<' || text.substr(next).starts_with("{/*"));
  return out;
}

/// {/* a comment } whose end is missing: before the brace that ends its line; {/* a comment */
/// whose brace is. In front of the element that a bracket holds, `( {/* a */} <p> )`, it stands
/// without braces.
std::vector<Repair> braced_comments(const Source& source) {
  std::vector<Edit> edits;
  const std::string path(source.path);
  const auto edit = [&](std::size_t begin, std::size_t end, std::string text) {
    edits.push_back({path, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                     std::move(text)});
  };
  for (std::size_t at = source.text.find("{/*"); at != std::string_view::npos;
       at = source.text.find("{/*", at + 3)) {
    const BracedComment one = braced_comment(source.text, at);
    const bool closed = one.brace < one.line;
    if (one.ends && !closed && !one.alone) {
      const std::size_t past = source.text.find("*/", at) + 2;
      const Edit brace{path, static_cast<std::uint32_t>(past), static_cast<std::uint32_t>(past),
                       "}"};
      const bool last = trimmed(source.text.substr(past, one.line - past)).empty();
      if (last && is_sounder(source, std::span(&brace, 1))) edits.push_back(brace);
    }
    if (one.ends && !(one.alone && closed)) continue;
    // A comment of several lines ends before the next one begins and holds no element.
    const std::size_t end = source.text.find("*/", at);
    const std::string_view held = end == std::string::npos || end < one.line
                                      ? std::string_view()
                                      : source.text.substr(one.line, end - one.line);
    const bool goes_on = end != std::string::npos && !held.contains("{/*") && !held.contains('<');
    if (!one.ends && !closed && goes_on) continue;
    if (one.alone) edit(at, at + 1, "");
    const std::string mark = one.ends ? "" : closed ? "*/" : " */";
    const std::size_t past = one.brace + (one.alone && closed ? 1 : 0);
    edit(one.brace, past, mark + (one.alone || closed ? "" : "}"));
  }
  if (edits.empty()) return {};
  return only("Write comments as they stand in front of elements in " + path + ".",
              std::move(edits));
}

/// A ">" or "}" in text.
std::vector<Repair> marks_in_text(const Source& source, std::uint32_t offset, char c) {
  if (offset >= source.text.size() || source.text[offset] != c) return {};
  const std::string path(source.path);
  const char before = offset > 0 ? source.text[offset - 1] : '\0';
  // An arrow behind parameters is code that stands where text does.
  const bool arrow = c == '>' && before == '=' && offset > 2 &&
                     source.text.substr(0, offset - 1).find_last_not_of(' ') != std::string::npos &&
                     source.text[source.text.substr(0, offset - 1).find_last_not_of(' ')] == ')';
  if (arrow) return {};
  // Nor is the end of a tag with a slash too many.
  if (c == '>' && source.text.substr(0, offset).ends_with(" //")) return {};
  // Nor that of a tag without its begin: as text it would be read by visitors.
  if (c == '>' && ends_lost_tag(source, offset)) return {};
  std::vector<Repair> out;
  const Repair removed{"Take out a " + std::string(1, c) + " too many.",
                       {{path, offset, offset + 1, ""}}};
  const Repair escaped{"Write " + std::string(1, c) + " as text.",
                       {{path, offset, offset + 1, c == '>' ? "{\">\"}" : "{\"}\"}"}}};
  const bool too_many = before == c || before == '>' || before == '}';
  out.push_back(too_many ? removed : escaped);
  out.push_back(too_many ? escaped : removed);
  out.back().unique = false;
  return out;
}

/// `under < 5 minutes` in text: an element's name stands at once behind its bracket.
std::vector<Repair> less_in_text(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text;
  const std::size_t from = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  const std::size_t line = from == std::string_view::npos ? 0 : from + 1;
  const std::size_t end = std::min(text.find('\n', line), text.size());
  std::size_t found = 0;
  std::size_t count = 0;
  for (std::size_t at = line; at < end; ++at) {
    const char next = at + 1 < end ? text[at + 1] : '\0';
    if (text[at] != '<' || !(next == ' ' || context::is_digit(next))) continue;
    found = at;
    ++count;
  }
  const std::size_t near = found < offset ? offset - found : found - offset;
  const std::string_view before = text.substr(line, found - line);
  // Within an element of this line, outside of its braces and of its tag.
  const std::size_t tag = before.rfind('>');
  const bool in_text = tag != std::string_view::npos && tag > 0 && before[tag - 1] != '=' &&
                       !before.substr(tag).contains('{') &&
                       text.substr(found, end - found).contains("</");
  if (count != 1 || near > 2 || !in_text) return {};
  const auto place = static_cast<std::uint32_t>(found);
  return only("Write < as text.", {{std::string(source.path), place, place + 1, "{\"<\"}"}});
}

/// `<p>{{title}}</p>` and `{{ user.name }}`, as other templates have it: one pair of braces.
std::vector<Repair> doubled_braces(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text;
  const std::string path(source.path);
  const std::uint32_t line = source.line_of(offset);
  const std::uint32_t begin = source.line_begin(line);
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  std::vector<Edit> edits;
  for (std::size_t at = text.find("{{", begin); at < end; at = text.find("{{", at + 2)) {
    const std::size_t close = text.find("}}", at);
    if (close == std::string_view::npos || close > end) break;
    const std::string_view held = trimmed(text.substr(at + 2, close - at - 2));
    const bool is_path = !held.empty() && std::ranges::all_of(held, [](char c) {
      return context::is_word_byte(c) || c == '.' || c == '?' || c == '(' || c == ')';
    });
    const char before = at > 0 ? text[at - 1] : '\n';
    if (!is_path || before == '=' || before == '(' || before == '$' || before == ',') continue;
    edits.push_back({path, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1), ""});
    edits.push_back(
        {path, static_cast<std::uint32_t>(close), static_cast<std::uint32_t>(close + 1), ""});
  }
  if (edits.empty()) return {};
  return only("Write one pair of braces around a value in " + path + ".", std::move(edits));
}

/// Several roots become one fragment: from the first up to the bracket around them.
std::vector<Repair> several_roots(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text;
  // The bracket is behind the nearest line above that is indented less.
  const std::uint32_t inner = indent_at(text, offset);
  std::uint32_t first = offset;
  for (std::size_t end = text.substr(0, offset).rfind('\n'); end != std::string_view::npos;
       end = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1)) {
    const std::size_t begin = end == 0 ? 0 : text.rfind('\n', end - 1) + 1;
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    if (line.empty() || indent_at(text, static_cast<std::uint32_t>(begin)) >= inner) continue;
    first = static_cast<std::uint32_t>(end + 1);
    break;
  }
  while (first < text.size() && context::is_blank(text[first])) ++first;
  const std::uint32_t indent = indent_at(text, first);
  std::size_t before = first;
  while (before > 0 && context::is_blank(text[before - 1])) --before;
  if (before == 0 || text[before - 1] != '(') return {};
  // The line that closes the bracket is indented less than what it holds.
  for (std::size_t line = text.find('\n', first); line != std::string_view::npos;
       line = text.find('\n', line + 1)) {
    std::size_t begin = line + 1;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    if (begin >= text.size()) return {};
    if (text[begin] == '\n' || begin - line - 1 >= indent) continue;
    if (text[begin] != ')') return {};
    const std::string pad(indent, ' ');
    const auto at = static_cast<std::uint32_t>(line);
    return only("Put several elements into one fragment.",
                {{std::string(source.path), first, first, "<>\n" + pad},
                 {std::string(source.path), at, at, "\n" + pad + "</>"}});
  }
  return {};
}

/// `<b>name}</b>` of a name that the file knows: the brace in front of it.
std::vector<Repair> value_in_text(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text;
  if (offset >= text.size() || text[offset] != '}') return {};
  std::uint32_t begin = offset;
  while (begin > 0 && (context::is_word_byte(text[begin - 1]) || text[begin - 1] == '.')) --begin;
  const std::string_view path = text.substr(begin, offset - begin);
  const std::string_view name = path.substr(0, path.find('.'));
  const bool apart = begin > 0 && (text[begin - 1] == '>' || context::is_blank(text[begin - 1]));
  if (name.empty() || !apart || context::is_digit(name.front())) return {};
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (!tokens.is_word(at, name)) continue;
    return only("Put " + std::string(path) + " in braces.",
                {{std::string(source.path), begin, begin, "{"}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_jsx_text(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (place.source->language == context::Language::typescript) return comments(*place.source);
  const Source& source = *place.source;
  if (problem.code == "TS2322" || problem.code == "TS2353") {
    return problem.message.contains("ReactNode") ? doubled_braces(source, place.offset)
                                                 : std::vector<Repair>();
  }
  std::vector<Repair> out;
  const auto take = [&](std::vector<Repair> more) {
    for (Repair& one : more) out.push_back(std::move(one));
  };
  take(doubled_braces(source, place.offset));
  take(braced_comments(source));
  take(comments(source));
  take(void_tags(source));
  // `( <h2>…</h2> {list} )`: the brace is where a bracket was expected.
  const bool second_root =
      place.offset < source.text.size() && source.text[place.offset] == '{' &&
      (problem.message.contains("')' expected") || problem.message.contains("`)` but found `{`"));
  const bool several = problem.code == "TS2657" || problem.message.contains("one parent element") ||
                       second_root || problem.message.contains("wrapped in") ||
                       problem.message.contains("Adjacent JSX");
  if (several && !has_open_text(*source.tokens)) {
    take(several_roots(source, place.offset));
  }
  // What follows another error of the file is most likely its consequence.
  const Problem* first = nullptr;
  for (const Problem& one : bench.problems()) {
    if (first == nullptr && one.file == problem.file && one.category == Category::syntax) {
      first = &one;
    }
  }
  if (first != &problem) return out;
  take(less_in_text(source, place.offset));
  if (problem.code == "TS1382" || problem.message.contains("Did you mean `{'>'}`")) {
    std::vector<Edit> brace = brace_of_list(source, place.offset);
    if (!brace.empty()) return only("Open the braces around a list.", std::move(brace));
    take(marks_in_text(source, place.offset, '>'));
  }
  if (problem.code == "TS1381" || problem.message.contains("Did you mean `{'}'}`")) {
    if (auto value = value_in_text(source, place.offset); !value.empty()) return value;
    take(marks_in_text(source, place.offset, '}'));
  }
  return out;
}

}  // namespace sitewright::healing
