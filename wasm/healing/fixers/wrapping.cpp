// What an answer wraps around a file or writes at the begin of its lines: tags around the whole,
// numbers of lines, the marks of a diff, a whole file as the text of a JSON string.
#include <algorithm>
#include <optional>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/words.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

struct Line {
  std::uint32_t begin;
  std::uint32_t end;  ///< without its line feed
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end + 1;
  }
  return out;
}

std::string_view text_of(const Source& source, const Line& line) {
  return source.text.substr(line.begin, line.end - line.begin);
}

/// "file" of `<file path="a">`; empty for what is not one tag alone on its line.
std::string_view opening_tag(std::string_view line) {
  if (!line.starts_with('<') || !line.ends_with('>') || line.size() < 3) return {};
  if (line.substr(1, line.size() - 2).find_first_of("<>/") != std::string_view::npos &&
      !line.contains("=\"")) {
    return {};
  }
  const std::size_t end = line.find_first_of(" >", 1);
  const std::string_view name = line.substr(1, end - 1);
  const bool word = std::ranges::all_of(
      name, [](char c) { return context::is_word_byte(c) || c == '-' || c == '_'; });
  return word && !name.empty() && !line.ends_with("/>") ? name : std::string_view();
}

/// A line with the line feed that ends it.
Edit without_lines(const Source& source, const Line& first, const Line& last) {
  const auto size = static_cast<std::uint32_t>(source.text.size());
  return {std::string(source.path), first.begin, std::min(last.end + 1, size), ""};
}

/// `<file path="a">` above the code and `</file>` below it; thoughts in tags above it. A module
/// begins with no element.
std::vector<Edit> tags_around(const Source& source) {
  const std::vector<Line> lines = lines_of(source.text);
  const auto holds = [&](const Line& line) { return !trimmed(text_of(source, line)).empty(); };
  const auto first = std::ranges::find_if(lines, holds);
  if (first == lines.end()) return {};
  const std::string_view top = trimmed(text_of(source, *first));
  if (!top.starts_with('<') || top.starts_with("<!")) return {};
  // <thinking>…</thinking>, on one line or on several.
  const std::string_view name = top.substr(1, top.find_first_of(" >", 1) - 1);
  const std::string closing = "</" + std::string(name) + ">";
  const auto close = std::ranges::find_if(first, lines.end(), [&](const Line& line) {
    return trimmed(text_of(source, line)).ends_with(closing);
  });
  if (close == lines.end()) return {};
  const bool more = std::any_of(close + 1, lines.end(), holds);
  if (more) return {without_lines(source, *first, *close)};
  if (opening_tag(top).empty() || trimmed(text_of(source, *close)) != closing) return {};
  return {without_lines(source, *first, *first), without_lines(source, *close, *close)};
}

/// How many bytes of the line are its number and the mark behind it; 0 for another line.
std::size_t numbered(std::string_view line, std::size_t number) {
  std::size_t at = 0;
  while (at < line.size() && line[at] == ' ') ++at;
  const std::string digits = std::to_string(number);
  if (!line.substr(at).starts_with(digits)) return 0;
  at += digits.size();
  while (at < line.size() && line[at] == ' ') ++at;
  if (at >= line.size() || !std::string_view("|:\t").contains(line[at])) return 0;
  ++at;
  return at < line.size() && line[at] == ' ' ? at + 1 : at;
}

std::vector<Edit> line_numbers(const Source& source) {
  const std::vector<Line> lines = lines_of(source.text);
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t width = numbered(text_of(source, lines[i]), i + 1);
    if (width == 0 && !trimmed(text_of(source, lines[i])).empty()) return {};
    if (width == 0) continue;
    edits.push_back({std::string(source.path), lines[i].begin,
                     lines[i].begin + static_cast<std::uint32_t>(width), ""});
  }
  if (edits.size() < 3) edits.clear();
  return edits;
}

/// Lines as a diff has them: "+" of what is new; "-" of what was, where "+" stands for it.
std::vector<Edit> diff_marks(const Source& source) {
  std::vector<Edit> edits;
  std::vector<Edit> old;
  for (const Line& line : lines_of(source.text)) {
    const std::string_view text = text_of(source, line);
    const bool added = text.starts_with('+') && !text.starts_with("++") && text.size() > 1;
    const bool removed = text.starts_with('-') && !text.starts_with("--") && text.size() > 1;
    const bool hunk = text.starts_with("@@ ") || text.starts_with("+++ ") ||
                      text.starts_with("--- ") || text.starts_with("diff --git ");
    if (added) edits.push_back({std::string(source.path), line.begin, line.begin + 1, ""});
    if (removed || hunk) old.push_back(without_lines(source, line, line));
  }
  if (!edits.empty()) edits.insert(edits.end(), old.begin(), old.end());
  sort_stably(edits);
  return edits;
}

/// What the escape stands for; nothing for one that leaves it to a guess.
std::optional<std::string_view> unescaped(char c) {
  switch (c) {
    case 'n':
      return "\n";
    case 't':
      return "\t";
    case 'r':
      return "";
    case '"':
      return "\"";
    case '\\':
      return "\\";
    case '/':
      return "/";
    default:
      return std::nullopt;
  }
}

/// A whole file as the text of a JSON string: one line, with \n for each of its own.
std::vector<Edit> json_text(const Source& source) {
  const std::string_view text = trimmed(source.text);
  std::size_t breaks = 0;
  for (std::size_t at = text.find("\\n"); at != std::string_view::npos;
       at = text.find("\\n", at + 2)) {
    ++breaks;
  }
  if (text.contains('\n') || breaks < 3) return {};
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\' || at + 1 == text.size()) {
      out += text[at];
      continue;
    }
    const auto meant = unescaped(text[++at]);
    if (!meant) return {};
    out += *meant;
  }
  if (out.starts_with('"')) out.erase(0, 1);
  if (out.ends_with('"')) out.pop_back();
  if (!out.ends_with('\n')) out += '\n';
  return {{std::string(source.path), 0, static_cast<std::uint32_t>(source.text.size()),
           std::move(out)}};
}

/// Of a module that seems to export nothing it is the importer that errors name.
const Source* file_meant(Workbench& bench, const Problem& problem) {
  if (problem.code != "TS2306" && problem.code != "missing_export") {
    return bench.source(problem.file);
  }
  for (const Source* file : bench.scripts()) {
    if (file->exports.empty() && problem.message.contains(file->path)) return file;
  }
  return nullptr;
}

}  // namespace

std::vector<Repair> fix_wrapping(Workbench& bench, const Problem& problem) {
  const Source* source = file_meant(bench, problem);
  if (source == nullptr || source->text.empty()) return {};
  const std::string path(source->path);
  const bool is_json = source->language == context::Language::json;
  if (!is_json) {
    if (auto found = json_text(*source); !found.empty()) {
      return only("Write the lines of " + path + " as lines.", std::move(found));
    }
  }
  if (auto found = line_numbers(*source); !found.empty()) {
    return only("Take out the numbers of lines in " + path + ".", std::move(found));
  }
  const bool of_tag = problem.message.contains("JSX.IntrinsicElements");
  if (problem.category == Category::type && !of_tag) return {};
  std::vector<Repair> out;
  if (auto found = tags_around(*source); !found.empty()) {
    out.push_back({"Take out tags around " + path + ".", std::move(found)});
  }
  if (of_tag) return out;
  if (auto found = diff_marks(*source); !found.empty()) {
    out.push_back({"Take out the marks of a diff in " + path + ".", std::move(found)});
  }
  return out;
}

}  // namespace sitewright::healing
