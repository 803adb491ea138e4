// Style sheets: braces, semicolons, quotes and parentheses that are missing or too many, comments
// of another language.
#include <algorithm>
#include <tuple>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/style_use.hpp"
#include "healing/fixers/words.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

/// How sound a style sheet looks: braces, what stands where a declaration should, indentation.
class Sheet {
 public:
  explicit Sheet(std::string_view text) : text_(text) {}

  Health run() {
    for (std::uint32_t at = 0; at < text_.size(); ++at) {
      const char c = text_[at];
      if (text_.substr(at).starts_with("/*")) {
        at = comment_end(at);
      } else if (c == '"' || c == '\'') {
        at = string_end(at);
      } else if (c == '\n') {
        line(at);
      } else {
        mark(at, c);
      }
    }
    out_.faults += static_cast<std::uint32_t>(open_.size());
    return out_;
  }

  /// Where a value ended with parentheses open: one of them goes there.
  [[nodiscard]] const std::vector<std::uint32_t>& cut_values() const { return cut_values_; }

 private:
  std::uint32_t comment_end(std::uint32_t at) {
    const std::size_t end = text_.find("*/", at + 2);
    if (end == std::string_view::npos) {
      ++out_.faults;
      return static_cast<std::uint32_t>(text_.size());
    }
    // A comment begins within another one where the end of the first is missing.
    if (text_.substr(at + 2, end - at - 2).contains("/*")) ++out_.faults;
    return static_cast<std::uint32_t>(end + 1);
  }

  std::uint32_t string_end(std::uint32_t at) {
    std::uint32_t end = at + 1;
    while (end < text_.size() && text_[end] != text_[at] && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2U : 1U;
    }
    if (end >= text_.size() || text_[end] == '\n') ++out_.faults;
    ended_ = false;
    return end;
  }

  void mark(std::uint32_t at, char c) {
    if (c == '(') ++parentheses_;
    if (c == ')' && parentheses_ == 0) ++out_.faults;
    if (c == ')' && parentheses_ > 0) --parentheses_;
    if (c == '{') {
      open_.push_back(at);
      ended_ = true;
    } else if (c == '}') {
      brace(at);
    } else if (c == ';') {
      if (parentheses_ > 0 && !text_.substr(0, at).ends_with("base64")) end_value(at);
      parentheses_ = 0;
      ended_ = true;
    } else if (!context::is_blank(c)) {
      ended_ = false;
    }
  }

  void end_value(std::uint32_t at) {
    ++out_.faults;
    cut_values_.push_back(at);
  }

  void brace(std::uint32_t at) {
    if (open_.empty()) {
      ++out_.faults;
    } else {
      const std::size_t line = text_.substr(0, at).rfind('\n') + 1;
      const bool own_line = trimmed(text_.substr(line, at - line)).empty();
      const bool apart = text_.substr(open_.back(), at - open_.back()).contains('\n');
      const bool straight = indent_at(text_, at) == indent_at(text_, open_.back());
      if (own_line && apart && !straight) ++out_.crooked;
      open_.pop_back();
    }
    if (parentheses_ > 0) end_value(at);
    parentheses_ = 0;
    ended_ = true;
  }

  /// What the next line holds: something indented less than its rule, or a declaration though the
  /// one before it has not ended.
  void line(std::uint32_t at) {
    std::uint32_t next = at + 1;
    while (next < text_.size() && (text_[next] == ' ' || text_[next] == '\t')) ++next;
    if (next >= text_.size()) return;
    if (!open_.empty() && text_[next] != '\n' && text_[next] != '}' && text_[next] != ')' &&
        next - at - 1 <= indent_at(text_, open_.back())) {
      ++out_.crooked;
    }
    const std::string_view line = text_.substr(next, text_.find('\n', next) - next);
    if (line.starts_with("//")) ++out_.oddities;
    if (ended_ || parentheses_ > 0) return;
    const std::size_t colon = line.find(": ");
    const bool declares = colon != std::string_view::npos && colon > 0 && line.ends_with(';') &&
                          line.substr(0, colon).find_first_of(" {&,") == std::string_view::npos;
    const std::string_view before = trimmed(text_.substr(0, at));
    if (declares && !before.ends_with(',') && !before.ends_with(':')) ++out_.oddities;
  }

