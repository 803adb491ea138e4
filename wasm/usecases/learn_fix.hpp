// The fix cache, on both sides: what a repair teaches, and what it taught applied elsewhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "healing/problem.hpp"
#include "ports/state_store.hpp"
#include "usecases/repair_candidate.hpp"

namespace sitewright::usecases {

/// What the edit from `before` to `after` teaches about these problems: at most five lessons, none
/// where the edit holds something that belongs to its project alone.
[[nodiscard]] std::vector<wire::RepairLesson> lessons_of(
    const project::TextTree& before, const project::TextTree& after,
    std::span<const healing::Problem> problems);

/// The best known fix that fits and gives a tree that was not built yet. Another site taught it:
/// `allowed` are the packages ("name@version") that it may bring into this one. Pointers outlive
/// the task.
/// Errors: unavailable when the store refused.
Task<std::optional<RepairCandidate>> repair_by_cache(ports::FixReader* fixes,
                                                     const BrokenTree* broken,
                                                     std::vector<std::string> allowed);

}  // namespace sitewright::usecases
