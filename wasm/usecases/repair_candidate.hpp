// A tree that may build, and what made it of the one that did not.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "healing/problem.hpp"
#include "project/text_tree.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

/// Bytes of a repair's summary: they fit where schemas allow 2,000 code points.
inline constexpr std::size_t kMaxSummary = 1900;

struct RepairCandidate {
  wire::RepairBy by = wire::RepairBy::fixer;
  std::string summary = {};
  project::TextTree tree = {};
  std::optional<std::string> fix_id = {};
  std::vector<wire::RepairLesson> lessons = {};
};

/// What a repair starts from.
struct BrokenTree {
  const project::TextTree* tree;
  std::span<const healing::Problem> problems;
  /// Trees that were built before, this one included; by their hash.
  const std::set<std::string, std::less<>>* built;

  /// Whether this tree is worth a build.
  [[nodiscard]] bool is_new(const project::TextTree& candidate) const;
};

}  // namespace sitewright::usecases
