// Texts with names in one file, as templates/pack.mjs writes them: for each text four numbers of 32
// bits, little endian: its set, the lengths of name and text, and their sum as a check; then both.
// Ownership: records are views into the bytes.
// Errors:    invalid_input when the bytes are not such a file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "result/result.hpp"

namespace sitewright::templates {

struct Record {
  std::uint32_t set = 0;
  std::string_view name;
  std::string_view text;
};

/// In the order of the file.
[[nodiscard]] Result<std::vector<Record>> read_records(std::string_view bytes);

}  // namespace sitewright::templates
