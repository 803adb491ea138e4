#include "sorting/sort.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace sitewright::detail {

void sort_stably(std::size_t count, PlacedItems items) {
  if (count < 2) return;
  std::vector<std::uint32_t> from(count);  // what comes to a place is at from[place]
  std::iota(from.begin(), from.end(), std::uint32_t{0});
  std::stable_sort(from.begin(), from.end(), [&](std::uint32_t left, std::uint32_t right) {
    return items.precedes(items.list, left, right);
  });
  for (std::uint32_t start = 0; start < count; ++start) {
    std::uint32_t place = start;
    while (from[place] != start) {  // around one cycle of the permutation
      const std::uint32_t next = from[place];
      items.swap(items.list, place, next);
      from[place] = place;
      place = next;
    }
    from[place] = place;
  }
}

}  // namespace sitewright::detail
