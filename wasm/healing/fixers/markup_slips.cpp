// Elements of which a mark or a line is off: `<h1 Text</h1>`, an opening tag that stands
// twice, a rest without its braces, `{if (a) { <p /> }}`, `{for (const a of list) { <p /> }}`, a
// length without quotes.
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

struct Line {
  std::uint32_t begin = 0;
  std::string_view text;
};

Line line_at(const Source& source, std::uint32_t line) {
  const std::uint32_t begin = source.line_begin(line);
  return {begin, source.text.substr(begin, source.text.find('\n', begin) - begin)};
}

Edit edit_of(const Source& source, std::size_t begin, std::size_t end, std::string text) {
  return {std::string(source.path), static_cast<std::uint32_t>(begin),
          static_cast<std::uint32_t>(end), std::move(text)};
}

std::string_view word_in(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && context::is_word_byte(text[end])) ++end;
  return text.substr(at, end - at);
}

/// `<h1 Where we are</h1>`: words behind the name, and no value.
std::vector<Edit> unended_tag(const Source& source, const Line& line) {
  for (std::size_t at = line.text.find('<'); at != std::string_view::npos;
       at = line.text.find('<', at + 1)) {
    const std::string_view name = word_in(line.text, at + 1);
    const std::size_t close = line.text.find("</" + std::string(name) + ">", at + 1);
    const std::size_t blank = at + 1 + name.size();
    if (name.empty() || close == std::string_view::npos || blank >= close ||
        line.text[blank] != ' ' || !is_html_tag(name)) {
      continue;
    }
    const std::string_view held = line.text.substr(blank, close - blank);
    if (held.find_first_of("<>=") != std::string_view::npos) continue;
    return {edit_of(source, line.begin + blank, line.begin + blank + 1, ">")};
  }
  return {};
}

/// The same opening tag on two lines, and one closing tag. It is told of where something above it
/// ends, so it is looked for everywhere.
std::vector<Edit> twice_opened(const Source& source) {
  constexpr std::size_t max_looks = 40;  // for a closing tag, each to the end of the file
  const std::string_view text = source.text;
  std::size_t looks = 0;
  Line first{0, text.substr(0, text.find('\n'))};
  while (first.begin + first.text.size() < text.size() && looks < max_looks) {
    const auto begin = static_cast<std::uint32_t>(first.begin + first.text.size() + 1);
    const Line second{begin, text.substr(begin, text.find('\n', begin) - begin)};
    const std::string_view words = trimmed(first.text);
    const bool same = first.text == second.text && words.starts_with('<') && words.ends_with('>') &&
                      !words.ends_with("/>") && !words.contains("</");
    if (same) {
      ++looks;
      const std::string_view name = word_in(words, 1);
      const std::uint32_t indent = indent_at(text, first.begin);
      const std::string close = "\n" + std::string(indent, ' ') + "</" + std::string(name) + ">";
      if (!name.empty() && text.find(close, second.begin) != std::string_view::npos) {
        return {edit_of(source, first.begin, second.begin, "")};
      }
    }
    first = second;
  }
  return {};
}

/// `<p className="a" ...rest />`
std::vector<Edit> bare_rest(const Source& source, const Line& line) {
  for (std::size_t at = line.text.find(" ..."); at != std::string_view::npos;
       at = line.text.find(" ...", at + 1)) {
    const std::string_view name = word_in(line.text, at + 4);
    const std::size_t end = at + 4 + name.size();
    const char before = at > 0 ? line.text[at - 1] : '\0';
    const bool in_tag = context::is_word_byte(before) || before == '"' || before == '}' ||
                        before == '\'' || before == ' ';
    const bool ends = end >= line.text.size() || std::string_view(" />").contains(line.text[end]);
    if (name.empty() || !in_tag || !ends) continue;
    return {edit_of(source, line.begin + at + 1, line.begin + at + 1, "{"),
            edit_of(source, line.begin + end, line.begin + end, "}")};
  }
  return {};
}

/// `marginTop: 12px`
std::vector<Edit> bare_lengths(const Source& source, const Line& line) {
  std::vector<Edit> out;
  for (std::size_t at = line.text.find(": "); at != std::string_view::npos;
       at = line.text.find(": ", at + 1)) {
    const std::size_t begin = at + 2;
    std::size_t unit = begin;
    while (unit < line.text.size() &&
           (context::is_digit(line.text[unit]) || line.text[unit] == '.' ||
            (unit == begin && line.text[unit] == '-'))) {
      ++unit;
    }
    std::size_t end = unit;
    while (end < line.text.size() &&
           (context::is_word_byte(line.text[end]) || line.text[end] == '%')) {
      ++end;
    }
    const std::string_view name = line.text.substr(unit, end - unit);
    const bool length = name == "px" || name == "rem" || name == "em" || name == "vh" ||
                        name == "vw" || name == "%" || name == "ch" || name == "ms" || name == "s";
    if (unit == begin || !length) continue;
    out.push_back(edit_of(source, line.begin + begin, line.begin + begin, "\""));
    out.push_back(edit_of(source, line.begin + end, line.begin + end, "\""));
  }
  return out;
}

/// `{open && <p>One</p><hr />}`: several elements where one may stand.
std::vector<Edit> siblings(const Source& source, std::uint32_t offset) {
  const Line line = line_at(source, source.line_of(offset));
  const std::string_view before = trimmed(line.text.substr(0, offset - line.begin));
  const std::size_t end = line.text.rfind('}');
  const std::size_t from = offset - line.begin;
  const bool value = before.ends_with("&&") || before.ends_with("=>") || before.ends_with("||");
  if (!value || end == std::string_view::npos || end <= from || line.text[from] != '<') return {};
  const std::string_view held = trimmed(line.text.substr(from, end - from));
  if (!held.ends_with('>') || !held.contains("><")) return {};
  return {edit_of(source, offset, offset, "<>"),
          edit_of(source, offset + held.size(), offset + held.size(), "</>")};
}

