#include "context/tokens/estimate.hpp"

#include <doctest/doctest.h>

using namespace sitewright::context;

TEST_SUITE("context/tokens/estimate") {
  TEST_CASE("nothing costs nothing, and anything at least what is likely") {
    for (const Family family : {Family::claude, Family::gemini}) {
      CHECK(estimate(family, 0) == Estimate{});
      for (const std::size_t tokens : {1U, 2U, 99U, 16'000U}) {
        const Estimate one = estimate(family, tokens);
        CHECK(one.likely > tokens);
        CHECK(one.at_most >= one.likely);
      }
    }
  }

  TEST_CASE("a context of 16,000 tokens is about 19,200 for Claude and 17,280 for Gemini") {
    CHECK(estimate(Family::claude, 16'000) == Estimate{19'200, 22'400});
    CHECK(estimate(Family::gemini, 16'000) == Estimate{17'280, 18'720});
  }
}