  std::string_view text_;
  Health out_;
  std::vector<std::uint32_t> open_;
  std::vector<std::uint32_t> cut_values_;
  std::uint32_t parentheses_ = 0;
  bool ended_ = true;  ///< the last declaration
};

Health css_health(std::string_view text) {
  return Sheet(text).run();
}

std::uint32_t line_at(std::string_view text, std::uint32_t offset) {
  return 1 + static_cast<std::uint32_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

struct Try {
  std::uint32_t begin;
  std::uint32_t end;
  std::string text;
  Health health = {};
  std::uint32_t distance = 0;
};

/// One mark more or less at the end of each line, and where values are cut.
std::vector<Try> tries_of(std::string_view text) {
  std::vector<Try> tries;
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t line_end = std::min(text.find('\n', start), text.size());
    std::size_t end = line_end;
    while (end > start && context::is_blank(text[end - 1])) --end;
    const auto at = static_cast<std::uint32_t>(end);
    const auto first = static_cast<std::uint32_t>(start);
    start = line_end + 1;
    if (end <= first) continue;
    const std::string indent(indent_at(text, first), ' ');
    tries.push_back({at, at, "\n" + indent + "}"});
    if (indent.size() >= 2) tries.push_back({at, at, "\n" + indent.substr(2) + "}"});
    if (indent.size() >= 4) tries.push_back({at, at, "\n" + indent.substr(4) + "}"});
    for (const char* mark : {";", "}", " {", ")", "\"", "'", ");", "\";", "';", " */"}) {
      tries.push_back({at, at, mark});
    }
    if (trimmed(text.substr(first, end - first)) == "}") {
      tries.push_back({first, static_cast<std::uint32_t>(std::min(start, text.size())), ""});
    }
    const char last = text[end - 1];
    if (last == ';') {
      for (const char* mark : {")", "\"", "'"}) tries.push_back({at - 1, at - 1, mark});
    }
    if (last == '}' || last == ')') tries.push_back({at - 1, at, ""});
  }
  Sheet sheet(text);
  static_cast<void>(sheet.run());
  for (const std::uint32_t at : sheet.cut_values()) tries.push_back({at, at, ")"});
  return tries;
}

std::string described(const Source& source, const Try& one) {
  std::string shown = one.text;
  std::erase(shown, '\n');
  const std::string what =
      one.text.empty() ? "Take out a mark in " : "Put " + std::string(trimmed(shown)) + " in ";
  return what + std::string(source.path) + ":" + std::to_string(line_at(source.text, one.begin)) +
         ".";
}

