#include "healing/cache/pattern.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>
#include <vector>

#include "context/diff/lines.hpp"
#include "context/diff/text_lines.hpp"
#include "healing/cache/code_tokens.hpp"
#include "healing/cache/pattern_line.hpp"

namespace sitewright::healing {

namespace {

/// A longer edit is about more than one error.
constexpr std::size_t kMaxOldLines = 4;
constexpr std::size_t kMaxNewLines = 6;
/// How far from the error's line an edit may stand to be about it.
constexpr std::int64_t kReach = 3;

using Lines = std::vector<std::string_view>;

std::string_view without_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

bool is_import(std::string_view line) {
  return line.starts_with("import ") || line.starts_with("import\t");
}

/// Where a new import would stand: after the last line that begins one and ends it.
std::size_t after_imports(const Lines& lines) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_import(lines[i]) && lines[i].find(';') != std::string_view::npos) at = i + 1;
  }
  return at;
}

std::size_t least_indentation(std::span<const std::string_view> a,
                              std::span<const std::string_view> b) {
  std::size_t least = std::string_view::npos;
  for (const auto& lines : {a, b}) {
    for (const auto line : lines) {
      if (!without_end(line).empty()) least = std::min(least, indentation_of(line));
    }
  }
  return least == std::string_view::npos ? 0 : least;
}

std::string_view dedented(std::string_view line, std::size_t least) {
  line = without_end(line);
  return line.substr(std::min(least, indentation_of(line)));
}

/// The changes of a file that are about one place.
struct NearEdit {
  std::optional<context::LineChange> near;
  std::vector<context::LineChange> imports;
};

NearEdit edit_near(const Lines& new_lines, std::span<const context::LineChange> changes,
                   std::int64_t line) {
  NearEdit edit;
  std::int64_t least = kReach + 1;
  for (const auto& change : changes) {
    const auto added = std::span(new_lines).subspan(change.after, change.after_count);
    if (change.before_count == 0 && !added.empty() && std::ranges::all_of(added, is_import)) {
      edit.imports.push_back(change);
      continue;
    }
    const auto first = static_cast<std::int64_t>(change.before);
    const auto last = first + std::max<std::int64_t>(change.before_count, 1) - 1;
    const auto distance = std::max<std::int64_t>({first - line, line - last, 0});
    if (distance < least) {
      least = distance;
      edit.near = change;
    }
  }
  return edit;
}

/// Appends the near hunk; false when it is no pattern.
bool add_near(std::string& pattern, Slots& slots, std::span<const std::string_view> gone,
              std::span<const std::string_view> come, std::int64_t offset) {
  if (gone.size() > kMaxOldLines || come.size() > kMaxNewLines) return false;
  const auto least = least_indentation(gone, come);
  pattern += "near " + std::to_string(offset) + "\n";
  for (const auto line : gone) pattern += "-" + slots.take(dedented(line, least)) + "\n";
  for (const auto line : come) {
    const auto made = slots.make(dedented(line, least));
    if (!made) return false;
    pattern += "+" + *made + "\n";
  }
  return slots.all_used();
}

/// A pattern read back.
struct Parsed {
  bool has_near = false;
  std::int64_t offset = 0;
  Lines gone;
  Lines come;
  Lines top;
};

std::optional<Parsed> parsed(std::string_view pattern) {
  Parsed all;
  bool top = false;
  for (auto line : context::split_lines(pattern)) {
    line = without_end(line);
    if (line.starts_with("near ")) {
      const auto number = line.substr(5);
      const auto* end = number.data() + number.size();
      const auto [stop, error] = std::from_chars(number.data(), end, all.offset);
      if (error != std::errc{} || stop != end || all.has_near) return std::nullopt;
      all.has_near = true;
    } else if (line == "top") {
      top = true;
    } else if (line.starts_with('-') && !top && all.has_near) {
      all.gone.push_back(line.substr(1));
    } else if (line.starts_with('+') && (top || all.has_near)) {
      (top ? all.top : all.come).push_back(line.substr(1));
    } else {
      return std::nullopt;
    }
  }
  if (!all.has_near && all.top.empty()) return std::nullopt;
  return all;
}

