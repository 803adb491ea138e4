// Sorting with one body for all types gives what the standard library's gives.
#include "sorting/sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace sitewright {

namespace {

struct Guest {
  std::string name;
  int table = 0;
  bool operator==(const Guest&) const = default;
};

std::vector<Guest> guests(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Guest> out;
  for (std::size_t at = 0; at < count; ++at) {
    out.push_back(
        {"a guest with the number " + std::to_string(at), static_cast<int>(random() % 7)});
  }
  return out;
}

}  // namespace

TEST_SUITE("sorting") {
  TEST_CASE(
      "lists of every length are sorted as the standard library sorts them, equal items in their "
      "order") {
    for (std::size_t count = 0; count < 200; ++count) {
      auto ours = guests(count, static_cast<unsigned>(count));
      auto standard = ours;
      sort_stably(ours, {}, &Guest::table);
      std::ranges::stable_sort(standard, {}, &Guest::table);
      CHECK(ours == standard);
    }
  }

  TEST_CASE("another order and a part that is reckoned") {
    auto ours = guests(100, 1);
    auto standard = ours;
    const auto last_letter = [](const Guest& guest) { return guest.name.back(); };
    sort_stably(ours, std::ranges::greater{}, last_letter);
    std::ranges::stable_sort(standard, std::ranges::greater{}, last_letter);
    CHECK(ours == standard);
  }

  TEST_CASE("an order that looks at what is beside the list") {
    const std::vector<int> rank = {3, 1, 2, 0};
    std::vector<int> places = {0, 1, 2, 3};
    sort_stably(places, [&](int left, int right) {
      return rank[static_cast<std::size_t>(left)] < rank[static_cast<std::size_t>(right)];
    });
    CHECK(places == std::vector<int>{3, 1, 2, 0});
  }
}

}  // namespace sitewright
