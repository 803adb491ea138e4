// Places as tools write them.
// Units: lines and columns from 1; 0 means not said.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "healing/problem.hpp"

namespace sitewright::healing {

struct Position {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// A whole text of digits.
[[nodiscard]] std::optional<std::uint32_t> number(std::string_view text);

/// The path as the project knows it: "file:///site/src/a.ts?x" is "src/a.ts".
[[nodiscard]] std::string project_path(std::string_view path);

/// "a/b.ts:3:14", "a/b.ts:3", "a/b.ts", with or without a colon behind.
[[nodiscard]] Position parse_position(std::string_view text);

/// "a/b.ts(3,14)" and "a/b.ts (3:14)".
[[nodiscard]] std::optional<Position> parse_bracketed(std::string_view text);

void stand_at(Problem& problem, const Position& place);

}  // namespace sitewright::healing
