// Failures of the runner's own HTTP interface, as RFC 9457 problem documents.
// Errors: the one mapping from Code to an HTTP status in this program.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "result/result.hpp"

namespace sitewright::server {

[[nodiscard]] std::uint16_t http_status(Code code);

[[nodiscard]] std::string problem_json(std::uint16_t status, std::string_view code,
                                       std::string_view detail, std::string_view request_id);

[[nodiscard]] std::string_view name_of(Code code);

}  // namespace sitewright::server
