#include "usecases/learn_fix.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "healing/cache/pattern.hpp"
#include "healing/cache/signature.hpp"
#include "project/sha256.hpp"
#include "sorting/sort.hpp"
#include "usecases/added_packages.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::size_t kMaxLessons = 5;
/// Problems that are looked up: each costs a query and the comparison with what it gives.
constexpr std::size_t kMaxLookedUp = 5;
/// Below it the same edit seldom fits; above it most that fit also help.
constexpr float kLikeEnough = 0.8F;

wire::ErrorCategory category_of(const healing::Problem& problem) {
  return wire::from_string<wire::ErrorCategory>(healing::name_of(problem.category))
      .value_or(wire::ErrorCategory::unknown);
}

/// Every problem of this code where the pattern fits, from the end of each file on: what stands
/// before keeps its line.
std::optional<project::TextTree> applied_everywhere(const BrokenTree& broken, std::string_view code,
                                                    std::string_view pattern) {
  std::vector<const healing::Problem*> places;
  for (const auto& problem : broken.problems) {
    if (problem.code == code) places.push_back(&problem);
  }
  sort_stably(places, [](const auto* a, const auto* b) {
    return a->file != b->file ? a->file < b->file : a->line > b->line;
  });
  project::TextTree tree = *broken.tree;
  bool changed = false;
  for (const auto* problem : places) {
    auto text = healing::apply_pattern(pattern, tree, *problem);
    if (!text) continue;
    tree.insert_or_assign(problem->file, std::move(*text));
    changed = true;
  }
  return changed ? std::optional(std::move(tree)) : std::nullopt;
}

}  // namespace

std::vector<wire::RepairLesson> lessons_of(const project::TextTree& before,
                                           const project::TextTree& after,
                                           std::span<const healing::Problem> problems) {
  std::vector<wire::RepairLesson> lessons;
  for (const auto& problem : problems) {
    if (lessons.size() == kMaxLessons) break;
    auto pattern = healing::pattern_of(before, after, problem);
    if (!pattern) continue;
    auto signature = healing::signature_of(problem, before);
    auto id = "fix_" + project::sha256_hex(signature + "\n" + *pattern).substr(0, 32);
    if (std::ranges::find(lessons, id, &wire::RepairLesson::id) != lessons.end()) continue;
    lessons.push_back({.id = std::move(id),
                       .category = category_of(problem),
                       .code = problem.code,
                       .signature = std::move(signature),
                       .pattern = std::move(*pattern)});
  }
  return lessons;
}

Task<std::optional<RepairCandidate>> repair_by_cache(ports::FixReader* fixes,
                                                     const BrokenTree* broken,
                                                     std::vector<std::string> allowed) {
  std::vector<std::string> looked_up;
  for (const auto& problem : broken->problems) {
    if (looked_up.size() == kMaxLookedUp) break;
    const auto signature = healing::signature_of(problem, *broken->tree);
    if (std::ranges::find(looked_up, signature) != looked_up.end()) continue;
    looked_up.push_back(signature);
    const auto known = co_await or_return(
        fixes->fixes(std::string(healing::name_of(problem.category)), problem.code));
    std::vector<std::string_view> signatures;
    for (const auto& fix : known) signatures.push_back(fix.signature);
    for (const auto& [index, likeness] :
         healing::similar_signatures(signature, signatures, kLikeEnough)) {
      auto tree = applied_everywhere(*broken, problem.code, known[index].pattern);
      if (!tree || !broken->is_new(*tree)) continue;
      if (!added_packages(*broken->tree, *tree, allowed).empty()) continue;
      co_return RepairCandidate{.by = wire::RepairBy::cache,
                                .summary = "The same change that mended " + problem.code +
                                           " before, " + std::to_string(known[index].successes) +
                                           " of " + std::to_string(known[index].tries) + " times.",
                                .tree = std::move(*tree),
                                .fix_id = known[index].id};
    }
  }
  co_return std::nullopt;
}

}  // namespace sitewright::usecases
