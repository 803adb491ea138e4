// What a fixer is: a pure function from one problem, seen in its tree, to the repairs it knows.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "healing/fix.hpp"
#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

struct Repair {
  std::string summary;
  std::vector<Edit> edits;  ///< of the text as it is; a path that is not in the tree is a new file
  std::vector<std::string> removed = {};
  bool unique = true;
};

/// The best first. The problem's file may not exist and its place may be wrong.
using Fixer = std::vector<Repair> (*)(Workbench& bench, const Problem& problem);

[[nodiscard]] inline std::vector<Repair> only(std::string summary, std::vector<Edit> edits) {
  std::vector<Repair> out;
  out.push_back({std::move(summary), std::move(edits)});
  return out;
}

/// Fixers by their names, in the order in which they are asked.
struct FixerRow {
  std::string_view name;
  /// Codes of problems separated by a space; "@syntax" is a category, "*" everything.
  std::string_view codes;
  Fixer fixer;
  /// What stands around code or between the sides of a merge reads like text and is none.
  bool takes_out_noise = false;
  /// Belongs to whatever else mends the problem: without it a build could pass with less to show.
  bool goes_along = false;
};

[[nodiscard]] std::span<const FixerRow> fixer_table();

}  // namespace sitewright::healing
