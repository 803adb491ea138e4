// Brackets that are closed by another kind than opened them, told by the lines that they stand on:
// what opens at the end of a line closes at the begin of the next line of its depth. Of `=> {` in
// front of an element it is the opening one that is wrong: a block would give nothing back. And the
// parenthesis in front of an element on lines of its own, of which the closing one is there.
#include <algorithm>
#include <string>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

constexpr std::string_view blanks = " \t\r";

/// Where the text of the line ends: behind its last byte that is no blank.
std::size_t content_end(std::string_view text, std::size_t begin) {
  std::size_t end = std::min(text.find('\n', begin), text.size());
  while (end > begin && blanks.contains(text[end - 1])) --end;
  return end;
}

char closing(char open) {
  return open == '(' ? ')' : open == '[' ? ']' : '}';
}

/// The next line that stands no deeper than `indent`; npos where there is none.
std::size_t closing_line(std::string_view text, std::size_t line, std::uint32_t indent) {
  for (std::size_t next = text.find('\n', line); next != std::string_view::npos;
       next = text.find('\n', next + 1)) {
    const std::size_t begin = next + 1;
    if (content_end(text, begin) == begin) continue;
    if (indent_at(text, static_cast<std::uint32_t>(begin)) <= indent) return begin;
  }
  return std::string_view::npos;
}

std::vector<Edit> crossed_brackets(const Source& source) {
  const std::string_view text = source.text;
  const std::string path(source.path);
  std::vector<Edit> edits;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = content_end(text, line);
    const std::size_t here = line;
    line = std::min(text.find('\n', line), text.size()) + 1;
    const char open = end > here ? text[end - 1] : '\0';
    if (open != '(' && open != '[' && open != '{') continue;
    const std::uint32_t indent = indent_at(text, static_cast<std::uint32_t>(here));
    const std::size_t close = closing_line(text, here, indent);
    if (close == std::string_view::npos) continue;
    const std::size_t at = close + indent;
    const char closed = at < text.size() ? text[at] : '\0';
    const bool crossed = (closed == ')' || closed == ']' || closed == '}') &&
                         closed != closing(open) &&
                         indent_at(text, static_cast<std::uint32_t>(close)) == indent;
    if (!crossed) continue;
    const std::size_t first = text.find_first_not_of(" \t\r\n", end);
    const bool of_element = open == '{' && text.substr(0, end - 1).ends_with("=> ") &&
                            closed == ')' && first < close && text[first] == '<';
    const auto place = static_cast<std::uint32_t>(of_element ? end - 1 : at);
    edits.push_back({path, place, place + 1, std::string(1, of_element ? '(' : closing(open))});
  }
  return edits;
}

/// `open ?`, lines of an element, `) : (`: the parenthesis at the end of the first.
std::vector<Edit> begin_of_elements(const Source& source) {
  constexpr int max_trials = 20;  // each reads the text
  const std::string_view text = source.text;
  int trials = 0;
  for (std::size_t line = 0; line < text.size() && trials < max_trials;
       line = std::min(text.find('\n', line), text.size()) + 1) {
    const std::size_t end = content_end(text, line);
    const std::string_view words = text.substr(line, end - line);
    const bool opens = words.ends_with(" ?") || words.ends_with("=>") || words.ends_with("&&") ||
                       words.ends_with("return");
    if (!opens) continue;
    const std::uint32_t indent = indent_at(text, static_cast<std::uint32_t>(line));
    const std::size_t close = closing_line(text, line, indent);
    if (close == std::string_view::npos || text[close + indent] != ')') continue;
    const std::size_t first = text.find_first_not_of(" \t\r\n", end);
    const bool element = first < close && text[first] == '<' &&
                         indent_at(text, static_cast<std::uint32_t>(first)) > indent;
    const std::vector<Edit> edits{{std::string(source.path), static_cast<std::uint32_t>(end),
                                   static_cast<std::uint32_t>(end), " ("}};
    if (!element) continue;
    ++trials;
    if (is_sounder(source, edits)) return edits;
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_bracket_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  std::vector<Repair> out;
  offer(*place.source, "Close brackets as they are opened", crossed_brackets(*place.source), out);
  offer(*place.source, "Put ( in front of an element", begin_of_elements(*place.source), out);
  return out;
}

}  // namespace sitewright::healing
