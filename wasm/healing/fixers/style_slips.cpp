// Marks of a style sheet that are one too many or one short, told by their line: `.a {{`,
// `@media (max-width: 40rem {`; variables of Sass; `color = red;`; a text without its quote.
#include <algorithm>

#include "healing/errors/clean_text.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

/// How many more of `a` than of `b` stand in the text, outside of comments and texts in quotes.
int surplus(std::string_view text, char a, char b) {
  int out = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) return out;
      at = end + 1;
    } else if (c == '"' || c == '\'') {
      const std::size_t end = text.find_first_of(std::string{c, '\n'}, at + 1);
      if (end == std::string_view::npos) return out;
      at = end;
    } else {
      out += c == a ? 1 : c == b ? -1 : 0;
    }
  }
  return out;
}

void look_at(const std::string& path, std::string_view text, std::vector<Repair>& out) {
  const int open = surplus(text, '{', '}');
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    const auto last = static_cast<std::uint32_t>(
        begin + text.substr(begin, end - begin).find_last_not_of(" \t\r") + 1);
    begin = end + 1;
    if (!line.ends_with('{') || line.contains("/*")) continue;
    if (line.ends_with("{{") && open > 0) {
      out.push_back({"Open a rule once in " + path + ".", {{path, last - 1, last, ""}}});
    }
    const bool asks = line.starts_with("@media") || line.starts_with("@container") ||
                      line.starts_with("@supports");
    if (!asks || surplus(line, '(', ')') != 1) continue;
    const std::uint32_t place = last - 1 - (line.ends_with(" {") ? 1U : 0U);
    out.push_back({"Close the condition of a rule in " + path + ".", {{path, place, place, ")"}}});
  }
}

/// `$main: #123;` of Sass: its value where it is used, and without its line.
void variables(const std::string& path, std::string_view text, std::vector<Repair>& out) {
  constexpr std::size_t max_edits = 400;
  std::vector<Edit> edits;
  for (std::size_t begin = 0; begin < text.size() && edits.size() < max_edits;) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, end - begin));
    const std::size_t colon = line.find(':');
    const std::size_t next = std::min(end + 1, text.size());
    if (line.starts_with('$') && line.ends_with(';') && colon != std::string_view::npos) {
      const std::string_view name = trimmed(line.substr(0, colon));
      const std::string_view value = trimmed(line.substr(colon + 1, line.size() - colon - 2));
      edits.push_back(
          {path, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(next), ""});
      for (std::size_t at = text.find(name, next); at != std::string_view::npos;
           at = text.find(name, at + 1)) {
        const std::size_t past = at + name.size();
        const char after = past < text.size() ? text[past] : '\n';
        if (context::is_word_byte(after) || after == '-') continue;
        edits.push_back({path, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(past),
                         std::string(value)});
      }
    }
    begin = next;
  }
  if (edits.empty()) return;
  out.push_back(
      {"Write the values of variables where they are used in " + path + ".", std::move(edits)});
}

/// `font-family: "Inter; font-weight: 400 …`: the quote behind the text that goes on with the next
/// declaration, where the quotes of its line do not pair.
void open_texts(const std::string& path, std::string_view text, std::vector<Repair>& out) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const std::size_t here = begin;
    begin = end + 1;
    if (std::ranges::count(line, '"') % 2 == 0 || line.contains('\'')) continue;
    for (std::size_t open = line.find('"'); open != std::string_view::npos;) {
      const std::size_t close = std::min(line.find('"', open + 1), line.size());
      const std::string_view held = line.substr(open, close - open);
      const std::size_t semicolon = held.find(';');
      if (semicolon != std::string_view::npos) {
        const auto place = static_cast<std::uint32_t>(here + open + semicolon);
        out.push_back({"End a text in " + path + ".", {{path, place, place, "\""}}});
        break;
      }
      open = line.find('"', close + 1);
    }
  }
}

/// One past the comment, the text or the parentheses that begin there; `at` where none does.
std::size_t skipped(std::string_view text, std::size_t at) {
  const char c = text[at];
  std::size_t end = at;
  if (text.substr(at).starts_with("/*")) {
    end = text.find("*/", at + 2);
    return end == std::string_view::npos ? text.size() : end + 2;
  }
  if (c == '"' || c == '\'') {
    end = text.find_first_of(std::string{c, '\n'}, at + 1);
  } else if (c == '(') {
    end = text.find_first_of(");\n", at + 1);
  } else {
    return at;
  }
  return end == std::string_view::npos ? text.size() : end + 1;
}

/// Where the value begins of a name that ends there and goes on with `=` or `:=`; `end` for others.
std::size_t given_by_equals(std::string_view text, std::size_t end) {
  std::size_t mark = std::min(text.find_first_not_of(" \t", end), text.size());
  if (mark < text.size() && text[mark] == ':') ++mark;
  if (mark + 1 >= text.size() || text[mark] != '=' || text[mark + 1] == '=') return end;
  const std::size_t value = text.find_first_not_of(" \t", mark + 1);
  const std::size_t stop = text.find_first_of(";{}", mark);
  const bool selects = stop != std::string_view::npos && text[stop] == '{';
  if (value == std::string_view::npos || value >= stop || selects) return end;
  // Without a semicolon the next declaration would become a part of this one.
  const std::string_view given = text.substr(value, stop - value);
  return given.contains('\n') && given.find_first_of(":=") != std::string_view::npos ? end : value;
}

/// `padding = 1rem;` or `padding := 1rem;`: what stands where a declaration begins and goes on with
/// an equals sign is nothing else.
void equals_signs(const std::string& path, std::string_view text, std::vector<Repair>& out) {
  constexpr std::size_t max_edits = 400;
  std::vector<Edit> edits;
  std::size_t depth = 0;
  bool begins = false;
  for (std::size_t at = 0; at < text.size() && edits.size() < max_edits;) {
    const char c = text[at];
    if (const std::size_t next = skipped(text, at); next > at) {
      begins = begins && c == '/';
      at = next;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && (context::is_word_byte(text[end]) || text[end] == '-')) ++end;
    if (begins && depth > 0 && end > at) {
      if (const std::size_t value = given_by_equals(text, end); value > end) {
        edits.push_back(
            {path, static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(value), ": "});
      }
    }
    if (c == '{') ++depth;
    if (c == '}' && depth > 0) --depth;
    begins = c == '{' || c == '}' || c == ';' || (begins && context::is_blank(c));
    at = end > at ? end : at + 1;
  }
  if (edits.empty()) return;
  out.push_back(
      {"Put a colon for the equals sign of a declaration in " + path + ".", std::move(edits)});
}

}  // namespace

std::vector<Repair> fix_style_slips(Workbench& bench, const Problem& problem) {
  const bool of_sheet =
      problem.file.ends_with(".css") || (problem.file.empty() && problem.message.contains("css"));
  std::vector<Repair> out;
  if (!of_sheet) return out;
  for (const auto& [path, text] : bench.tree()) {
    if (!path.ends_with(".css")) continue;
    // Of a sheet that another one imports only that one is told.
    const bool meant = problem.file.empty() || path == problem.file ||
                       problem.message.contains("Unterminated string");
    if (meant || problem.message.contains("Invalid declaration")) equals_signs(path, text, out);
    if (!meant) continue;
    look_at(path, text, out);
    variables(path, text, out);
    open_texts(path, text, out);
  }
  return out;
}

}  // namespace sitewright::healing
