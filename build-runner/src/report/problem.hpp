// Every failure that is the project's own leaves the runner as a healing::Problem, in the words of
// schemas/build/frame_error.json.
// Errors: none. The runner's own failures are a Result, never a Problem.
#pragma once

#include <expected>
#include <string>
#include <utility>

#include "healing/problem.hpp"

namespace sitewright::report {

using healing::Category;
using healing::name_of;
using healing::Problem;

template <class T>
using Outcome = std::expected<T, Problem>;

[[nodiscard]] inline std::unexpected<Problem> problem(Category category, std::string code,
                                                      std::string message, std::string file = {}) {
  return std::unexpected(Problem{category, std::move(code), std::move(message), std::move(file)});
}

}  // namespace sitewright::report
