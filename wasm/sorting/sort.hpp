// Sorting with one body for all types. A copy of the standard library's for each of fifty lists was
// a twelfth of ai-app-worker's code, and a start waits for each byte (docs/decisions/0058).
// Where a sort is what takes the time, and for plain numbers, std::ranges::sort is right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <ranges>
#include <utility>

namespace sitewright {

namespace detail {

/// A list of whatever type, known by the places of its items.
struct PlacedItems {
  void* list;
  bool (*precedes)(void* list, std::uint32_t left, std::uint32_t right);
  void (*swap)(void* list, std::uint32_t left, std::uint32_t right);
};

void sort_stably(std::size_t count, PlacedItems items);

}  // namespace detail

/// Sorts as std::ranges::stable_sort does, in O(n log n) comparisons and fewer than n swaps; takes
/// four bytes an item besides. The list has fewer than 2^32 items.
template <std::ranges::contiguous_range List, class Before = std::ranges::less,
          class Part = std::identity>
void sort_stably(List& list, Before before = {}, Part part = {}) {
  using Item = std::ranges::range_value_t<List>;
  struct Sorted {
    Item* items;
    Before before;
    Part part;
  } sorted{std::ranges::data(list), std::move(before), std::move(part)};
  detail::sort_stably(
      std::ranges::size(list),
      {.list = &sorted,
       .precedes =
           [](void* all, std::uint32_t left, std::uint32_t right) {
             auto& [items, comes_first, part_of] = *static_cast<Sorted*>(all);
             return static_cast<bool>(std::invoke(comes_first, std::invoke(part_of, items[left]),
                                                  std::invoke(part_of, items[right])));
           },
       .swap =
           [](void* all, std::uint32_t left, std::uint32_t right) {
             auto* items = static_cast<Sorted*>(all)->items;
             std::ranges::swap(items[left], items[right]);
           }});
}

}  // namespace sitewright
