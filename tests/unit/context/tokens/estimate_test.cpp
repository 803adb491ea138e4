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

  TEST_CASE("what fits takes at most what it fits in, and one more does not") {
    for (const auto family : {Family::claude, Family::gemini}) {
      for (const std::size_t tokens : {0UZ, 1UZ, 2UZ, 99UZ, 100UZ, 16'000UZ, 1'000'003UZ}) {
        const auto fits = fitting(family, tokens);
        CHECK(at_most(family, fits) <= tokens);
        CHECK(at_most(family, fits + 1) > tokens);
        CHECK(at_most(std::nullopt, fitting(std::nullopt, tokens)) == tokens);
      }
    }
  }

  TEST_CASE("a model's name says whose tokens it counts") {
    CHECK(family_of("claude-sonnet-5-5") == Family::claude);
    CHECK(family_of("anthropic/claude-x") == Family::claude);
    CHECK(family_of("google/gemini-3-pro") == Family::gemini);
    CHECK(family_of("gpt-5.2") == std::nullopt);
    CHECK(family_of("") == std::nullopt);
  }
}
