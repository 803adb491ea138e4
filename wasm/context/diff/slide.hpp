// Where an insertion or a deletion stands when it could stand in several places.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "context/diff/lines.hpp"

namespace sitewright::context {

/// A change, and the bytes of both texts at which it begins.
struct PlacedChange {
  LineChange lines;
  std::size_t before_at = 0;
  std::size_t after_at = 0;
};

/// Moves each change of one side over equal lines to the place, between its neighbours and not far
/// away, where the lines at its edges are indented least. `changes` ascend; their bytes are not
/// kept up to date.
void slide(std::vector<PlacedChange>& changes, std::string_view before, std::string_view after);

}  // namespace sitewright::context