/// One mark more or less, wherever the sheet becomes soundest by it.
std::vector<Repair> marks(const Source& source, std::uint32_t line) {
  const std::string_view text = source.text;
  const Health before = css_health(text);
  if (before.faults + before.oddities == 0 || text.size() > 200'000) return {};
  std::vector<Try> tries = tries_of(text);
  std::string trial;
  for (Try& one : tries) {
    trial.assign(text.substr(0, one.begin)).append(one.text).append(text.substr(one.end));
    one.health = css_health(trial);
    const std::uint32_t here = line_at(text, one.begin);
    one.distance = here > line ? here - line : line - here;
  }
  std::erase_if(tries, [&](const Try& one) { return !(one.health < before); });
  sort_stably(tries, [](const Try& a, const Try& b) {
    return std::tie(a.health, a.distance) < std::tie(b.health, b.distance);
  });
  std::vector<Repair> out;
  for (const Try& one : tries) {
    if (out.size() == 3 || one.health != tries.front().health) break;
    out.push_back(
        {described(source, one), {{std::string(source.path), one.begin, one.end, one.text}}});
    out.back().unique = out.size() == 1;
  }
  return out;
}

/// "// a comment" as in scripts.
std::vector<Repair> line_comments(const Source& source) {
  std::vector<Edit> edits;
  const std::string path(source.path);
  for (std::size_t at = 0; at < source.text.size();) {
    const std::size_t end = std::min(source.text.find('\n', at), source.text.size());
    const std::string_view line = source.text.substr(at, end - at);
    const std::string_view text = trimmed(line);
    if (text.starts_with("//") && !text.contains("*/")) {
      const auto begin = static_cast<std::uint32_t>(at + line.find("//"));
      const auto past = begin + static_cast<std::uint32_t>(text.size());
      edits.push_back({path, begin, begin + 2, "/*"});
      edits.push_back({path, past, past, " */"});
    }
    at = end + 1;
  }
  if (edits.empty()) return {};
  return only("Write comments as style sheets have them in " + path + ".", std::move(edits));
}

/// "color red;" of a property that everybody knows.
std::vector<Repair> colons(const Source& source) {
  constexpr std::string_view properties =
      " color background background-color border border-radius margin margin-top margin-bottom "
      "padding padding-top padding-bottom display width height max-width min-height gap font-size "
      "font-weight line-height text-align position top left right bottom flex grid opacity "
      "overflow "
      "transition box-shadow border-color grid-template-columns justify-content align-items ";
  std::vector<Edit> edits;
  std::size_t at = 0;
  while (at < source.text.size()) {
    const std::size_t end = std::min(source.text.find('\n', at), source.text.size());
    const std::string_view line = source.text.substr(at, end - at);
    const std::string_view text = trimmed(line);
    const std::size_t space = text.find(' ');
    const bool declares = text.ends_with(';') && space != std::string_view::npos &&
                          !text.substr(0, space).contains(':') && text[space + 1] != '=' &&
                          properties.contains(" " + std::string(text.substr(0, space)) + " ");
    if (declares) {
      const auto place = static_cast<std::uint32_t>(at + line.find(text) + space);
      edits.push_back({std::string(source.path), place, place, ":"});
    }
    at = end + 1;
  }
  if (edits.empty()) return {};
  return only("Put the colon of a declaration in " + std::string(source.path) + ".",
              std::move(edits));
}

/// "@imoprt", "@meida": a word behind @ that is none, where one is called nearly so.
std::vector<Repair> at_rules(const Source& sheet) {
  static const std::vector<std::string> known{
      "import",    "media",   "layer",    "keyframes",      "theme",     "supports",
      "font-face", "charset", "apply",    "utility",        "variant",   "custom-variant",
      "source",    "plugin",  "property", "container",      "namespace", "page",
      "config",    "scope",   "tailwind", "starting-style", "reference", "counter-style"};
  const std::string_view text = sheet.text;
  std::vector<Edit> edits;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const std::size_t line = text.substr(0, at).rfind('\n') + 1;
    if (!trimmed(text.substr(line, at - line)).empty()) continue;
    std::size_t end = at + 1;
    while (end < text.size() && (context::is_word_byte(text[end]) || text[end] == '-')) ++end;
    const std::string word(text.substr(at + 1, end - at - 1));
    if (word.size() < 4 || std::ranges::contains(known, word)) continue;
    const std::string near = nearest_name(word, known);
    if (near.empty()) continue;
    edits.push_back({std::string(sheet.path), static_cast<std::uint32_t>(at + 1),
                     static_cast<std::uint32_t>(end), near});
  }
  if (edits.empty()) return {};
  return only("Write rules of " + std::string(sheet.path) + " by their names.", std::move(edits));
}

/// A line of ``` that was left of Markdown.
std::vector<Repair> fences(const Source& sheet) {
  std::vector<Edit> edits;
  for (std::size_t at = sheet.text.find("```"); at != std::string_view::npos;
       at = sheet.text.find("```", at + 3)) {
    const std::size_t line = sheet.text.substr(0, at).rfind('\n') + 1;
    const std::size_t end = std::min(sheet.text.find('\n', at), sheet.text.size());
    if (!trimmed(sheet.text.substr(line, end - line)).starts_with("```")) continue;
    edits.push_back({std::string(sheet.path), static_cast<std::uint32_t>(line),
                     static_cast<std::uint32_t>(std::min(end + 1, sheet.text.size())), ""});
  }
  if (edits.empty()) return {};
  return only("Take the fence out of " + std::string(sheet.path) + ".", std::move(edits));
}

