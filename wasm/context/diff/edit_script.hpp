// The core of the line diff, on numbers: which elements of two sequences are not in a common
// subsequence.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace sitewright::context {

/// Equal lines have equal ids; ids are below some small count, so arrays can be indexed by them.
using LineId = std::uint32_t;

struct EditScript {
  std::vector<bool> deleted;   ///< by index in before
  std::vector<bool> inserted;  ///< by index in after
};

[[nodiscard]] EditScript edit_script(std::span<const LineId> before, std::span<const LineId> after,
                                     LineId id_count);

}  // namespace sitewright::context