/// Where the old lines stand, looked for around `at`; they are bound then.
std::optional<std::size_t> place_of(const Parsed& pattern, const Lines& lines, std::int64_t at,
                                    Bindings& bindings) {
  for (const std::int64_t shift : {0, 1, -1, 2, -2, 3, -3}) {
    const auto begin = at + shift;
    const auto count = static_cast<std::int64_t>(pattern.gone.size());
    if (begin < 0 || begin + count > static_cast<std::int64_t>(lines.size())) continue;
    Bindings attempt = bindings;
    bool fits = true;
    for (std::int64_t i = 0; i < count && fits; ++i) {
      fits = attempt.match(pattern.gone[static_cast<std::size_t>(i)],
                           without_end(lines[static_cast<std::size_t>(begin + i)]));
    }
    if (!fits) continue;
    bindings = std::move(attempt);
    return static_cast<std::size_t>(begin);
  }
  return std::nullopt;
}

/// The new lines with the indentation of where they come to stand.
std::optional<std::string> filled(const Lines& patterns, const Bindings& bindings,
                                  std::size_t indentation) {
  std::string text;
  for (const auto pattern : patterns) {
    const auto line = bindings.fill(pattern);
    if (!line) return std::nullopt;
    if (!line->empty()) text += std::string(indentation + indentation_of(pattern), ' ') + *line;
    text += '\n';
  }
  return text;
}

}  // namespace

std::optional<std::string> pattern_of(const project::TextTree& before,
                                      const project::TextTree& after, const Problem& problem) {
  const auto old_file = before.find(problem.file);
  const auto new_file = after.find(problem.file);
  if (old_file == before.end() || new_file == after.end() || problem.line == 0) return std::nullopt;
  const auto old_lines = context::split_lines(old_file->second);
  const auto new_lines = context::split_lines(new_file->second);
  const auto changes = context::diff_lines(old_file->second, new_file->second);
  const auto line = static_cast<std::int64_t>(problem.line) - 1;
  const auto edit = edit_near(new_lines, changes, line);
  if (!edit.near && edit.imports.empty()) return std::nullopt;
  Slots slots(quoted_names(problem.message));
  std::string pattern;
  if (edit.near) {
    const auto& change = *edit.near;
    if (!add_near(pattern, slots, std::span(old_lines).subspan(change.before, change.before_count),
                  std::span(new_lines).subspan(change.after, change.after_count),
                  static_cast<std::int64_t>(change.before) - line)) {
      return std::nullopt;
    }
  }
  if (!edit.imports.empty()) pattern += "top\n";
  for (const auto& change : edit.imports) {
    for (const auto added : std::span(new_lines).subspan(change.after, change.after_count)) {
      const auto made = slots.make(without_end(added));
      if (!made) return std::nullopt;
      pattern += "+" + *made + "\n";
    }
  }
  if (pattern.size() > kMaxPattern) return std::nullopt;
  // What does not even fit where it was made fits nowhere: an edit of blanks, for one.
  const auto again = apply_pattern(pattern, before, problem);
  if (!again || *again == old_file->second) return std::nullopt;
  return pattern;
}

std::optional<std::string> apply_pattern(std::string_view pattern, const project::TextTree& tree,
                                         const Problem& problem) {
  const auto file = tree.find(problem.file);
  const auto wanted = parsed(pattern);
  if (!wanted || file == tree.end() || problem.line == 0) return std::nullopt;
  const auto lines = context::split_lines(file->second);
  Bindings bindings(quoted_names(problem.message));
  std::size_t begin = 0;
  std::size_t indentation = 0;
  if (wanted->has_near) {
    const auto line = static_cast<std::int64_t>(problem.line) - 1;
    const auto place = place_of(*wanted, lines, line + wanted->offset, bindings);
    if (!place) return std::nullopt;
    begin = *place;
    if (begin < lines.size()) {
      const auto base = wanted->gone.empty() ? 0 : indentation_of(wanted->gone.front());
      const auto there = indentation_of(lines[begin]);
      indentation = there > base ? there - base : 0;
    }
  }
  const auto come = filled(wanted->come, bindings, indentation);
  const auto top = filled(wanted->top, bindings, 0);
  if (!come || !top) return std::nullopt;
  const auto imports = after_imports(lines);
  std::string text;
  for (std::size_t i = 0; i <= lines.size(); ++i) {
    if (i == imports) text += *top;
    if (wanted->has_near && i == begin) text += *come;
    const bool goes = wanted->has_near && i >= begin && i < begin + wanted->gone.size();
    if (i < lines.size() && !goes) text += lines[i];
  }
  if (text == file->second) return std::nullopt;
  return text;
}

}  // namespace sitewright::healing
