// Reads a JSON file of a project, which may hold anything.
// Errors: a Problem (syntax) with file, line and column; nesting deeper than 64 is refused, so that
//         no later walk over the value can exhaust the stack.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "report/problem.hpp"

namespace sitewright::install {

[[nodiscard]] report::Outcome<nlohmann::json> parse_json_file(std::string_view name,
                                                              std::string_view text);

}  // namespace sitewright::install