/// `className="a"}`: no brace is open there.
std::vector<Edit> brace_behind_text(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 3; at < tokens.size(); ++at) {
    const bool behind = tokens.is_mark(at, '}') && tokens.partner(at) == at &&
                        tokens[at - 1].kind == context::TokenKind::string &&
                        tokens.is_mark(at - 2, '=') &&
                        tokens[at - 3].kind == context::TokenKind::jsx_name;
    if (behind) out.push_back(edit_of(source, tokens[at].begin, tokens[at].end, ""));
  }
  return out;
}

/// `{/* a */` alone on its line, above an element. Where the element is all that a bracket holds,
/// the brace would begin an object: it goes.
std::vector<Edit> comment_brace(const Source& source) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::string_view text = source.text;
  for (std::size_t at = text.find("{/*"); at != std::string_view::npos;
       at = text.find("{/*", at + 3)) {
    const std::size_t end = text.find("*/", at);
    if (end == std::string_view::npos) return {};
    const std::size_t next = text.find_first_not_of(blanks, end + 2);
    const std::size_t before = text.substr(0, at).find_last_not_of(blanks);
    const bool alone = before != std::string_view::npos && next != std::string_view::npos &&
                       text.substr(before, at - before).contains('\n') &&
                       text.substr(end, next - end).contains('\n');
    if (!alone || text[next] != '<') continue;
    const bool held = text[before] == '(';
    std::vector<Edit> edits{held ? edit_of(source, at, at + 1, "")
                                 : edit_of(source, end + 2, end + 2, "}")};
    if (is_sounder(source, edits)) return edits;
  }
  return {};
}

std::string bytes(const Source& source, std::uint32_t first, std::uint32_t end) {
  const ScriptTokens& tokens = *source.tokens;
  return std::string(
      source.text.substr(tokens[first].begin, tokens[end - 1].end - tokens[first].begin));
}

/// The value of a block that is nothing else: `{ <p /> }`, `{ return <p />; }`.
std::string value_of_block(const Source& source, std::uint32_t open) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t close = tokens.partner(open);
  std::uint32_t first = open + 1;
  std::uint32_t end = close;
  if (tokens.is_word(first, "return")) ++first;
  if (end > first && tokens.is_mark(end - 1, ';')) --end;
  if (first >= end) return {};
  const bool element =
      tokens[first].kind == context::TokenKind::jsx_open || tokens.is_mark(first, '(');
  if (!element || tokens.after(first) < end) return {};
  return tokens.is_mark(first, '(') ? bytes(source, first, end)
                                    : "(" + bytes(source, first, end) + ")";
}

/// Statements where only a value may stand: among elements.
std::vector<Edit> statements(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    const bool begins = tokens.is_mark(at, '{') && tokens.is_mark(at + 2, '(') && at > 0 &&
                        !tokens.is_arrow(at - 1) && !tokens.is_mark(at - 1, ')');
    if (!begins) continue;
    const std::uint32_t close = tokens.partner(at);
    const std::uint32_t body = tokens.after(at + 2);
    if (!tokens.is_mark(body, '{') || close <= body) continue;
    const std::string value = value_of_block(source, body);
    const std::uint32_t after = tokens.after(body);
    if (value.empty()) continue;
    const std::uint32_t begin = tokens[at + 1].begin;
    const std::uint32_t end = tokens[close].begin;
    if (tokens.is_word(at + 1, "if")) {
      const std::string condition = bytes(source, at + 3, body - 1);
      const bool alone = after == close;
      const bool other = tokens.is_word(after, "else") && tokens.is_mark(after + 1, '{') &&
                         tokens.after(after + 1) == close;
      const std::string second = other ? value_of_block(source, after + 1) : std::string();
      if (alone) return {edit_of(source, begin, end, condition + " && " + value)};
      if (!second.empty()) {
        return {edit_of(source, begin, end, condition + " ? " + value + " : " + second)};
      }
    }
    const bool loop = tokens.is_word(at + 1, "for") && after == close &&
                      (tokens.is_word(at + 3, "const") || tokens.is_word(at + 3, "let")) &&
                      tokens.is_word(at + 4) && tokens.is_word(at + 5, "of") && body - 1 > at + 6;
    if (loop) {
      return {edit_of(source, begin, end,
                      bytes(source, at + 6, body - 1) + ".map((" +
                          std::string(tokens.text_of(at + 4)) + ") => " + value + ")")};
    }
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_markup_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::vector<Repair> out;
  const std::uint32_t last = source.line_of(place.offset);
  for (std::uint32_t line = last; line > 0 && last - line < 3; --line) {
    const Line here = line_at(source, line);
    offer(source, "End a tag", unended_tag(source, here), out);
    offer(source, "Put braces around a rest", bare_rest(source, here), out);
    offer(source, "Write a length as a text", bare_lengths(source, here), out);
  }
  offer(source, "Take out a tag that is opened already", twice_opened(source), out);
  offer(source, "Take out a brace behind a text", brace_behind_text(source), out);
  offer(source, "Close the brace of a comment", comment_brace(source), out);
  if (problem.code == "TS2657") {
    offer(source, "Put several elements into one fragment", siblings(source, place.offset), out);
  }
  offer(source, "Write a statement among elements as a value", statements(source), out);
  return out;
}

}  // namespace sitewright::healing