/// `Unterminated string: ".; color: red; }"`: the quote before the declaration's end.
std::vector<Repair> open_quote(const Source& sheet, const Problem& problem) {
  constexpr std::string_view says = "Unterminated string: ";
  const std::size_t found = problem.message.find(says);
  if (found == std::string::npos) return {};
  std::string_view held = std::string_view(problem.message).substr(found + says.size());
  held = held.substr(0, held.find('\n'));
  if (held.size() < 2) return {};
  const char quote = held.front();
  held.remove_suffix(1);  // the tool shows the text closed
  const std::size_t at = sheet.text.find(held);
  const std::size_t end = held.find(';');
  if (at == std::string_view::npos || end == std::string_view::npos) return {};
  const auto place = static_cast<std::uint32_t>(at + end);
  return only("Close a text in " + std::string(sheet.path) + ".",
              {{std::string(sheet.path), place, place, std::string(1, quote)}});
}

/// "Can't resolve './tokns.css' in '/site/src'", "ENOENT: no such file or directory, open
/// './tokns.css'": the sheet that was meant, or nothing.
std::vector<Repair> missing_sheet(Workbench& bench, const Source& sheet, const Problem& problem) {
  const std::string_view message = problem.message;
  const std::size_t told =
      std::min({message.find("resolve"), message.find("directory, open"), message.size()});
  const std::string specifier = quoted(message.substr(told), 0);
  const std::size_t at = specifier.empty() ? std::string::npos : sheet.text.find(specifier);
  if (at == std::string::npos) return {};
  const std::size_t line = sheet.text.rfind('\n', at) + 1;
  const std::string_view rule = trimmed(sheet.text.substr(line));
  const bool plugin = rule.starts_with("@plugin");
  if (!rule.starts_with("@import") && !plugin) return {};
  for (const auto& [package, version] : bench.wanted()) {
    // "tailwind" for "tailwindcss".
    if (plugin || specifier.size() < 4 || !package.starts_with(specifier)) continue;
    const auto place = static_cast<std::uint32_t>(at + specifier.size());
    return only("Import " + package + " in " + std::string(sheet.path) + ".",
                {{std::string(sheet.path), static_cast<std::uint32_t>(at), place, package}});
  }
  const std::size_t slash = specifier.rfind('/') + 1;
  std::vector<std::string> names;
  const std::string folder(sheet.path.substr(0, sheet.path.rfind('/') + 1));
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css || path == sheet.path) continue;
    names.push_back(path.substr(path.rfind('/') + 1));
    if (!path.starts_with(folder)) names.pop_back();
  }
  const std::string near = nearest_name(specifier.substr(slash), names);
  const std::string path(sheet.path);
  if (!near.empty()) {
    const auto begin = static_cast<std::uint32_t>(at + slash);
    const auto past = static_cast<std::uint32_t>(at + specifier.size());
    return only("Import " + near + " in " + path + ".", {{path, begin, past, near}});
  }
  if (!plugin && lacks_styles(bench)) return {};
  const std::size_t end = std::min(sheet.text.find('\n', at), sheet.text.size() - 1) + 1;
  std::vector<Repair> out =
      only("Take out the import of " + specifier + ", which is no file.",
           {{path, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(end), ""}});
  out.front().unique = false;
  return out;
}

}  // namespace

std::vector<Repair> fix_style_sheet(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out;
  const auto take = [&](std::vector<Repair> more) {
    for (Repair& one : more) out.push_back(std::move(one));
  };
  const Source* named = bench.source(problem.file);
  const bool named_css = named != nullptr && named->language == context::Language::css;
  const bool about_css = named_css || problem.code.contains("css") ||
                         problem.code.contains("tailwind") || problem.message.contains("css") ||
                         problem.message.contains("CSS");
  if (!about_css) return {};
  // A sheet that is sound itself is named for one that it imports.
  const bool is_it = named_css && css_health(named->text) != Health{};
  for (const auto& [path, text] : bench.tree()) {
    if (context::language_of(path) != context::Language::css) continue;
    const Source* sheet = bench.source(path);
    if (problem.message.contains("resolve") || problem.code == "file_not_found") {
      take(missing_sheet(bench, *sheet, problem));
    }
    take(at_rules(*sheet));
    take(fences(*sheet));
    take(open_quote(*sheet, problem));
    if (is_it && sheet != named) continue;
    take(colons(*sheet));
    take(line_comments(*sheet));
    take(marks(*sheet, sheet == named ? problem.line : 1));
  }
  return out;
}

}  // namespace sitewright::healing
