// What went wrong in a project, in the words of schemas/build/frame_error.json: the form in which
// every failure that is the project's own leaves the runner.
// Units:  line and column count from 1; 0 means unknown.
// Errors: none. The runner's own failures are a Result, never a Problem.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace sitewright::report {

enum class Category : std::uint8_t {
  dependency,
  syntax,
  type,
  runtime,
  resource,
  configuration,
  network,
  unknown,
};

[[nodiscard]] constexpr std::string_view name_of(Category category) {
  switch (category) {
    case Category::dependency:
      return "dependency";
    case Category::syntax:
      return "syntax";
    case Category::type:
      return "type";
    case Category::runtime:
      return "runtime";
    case Category::resource:
      return "resource";
    case Category::configuration:
      return "configuration";
    case Category::network:
      return "network";
    case Category::unknown:
      return "unknown";
  }
  std::unreachable();
}

struct Problem {
  Category category = Category::unknown;
  std::string code;     ///< stable: "TS2322", "unresolved_import", "memory_limit"
  std::string message;  ///< for people; one paragraph
  std::string file = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const Problem&) const = default;
};

template <class T>
using Outcome = std::expected<T, Problem>;

[[nodiscard]] inline std::unexpected<Problem> problem(Category category, std::string code,
                                                      std::string message, std::string file = {}) {
  return std::unexpected(Problem{category, std::move(code), std::move(message), std::move(file)});
}

}  // namespace sitewright::report
