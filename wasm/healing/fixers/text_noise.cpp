// What is no code at all in a file of code: conflict markers, Markdown fences with talk around
// them, typographic quotes, invisible characters, quotes escaped as for a string, escaped markup.
#include <algorithm>
#include <array>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/text_ends.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::TokenKind;

struct Line {
  std::uint32_t begin;
  std::uint32_t end;  // after its line feed
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
  return out;
}

std::vector<Repair> conflict_markers(const Source& source) {
  const std::string path(source.path);
  std::vector<Edit> ours;
  std::vector<Edit> theirs;
  std::vector<Line> marks;
  for (const Line& line : lines_of(source.text)) {
    const std::string_view text = source.text.substr(line.begin, line.end - line.begin);
    const bool begins = text.starts_with("<<<<<<<");
    const bool splits = text.starts_with("=======") && !marks.empty();
    const bool ends = text.starts_with(">>>>>>>") && marks.size() >= 2;
    const bool old = text.starts_with("|||||||") && marks.size() == 1;
    if (begins) marks = {line};
    if (splits || old) marks.push_back(line);
    if (!ends) continue;
    ours.push_back({path, marks[0].begin, marks[0].end, ""});
    ours.push_back({path, marks[1].begin, line.end, ""});
    theirs.push_back({path, marks[0].begin, marks.back().end, ""});
    theirs.push_back({path, line.begin, line.end, ""});
    marks.clear();
  }
  if (ours.empty()) return {};
  std::vector<Repair> out;
  out.push_back({"Keep the present side of a merge in " + path + ".", std::move(ours)});
  out.push_back({"Keep the other side of a merge in " + path + ".", std::move(theirs), {}, false});
  return out;
}

std::vector<Repair> fences(const Source& source) {
  std::vector<Line> found;
  for (const Line& line : lines_of(source.text)) {
    const std::string_view text = trimmed(source.text.substr(line.begin, line.end - line.begin));
    if (text.starts_with("```") && !text.substr(3).contains('`')) found.push_back(line);
  }
  if (found.empty() || found.size() > 2) return {};
  const std::string path(source.path);
  const auto size = static_cast<std::uint32_t>(source.text.size());
  const std::string summary = "Take out what is not code around " + path + ".";
  if (found.size() == 2) {
    std::vector<Edit> edits{{path, 0, found[0].end, ""}, {path, found[1].begin, size, ""}};
    return only(summary, std::move(edits));
  }
  const bool first = trimmed(source.text.substr(0, found[0].begin)).empty();
  return only(summary, {first ? Edit{path, 0, found[0].end, ""}
                              : Edit{path, found[0].begin, found[0].end, ""}});
}

struct Substitute {
  std::string_view wrong;
  std::string_view right;
};

// Typographic characters that stand for those of code, and ones that nobody sees.
constexpr std::array substitutes{
    Substitute{"“", "\""},    Substitute{"”", "\""},    Substitute{"„", "\""},
    Substitute{"‘", "'"},     Substitute{"’", "'"},     Substitute{"‚", "'"},
    Substitute{"′", "'"},     Substitute{"″", "\""},    Substitute{"–", "-"},
    Substitute{"—", "-"},     Substitute{"−", "-"},     Substitute{"…", "..."},
    Substitute{"；", ";"},    Substitute{"，", ","},    Substitute{"（", "("},
    Substitute{"）", ")"},    Substitute{"：", ":"},    Substitute{"\u200b", ""},
    Substitute{"\u200c", ""}, Substitute{"\u200d", ""}, Substitute{"\u2060", ""},
    Substitute{"\u00ad", ""}, Substitute{"\u00a0", " "}};

void substitute_in(const Source& source, std::uint32_t begin, std::uint32_t end,
                   std::vector<Edit>& edits) {
  for (std::uint32_t at = begin; at < end;) {
    const std::string_view rest = source.text.substr(at, end - at);
    const auto found = std::ranges::find_if(
        substitutes, [&](const Substitute& one) { return rest.starts_with(one.wrong); });
    if (found == substitutes.end()) {
      ++at;
      continue;
    }
    const std::uint32_t next = at + static_cast<std::uint32_t>(found->wrong.size());
    edits.push_back({std::string(source.path), at, next, std::string(found->right)});
    at = next;
  }
}

