#include "abi/blocks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <span>
#include <vector>

using namespace sitewright;

namespace {

constexpr std::size_t longest = abi::kLongBlock + 20;

/// Exactly so many bytes on the heap: a sanitizer sees the byte before and the byte behind them.
std::vector<char> block(std::size_t size) {
  std::vector<char> bytes(size);
  for (std::size_t at = 0; at < size; ++at) bytes[at] = static_cast<char>(at * 31 + 7);
  bytes.shrink_to_fit();
  return bytes;
}

}  // namespace

TEST_SUITE("abi/blocks") {
  TEST_CASE("a block of any size is copied whole, and nothing beside it") {
    for (std::size_t size = 0; size <= longest; ++size) {
      const auto from = block(size);
      std::vector<char> to(size);
      abi::copy_block(to.data(), from.data(), size);
      CHECK(to == from);
    }
  }

  TEST_CASE("a block is moved onto itself, forwards and backwards, by any distance") {
    for (std::size_t size = 0; size <= 70; ++size) {
      for (std::size_t distance = 0; distance <= 40; ++distance) {
        const auto text = block(size + distance);
        auto moved = text;
        abi::move_block(moved.data() + distance, moved.data(), size);
        CHECK(std::ranges::equal(std::span(moved).subspan(distance), std::span(text).first(size)));
        moved = text;
        abi::move_block(moved.data(), moved.data() + distance, size);
        CHECK(std::ranges::equal(std::span(moved).first(size), std::span(text).subspan(distance)));
      }
    }
  }

  TEST_CASE("a block of any size is filled whole") {
    for (std::size_t size = 0; size <= longest; ++size) {
      auto bytes = block(size);
      abi::fill_block(bytes.data(), 0xA5, size);
      CHECK(std::ranges::count(bytes, static_cast<char>(0xA5)) ==
            static_cast<std::ptrdiff_t>(size));
    }
  }

  TEST_CASE("the first byte that differs decides, as a number from 0 to 255") {
    for (std::size_t size = 0; size <= 70; ++size) {
      const auto left = block(size);
      CHECK(abi::compare_blocks(left.data(), left.data(), size) == 0);
      for (std::size_t at = 0; at < size; ++at) {
        auto right = left;
        right[at] = static_cast<char>(right[at] + 0x80);
        std::ranges::fill(std::span(right).subspan(at + 1), '\0');
        const bool less =
            static_cast<unsigned char>(left[at]) < static_cast<unsigned char>(right[at]);
        CHECK((abi::compare_blocks(left.data(), right.data(), size) < 0) == less);
        CHECK((abi::compare_blocks(right.data(), left.data(), size) > 0) == less);
      }
    }
  }
}
