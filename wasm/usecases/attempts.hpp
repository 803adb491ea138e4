// A generation's attempts to build: which came nearest to a site, and what people are told of them.
// Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "healing/problem.hpp"
#include "ports/records.hpp"
#include "project/retry.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

[[nodiscard]] std::vector<healing::Problem> problems_of(std::span<const wire::BuildError> errors);
[[nodiscard]] std::vector<healing::Problem> problems_of(const ports::BuildRecord& build);

/// The errors of a build that people are told: its causes, once each (healing/root_cause.hpp).
[[nodiscard]] std::vector<wire::BuildError> causes_of(const ports::BuildRecord& build);

/// What the errors of one build are about, taken together: what waiting may mend first, then the
/// first of them.
[[nodiscard]] project::FailureCategory category_of(std::span<const wire::BuildError> errors);

/// The failed attempt to go on from: a repair counts only when it left less to repair than the one
/// it began with. nullptr when none has failed.
[[nodiscard]] const ports::BuildRecord* best_attempt(std::span<const ports::BuildRecord> attempts);

/// Whether `after` failed of less than `before`.
[[nodiscard]] bool is_better(const ports::BuildRecord& before, const ports::BuildRecord& after);

[[nodiscard]] const ports::BuildRecord* attempt_of(std::span<const ports::BuildRecord> attempts,
                                                   std::string_view build_id);

/// The record of an attempt that only waited, or has more time, after `failed`.
[[nodiscard]] ports::RepairRecord waiting(const ports::BuildRecord& failed);

/// "The build failed: src/site.ts:3: …".
[[nodiscard]] std::string failure_words(std::span<const wire::BuildError> errors);

/// What a person needs who takes over: what failed, and what was tried.
[[nodiscard]] std::string escalation_words(std::span<const ports::BuildRecord> attempts,
                                           std::string_view reason);

}  // namespace sitewright::usecases