/// Where a text has no end sentences are read as code: only a quote alone on its line is meant.
void keep_lone_quotes(const Source& source, std::vector<Edit>& edits) {
  const auto line_of = [&](const Edit& edit) { return source.line_of(edit.begin); };
  const std::vector<Edit> all = edits;
  std::erase_if(edits, [&](const Edit& one) {
    const bool quote = one.text == "\"" || one.text == "'";
    return !quote || std::ranges::count(all, line_of(one), line_of) != 1;
  });
}

/// In words and marks only: what stands in texts stays.
std::vector<Repair> characters(const Source& source) {
  std::vector<Edit> edits;
  const context::ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    const TokenKind kind = tokens[at].kind;
    if (kind != TokenKind::word && kind != TokenKind::jsx_name && kind != TokenKind::mark) continue;
    substitute_in(source, tokens[at].begin, tokens[at].end, edits);
  }
  if (has_open_text(tokens)) keep_lone_quotes(source, edits);
  const std::size_t mark = source.text.find("\xef\xbb\xbf", 1);
  if (mark != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(mark);
    edits.push_back({std::string(source.path), at, at + 3, ""});
  }
  if (edits.empty()) return {};
  return only("Write plain quotes and marks in " + std::string(source.path) + ".",
              std::move(edits));
}

/// className=\"x\" and \n as two characters.
std::vector<Repair> escapes(const Source& source) {
  std::vector<Edit> edits;
  const context::ScriptTokens& tokens = *source.tokens;
  bool outside = false;
  for (std::uint32_t at = 0; at < tokens.size() && !outside; ++at) {
    const std::string_view word = tokens.text_of(at);
    outside = (tokens[at].kind == TokenKind::word || tokens[at].kind == TokenKind::mark) &&
              word.starts_with('\\') && !word.starts_with("\\u");
  }
  if (!outside) return {};
  const std::string path(source.path);
  for (std::size_t at = source.text.find('\\'); at != std::string_view::npos;
       at = source.text.find('\\', at + 1)) {
    const char next = at + 1 < source.text.size() ? source.text[at + 1] : '\0';
    const auto from = static_cast<std::uint32_t>(at);
    if (next == '"' || next == '\'' || next == '`') edits.push_back({path, from, from + 1, ""});
  }
  if (edits.empty()) return {};
  return only("Take out backslashes before quotes in " + path + ".", std::move(edits));
}

/// &lt;div&gt; in a file that has no element at all, and =&gt;.
std::vector<Repair> entities(const Source& source) {
  constexpr std::array<Substitute, 5> known{
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
  const bool all = source.text.contains("&lt;/") && !source.text.contains("</");
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at < source.text.size(); ++at) {
    if (source.text[at] != '&') continue;
    const std::string_view rest = source.text.substr(at);
    for (const Substitute& one : known) {
      if (!rest.starts_with(one.wrong)) continue;
      const bool arrow = one.right == ">" && at > 0 && source.text[at - 1] == '=';
      if (!all && !arrow && !rest.starts_with("&amp;&amp;")) continue;
      edits.push_back({std::string(source.path), at,
                       at + static_cast<std::uint32_t>(one.wrong.size()), std::string(one.right)});
      if (rest.starts_with("&amp;&amp;")) {
        edits.push_back({std::string(source.path), at + 5, at + 10, "&"});
        at += 9;
      }
      break;
    }
  }
  if (edits.empty()) return {};
  return only("Write marks instead of entities in " + std::string(source.path) + ".",
              std::move(edits));
}

/// "# a comment" at the begin of a line.
std::vector<Repair> shell_comments(const Source& source) {
  std::vector<Edit> edits;
  const context::ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens.text_of(at) != "#" || tokens[at].kind != TokenKind::word) continue;
    if (at > 0 && !tokens[at].after_newline) continue;
    edits.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, "//"});
  }
  if (edits.empty()) return {};
  return only("Write comments with // in " + std::string(source.path) + ".", std::move(edits));
}

