// How long and how much each role may write.
// Source: agent protocol of the product documents, 6.6.1.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "ports/model.hpp"

namespace sitewright::models {

struct RoleLimits {
  std::int64_t output_tokens;
  std::int64_t milliseconds;  ///< of one answer, all its attempts together
  std::optional<double> temperature;
};

[[nodiscard]] constexpr RoleLimits limits_of(ports::Role role) {
  switch (role) {
    case ports::Role::architect:
      return {.output_tokens = 16'000, .milliseconds = 120'000, .temperature = 0.7};
    case ports::Role::coder:
      return {.output_tokens = 32'000, .milliseconds = 180'000, .temperature = 0.3};
    case ports::Role::reviewer:
      return {.output_tokens = 8'000, .milliseconds = 60'000, .temperature = 0.2};
    case ports::Role::councillor:
      return {.output_tokens = 8'000, .milliseconds = 60'000, .temperature = std::nullopt};
  }
  std::unreachable();
}

}  // namespace sitewright::models
