#include "context/passages/nearest.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <set>

using namespace sitewright::context;

namespace {

/// Directions of length 1, spread by a fixed sequence.
std::vector<float> unit_vectors(std::size_t rows, std::size_t dimensions) {
  std::uint32_t state = 12345;
  std::vector<float> matrix;
  for (std::size_t row = 0; row < rows; ++row) {
    double square = 0;
    const std::size_t begin = matrix.size();
    for (std::size_t i = 0; i < dimensions; ++i) {
      state = state * 1664525U + 1013904223U;
      const float x = static_cast<float>(state >> 8U) / 8388608.0F - 1.0F;
      matrix.push_back(x);
      square += static_cast<double>(x) * static_cast<double>(x);
    }
    const auto length = static_cast<float>(std::sqrt(square));
    for (std::size_t i = begin; i < matrix.size(); ++i) matrix[i] /= length;
  }
  return matrix;
}

}  // namespace

TEST_SUITE("context/nearest") {
  TEST_CASE("the nearest come first, equal ones by row") {
    const std::vector<float> matrix = {0, 1, 1, 0, 0.6F, 0.8F, 1, 0};
    const auto near = nearest(matrix, 2, std::vector<float>{1, 0}, 3);
    REQUIRE(near.size() == 3);
    CHECK(near[0].row == 1);
    CHECK(near[1].row == 3);
    CHECK(near[2].row == 2);
    CHECK(near[2].score == doctest::Approx(0.6));
  }

  TEST_CASE("asking for more than there is, or for nothing, is answered") {
    const std::vector<float> matrix = {1, 0, 0, 1};
    CHECK(nearest(matrix, 2, std::vector<float>{1, 0}, 9).size() == 2);
    CHECK(nearest(matrix, 2, std::vector<float>{1, 0}, 0).empty());
    CHECK(nearest(matrix, 3, std::vector<float>{1, 0, 0}, 1).empty());
    CHECK(nearest(matrix, 2, std::vector<float>{1}, 1).empty());
    CHECK(nearest(matrix, 0, {}, 1).empty());
    CHECK(nearest(to_bytes({}, 2), std::vector<float>{1, 0}, 1).empty());
  }

  TEST_CASE("bytes find at least 98 of 100 that floats find") {
    constexpr std::size_t dimensions = 96;
    const auto matrix = unit_vectors(2000, dimensions);
    const auto bytes = to_bytes(matrix, dimensions);
    const auto queries = unit_vectors(60, dimensions);
    std::size_t found = 0;
    std::size_t asked = 0;
    for (std::size_t at = 0; at < queries.size(); at += dimensions) {
      const auto query = std::span(queries).subspan(at, dimensions);
      std::set<std::uint32_t> rows;
      for (const auto& near : nearest(matrix, dimensions, query, 10)) rows.insert(near.row);
      for (const auto& near : nearest(bytes, query, 10)) found += rows.count(near.row);
      asked += 10;
    }
    CHECK(found * 100 >= asked * 98);
    MESSAGE("recall@10: ", found, " of ", asked);
  }

  TEST_CASE("however many rows there are, each gets its own score") {
    constexpr std::size_t dimensions = 21;
    const auto matrix = unit_vectors(9, dimensions);
    const auto query = std::span(matrix).first(dimensions);
    for (std::size_t rows = 1; rows <= 9; ++rows) {
      const auto some = std::span(matrix).first(rows * dimensions);
      const auto exact = nearest(some, dimensions, query, rows);
      const auto near = nearest(to_bytes(some, dimensions), query, rows);
      REQUIRE(near.size() == rows);
      for (std::size_t at = 0; at < rows; ++at) {
        const auto same = std::ranges::find(exact, near[at].row, &Near::row);
        CHECK(near[at].score == doctest::Approx(same->score).epsilon(0.05));
      }
    }
  }

  TEST_CASE("rows that are not read to their end would not have been among the nearest") {
    constexpr std::size_t dimensions = 48;
    auto matrix = unit_vectors(300, dimensions);
    for (std::size_t row = 0; row < 300; row += 3) {  // some are near each other
      for (std::size_t at = 0; at < dimensions; ++at) {
        matrix[row * dimensions + at] = 0.2F * matrix[row * dimensions + at] + matrix[at];
      }
    }
    const auto bytes = to_bytes(matrix, dimensions);
    auto whole = bytes;
    whole.tails.clear();
    for (std::size_t row = 0; row < 300; ++row) {
      const auto query = std::span(matrix).subspan(row * dimensions, dimensions);
      for (const std::size_t k : {1U, 10U, 300U}) {
        const auto some = nearest(bytes, query, k);
        const auto all = nearest(whole, query, k);
        REQUIRE(some.size() == all.size());
        for (std::size_t at = 0; at < some.size(); ++at) {
          REQUIRE(some[at].row == all[at].row);
          REQUIRE(some[at].score == all[at].score);
        }
      }
    }
  }

  TEST_CASE("a row of zeros has score zero") {
    const std::vector<float> matrix = {0, 0, 0};
    const auto near = nearest(to_bytes(matrix, 3), std::vector<float>{1, 1, 1}, 1);
    REQUIRE(near.size() == 1);
    CHECK(near[0].score == 0.0F);
  }
}