/// "/ a comment" at the begin of a line, with one stroke.
std::vector<Repair> thin_comments(const Source& source, std::uint32_t line) {
  std::uint32_t number = 0;
  for (const Line& one : lines_of(source.text)) {
    ++number;
    const std::string_view text = trimmed(source.text.substr(one.begin, one.end - one.begin));
    if (number > line || number + 2 < line || !text.starts_with("/ ") || text.ends_with(">"))
      continue;
    const auto at = one.begin + static_cast<std::uint32_t>(
                                    source.text.substr(one.begin, one.end - one.begin).find('/'));
    return only("Write a comment with // in " + std::string(source.path) + ".",
                {{std::string(source.path), at, at, "/"}});
  }
  return {};
}

/// The file's own name as its first line, as answers of models have it.
std::vector<Repair> own_name(const Source& source) {
  const std::vector<Line> lines = lines_of(source.text);
  if (lines.empty()) return {};
  std::string_view first = trimmed(source.text.substr(0, lines[0].end));
  const bool comment = first.starts_with("//") || first.starts_with("/*") || first.empty();
  while (!first.empty() && std::string_view("#*`: ").contains(first.front()))
    first.remove_prefix(1);
  while (!first.empty() && std::string_view("*`: ").contains(first.back())) first.remove_suffix(1);
  const bool named = first.contains('.') && source.path.ends_with(first);
  if (comment || !named) return {};
  return only("Take out the name above " + std::string(source.path) + ".",
              {{std::string(source.path), 0, lines[0].end, ""}});
}

bool is_prose(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.size() < 15 || text.front() < 'A' || text.front() > 'Z') return false;
  if (text.find_first_of("{}()[];=<>\"`") != std::string_view::npos) return false;
  const bool ends = text.ends_with('.') || text.ends_with(':') || text.ends_with('!');
  return ends && std::ranges::count(text, ' ') >= 3;
}

/// Sentences before or behind the code become comments.
std::vector<Repair> prose(const Source& source, std::uint32_t line) {
  std::vector<Edit> edits;
  std::uint32_t number = 0;
  for (const Line& one : lines_of(source.text)) {
    ++number;
    const std::string_view text = source.text.substr(one.begin, one.end - one.begin);
    if (number != line || text.starts_with(' ') || !is_prose(text)) continue;
    edits.push_back({std::string(source.path), one.begin, one.begin, "// "});
  }
  if (edits.empty()) return {};
  return only("Make a sentence in " + std::string(source.path) + " a comment.", std::move(edits));
}

/// Of a style sheet errors name the script that has it built.
std::vector<Repair> fences_of_sheets(Workbench& bench) {
  std::vector<Repair> out;
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css || !text.contains("```")) continue;
    for (Repair& one : fences(*bench.source(path))) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_text_noise(Workbench& bench, const Problem& problem) {
  if (problem.message.contains("```")) {
    if (auto found = fences_of_sheets(bench); !found.empty()) return found;
  }
  const Source* source = bench.source(problem.file);
  if (source == nullptr || source->text.empty()) return {};
  if (auto found = conflict_markers(*source); !found.empty()) return found;
  if (auto found = fences(*source); !found.empty()) return found;
  if (auto found = own_name(*source); !found.empty()) return found;
  if (source->tokens == nullptr) {
    if (source->language != context::Language::css && source->language != context::Language::json) {
      return {};
    }
    std::vector<Edit> edits;
    for (std::size_t at = source->text.find("“"); at != std::string_view::npos;
         at = source->text.find("“", at + 3)) {
      substitute_in(*source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3),
                    edits);
    }
    for (std::size_t at = source->text.find("”"); at != std::string_view::npos;
         at = source->text.find("”", at + 3)) {
      substitute_in(*source, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 3),
                    edits);
    }
    if (edits.empty()) return {};
    return only("Write plain quotes in " + std::string(source->path) + ".", std::move(edits));
  }
  if (auto found = prose(*source, problem.line); !found.empty()) return found;
  if (auto found = thin_comments(*source, problem.line); !found.empty()) return found;
  std::vector<Repair> out;
  for (auto* look : {entities, escapes, characters, shell_comments}) {
    for (Repair& one : look(*source)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace sitewright::healing
