#include "usecases/attempts.hpp"

#include <algorithm>
#include <utility>

#include "healing/fix.hpp"
#include "healing/root_cause.hpp"
#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

using project::FailureCategory;

FailureCategory category_of(wire::ErrorCategory category) {
  switch (category) {
    case wire::ErrorCategory::dependency:
      return FailureCategory::dependency;
    case wire::ErrorCategory::syntax:
      return FailureCategory::syntax;
    case wire::ErrorCategory::type:
      return FailureCategory::type;
    case wire::ErrorCategory::runtime:
      return FailureCategory::runtime;
    case wire::ErrorCategory::resource:
      return FailureCategory::resource;
    case wire::ErrorCategory::configuration:
      return FailureCategory::configuration;
    case wire::ErrorCategory::network:
      return FailureCategory::network;
    case wire::ErrorCategory::unknown:
      return FailureCategory::unknown;
  }
  std::unreachable();
}

healing::Category healing_category_of(wire::ErrorCategory category) {
  switch (category) {
    case wire::ErrorCategory::dependency:
      return healing::Category::dependency;
    case wire::ErrorCategory::syntax:
      return healing::Category::syntax;
    case wire::ErrorCategory::type:
      return healing::Category::type;
    case wire::ErrorCategory::runtime:
      return healing::Category::runtime;
    case wire::ErrorCategory::resource:
      return healing::Category::resource;
    case wire::ErrorCategory::configuration:
      return healing::Category::configuration;
    case wire::ErrorCategory::network:
      return healing::Category::network;
    case wire::ErrorCategory::unknown:
      return healing::Category::unknown;
  }
  std::unreachable();
}

/// A build that broke off tells nothing about its files.
bool is_about_files(const ports::BuildRecord& build) {
  const auto errors = errors_of(build);
  return !errors.empty() &&
         project::remedy_of(usecases::category_of(errors)) == project::Remedy::repair;
}

std::string place_of(const wire::BuildError& error) {
  if (!error.file) return {};
  return *error.file + (error.line ? ":" + std::to_string(*error.line) : "") + ": ";
}

std::string_view words_of(std::string_view by) {
  if (by == "fixer") return "A rule";
  if (by == "cache") return "A fix that worked before";
  if (by == "model") return "The model";
  if (by == "fallback") return "A fall-back";
  return "Once more";
}

std::string result_words(const ports::BuildRecord& build) {
  if (build.status == "succeeded") return "it builds";
  if (build.status != "failed") return "the build did not end";
  const auto count = causes_of(build).size();
  return count == 1 ? "1 error is left" : std::to_string(count) + " errors are left";
}

}  // namespace

std::vector<healing::Problem> problems_of(std::span<const wire::BuildError> errors) {
  std::vector<healing::Problem> problems;
  for (const auto& error : errors) {
    healing::Problem problem{.category = healing_category_of(error.category),
                             .code = error.code,
                             .message = error.message,
                             .file = error.file.value_or(""),
                             .line = static_cast<std::uint32_t>(error.line.value_or(0)),
                             .column = static_cast<std::uint32_t>(error.column.value_or(0)),
                             .symbol = error.symbol.value_or(""),
                             .package = error.package.value_or("")};
    healing::classify(problem);
    problems.push_back(std::move(problem));
  }
  return problems;
}

std::vector<healing::Problem> problems_of(const ports::BuildRecord& build) {
  return problems_of(errors_of(build));
}

std::vector<wire::BuildError> causes_of(const ports::BuildRecord& build) {
  auto errors = errors_of(build);
  std::vector<wire::BuildError> causes;
  for (const std::size_t at : healing::root_causes(problems_of(errors))) {
    causes.push_back(std::move(errors[at]));
  }
  return causes;
}

project::FailureCategory category_of(std::span<const wire::BuildError> errors) {
  for (const auto waits : {wire::ErrorCategory::network, wire::ErrorCategory::resource}) {
    if (std::ranges::find(errors, waits, &wire::BuildError::category) != errors.end()) {
      return category_of(waits);
    }
  }
  return errors.empty() ? FailureCategory::unknown : category_of(errors.front().category);
}

bool is_better(const ports::BuildRecord& before, const ports::BuildRecord& after) {
  if (!is_about_files(after)) return false;
  return !is_about_files(before) || healing::better(problems_of(before), problems_of(after));
}

const ports::BuildRecord* best_attempt(std::span<const ports::BuildRecord> attempts) {
  const ports::BuildRecord* best = nullptr;
  for (const auto& attempt : attempts) {
    if (attempt.status != "failed" || attempt.tree_hash.empty()) continue;
    if (best == nullptr || is_better(*best, attempt)) best = &attempt;
  }
  return best;
}

const ports::BuildRecord* attempt_of(std::span<const ports::BuildRecord> attempts,
                                     std::string_view build_id) {
  const auto at = std::ranges::find(attempts, build_id, &ports::BuildRecord::id);
  return at == attempts.end() ? nullptr : &*at;
}

ports::RepairRecord waiting(const ports::BuildRecord& failed) {
  const bool resources = category_of(errors_of(failed)) == FailureCategory::resource;
  return {.by = resources ? "fallback" : "wait",
          .summary = resources ? "The same files with more time and memory."
                               : "The same files once more, after a while.",
          .base = failed.id};
}

std::string failure_words(std::span<const wire::BuildError> errors) {
  if (errors.empty()) return "The build failed.";
  std::string words = "The build failed: " + place_of(errors.front()) + errors.front().message;
  if (errors.size() > 1) words += " (and " + std::to_string(errors.size() - 1) + " more)";
  return words;
}

std::string escalation_words(std::span<const ports::BuildRecord> attempts,
                             std::string_view reason) {
  std::string words = "This needs you. " + std::string(reason);
  std::string tried;
  for (const auto& attempt : attempts) {
    if (!attempt.repair) continue;
    tried += "\n- " + std::string(words_of(attempt.repair->by)) + ": " + attempt.repair->summary +
             " (" + result_words(attempt) + ")";
  }
  if (!tried.empty()) words += "\nWhat was tried:" + tried;
  return words;
}

}  // namespace sitewright::usecases
