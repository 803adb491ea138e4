#include "healing/fix.hpp"

#include <algorithm>
#include <tuple>

#include "project/sha256.hpp"

namespace sitewright::healing {
namespace {

/// How far a build came before it stumbled; a lower number hides the ones above it.
int progress_of(const Problem& problem) {
  switch (problem.category) {
    case Category::resource:
    case Category::network:
      return 0;
    case Category::configuration:
      return problem.code == "no_index_page" || problem.code == "no_output" ? 5 : 1;
    case Category::dependency:
      // Of installing, or of an import: the second comes when the files are read.
      return problem.file.ends_with(".json") || problem.file.empty() ? 1 : 3;
    case Category::syntax:
      return 2;
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

}  // namespace

bool better(std::span<const Problem> before, std::span<const Problem> after) {
  if (before.empty()) return false;
  if (after.empty()) return true;
  const int was = progress_of(before);
  const int is = progress_of(after);
  if (is != was) return is > was;
  if (after.size() != before.size()) return after.size() < before.size();
  // The same number: better when none stayed and, in the files of before, all stand farther down.
  for (const Problem& one : before) {
    if (persists(one, after)) return false;
    for (const Problem& other : after) {
      if (other.file != one.file || other.code != one.code) continue;
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
