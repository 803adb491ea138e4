// How much JavaScript and CSS a site may have, all its files together, as they travel: compressed.
// Units:  bytes after deflate.
// Errors: Problems (resource, size_budget) above the hard limit; warnings above the soft one.
// Source: docs/decisions/0021.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "report/problem.hpp"
#include "unpack/tar_reader.hpp"

namespace sitewright::build {

struct SizeBudget {
  std::size_t soft;
  std::size_t hard;
};
inline constexpr SizeBudget script_budget{150'000, 450'000};
inline constexpr SizeBudget style_budget{40'000, 120'000};

struct SizeReport {
  std::vector<report::Problem> problems;
  std::vector<std::string> warnings;
};

[[nodiscard]] SizeReport check_sizes(std::span<const unpack::Member> site);

}  // namespace sitewright::build
