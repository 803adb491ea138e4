#include "healing/fix.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "project/sha256.hpp"

namespace sitewright::healing {
namespace {

constexpr int syntax_progress = 2;

/// Said of what a build made: everything before that went well.
bool is_of_output(std::string_view code) {
  return code == "no_index_page" || code == "no_output" || code == "empty_page" ||
         code == "no_root_element";
}

/// How far a build came before it stumbled; a lower number hides the ones above it.
int progress_of(const Problem& problem) {
  switch (problem.category) {
    case Category::resource:
    case Category::network:
      return 0;
    case Category::configuration:
      return is_of_output(problem.code) ? 5 : 1;
    case Category::dependency:
      // Of installing, or of an import: the second comes when the files are read.
      return problem.file.ends_with(".json") || problem.file.empty() ? 1 : 3;
    case Category::syntax:
      // Without it nothing is installed, nor is anything else read.
      if (problem.file == "package.json") return 0;
      return problem.file.ends_with(".json") ? 1 : syntax_progress;
    case Category::type:
      return 4;
    case Category::runtime:
    case Category::unknown:
      return 5;
  }
  std::unreachable();
}

int progress_of(std::span<const Problem> problems) {
  int least = 6;
  for (const Problem& one : problems) least = std::min(least, progress_of(one));
  return least;
}

/// Problems that are still there, though a line may have moved.
bool persists(const Problem& problem, std::span<const Problem> among) {
  return std::ranges::any_of(among, [&](const Problem& other) {
    return other.code == problem.code && other.file == problem.file &&
           other.message == problem.message;
  });
}

bool is_syntax(const Problem& problem) {
  return problem.category == Category::syntax;
}

bool is_of_compiler(const Problem& problem) {
  return problem.code.starts_with("TS");
}

/// What the tools had not come to before, and what no repair of source files brings about: settings
/// and packages, where before told of sources alone; what cannot be parsed in files that it did not
/// name, each of which is read by itself.
bool is_revealed(const Problem& problem, std::span<const Problem> before) {
  const bool settings =
      progress_of(problem) == 1 && std::ranges::all_of(before, [](const Problem& one) {
        return one.file.starts_with("src/") && (is_syntax(one) || one.category == Category::type);
      });
  const bool unread =
      is_syntax(problem) && !problem.file.empty() &&
      std::ranges::none_of(before, [&](const Problem& one) { return one.file == problem.file; });
  return (settings || unread) && !persists(problem, before);
}

/// Where the first of a file's syntax errors stands; 0, 0 where none has a place.
std::pair<std::uint32_t, std::uint32_t> first_place(std::span<const Problem> problems,
                                                    std::string_view file) {
  std::pair<std::uint32_t, std::uint32_t> first{};
  for (const Problem& one : problems) {
    if (!is_syntax(one) || one.file != file || one.line == 0) continue;
    const std::pair place{one.line, one.column};
    if (first.first == 0 || place < first) first = place;
  }
  return first;
}

std::ptrdiff_t syntax_errors_in(std::span<const Problem> problems, std::string_view file) {
  return std::ranges::count_if(
      problems, [&](const Problem& one) { return is_syntax(one) && one.file == file; });
}

/// What is said of a line that has just become code, and of nothing that was read before: words of
/// a text are names now, a list is a comma's left side. What is unused, a right repair may show.
bool moved_the_mistake(std::span<const Problem> before, std::span<const Problem> after) {
  constexpr std::string_view of_misread =
      " TS2304 TS2552 TS2695 TS2503 TS18004 TS2362 TS2349 TS7006 TS2554 reference_error ";
  return std::ranges::any_of(after, [&](const Problem& one) {
    if (one.line == 0 || !of_misread.contains(" " + one.code + " ")) return false;
    return std::ranges::any_of(before, [&](const Problem& other) {
      return is_syntax(other) && other.file == one.file && other.line == one.line &&
             !persists(other, after);
    });
  });
}

/// The compiler reads the file now, whatever the bundler still says of another place of it.
bool compiler_reads(std::span<const Problem> before, std::span<const Problem> after,
                    std::string_view file) {
  const auto stumbles = [&](const Problem& one) {
    return is_syntax(one) && is_of_compiler(one) && one.file == file;
  };
  return std::ranges::any_of(before, stumbles) && std::ranges::none_of(after, stumbles) &&
         std::ranges::any_of(after, is_of_compiler);
}

/// A file that could not be parsed is mended, or what is left of its errors stands on lines below
/// and is no more than there was. Fewer errors on the same lines are the same mistake told shorter.
bool parses_further(std::span<const Problem> before, std::span<const Problem> after) {
  const bool moved = moved_the_mistake(before, after);
  bool some = false;
  for (const Problem& one : before) {
    if (!is_syntax(one)) continue;
    const std::ptrdiff_t left = syntax_errors_in(after, one.file);
    const auto was = first_place(before, one.file);
    const auto is = first_place(after, one.file);
    // Style sheets are named without a line: another word for it is another mistake.
    const bool placeless = was.first == 0 && is.first == 0 && !one.file.empty();
    const bool stays = left == syntax_errors_in(before, one.file) && is == was &&
                       (!placeless || persists(one, after));
    if (stays) continue;
    const bool further =
        left == 0 || (!moved && compiler_reads(before, after, one.file)) ||
        ((placeless || is.first > was.first) && left <= syntax_errors_in(before, one.file));
    if (!further) return false;
    some = true;
  }
  return some;
}

}  // namespace

bool better(std::span<const Problem> before, std::span<const Problem> all_after) {
  if (before.empty()) return false;
  std::vector<Problem> after;
  for (const Problem& one : all_after) {
    if (!is_revealed(one, before)) after.push_back(one);
  }
  if (after.empty()) return true;
  const int was = progress_of(before);
  const int is = progress_of(std::span<const Problem>(after));
  if (is != was) {
    return is > was && !(was == syntax_progress && moved_the_mistake(before, after));
  }
  if (is == syntax_progress) return parses_further(before, after);
  if (after.size() != before.size()) return after.size() < before.size();
  // The same number: better when none stayed and, in the files of before, all stand farther down.
  for (const Problem& one : before) {
    if (persists(one, after)) return false;
    for (const Problem& other : after) {
      if (other.file != one.file || other.code != one.code) continue;
      // Style sheets are named without a line; what is said of them is another thing now.
      if (other.line == 0 && one.line == 0 && !one.file.empty()) continue;
      if (std::tie(other.line, other.column) <= std::tie(one.line, one.column)) return false;
    }
  }
  return true;
}

std::string key_of(const Fix& fix) {
  project::Sha256 hash;
  const auto add = [&](std::string_view text) {
    hash.update(std::to_string(text.size())).update(":").update(text);
  };
  for (const Edit& edit : fix.edits) {
    add(edit.path);
    add(std::to_string(edit.begin));
    add(std::to_string(edit.end));
    add(edit.text);
  }
  for (const std::string& path : fix.removed) add(path);
  return hash.hex();
}

project::TextTree apply(const project::TextTree& tree, const Fix& fix) {
  project::TextTree out = tree;
  for (const auto& [path, text] : fix.files) out.insert_or_assign(path, text);
  for (const std::string& path : fix.removed) out.erase(path);
  return out;
}

}  // namespace sitewright::healing
