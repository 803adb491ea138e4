#include "models/router/window.hpp"

#include <doctest/doctest.h>

using namespace sitewright;
using namespace sitewright::models;

TEST_SUITE("models/router/window") {
  TEST_CASE("a large model is shown no more than a usual one, in tokens of its own") {
    const Offer claude{.provider = "anthropic", .model = "claude-x", .window_tokens = 1'000'000};
    const auto window = window_of(&claude);
    CHECK(window.model == "claude-x");
    CHECK(window.tokens == 128'000);
    CHECK(window.output_reserve == 8'000);
    CHECK(window.passages > 0);
    CHECK(window_of(nullptr).model.empty());
    CHECK(window_of(nullptr).tokens == 128'000);
  }

  TEST_CASE("a small model keeps room for its instructions and its answer") {
    const Offer small{.provider = "compatible", .model = "qwen3", .window_tokens = 40'000};
    const auto window = window_of(&small);
    CHECK(window.tokens == 40'000);
    CHECK(window.output_reserve >= 8'000);
    CHECK(window.output_reserve <= 20'000);
    CHECK(window.system_reserve + window.output_reserve + window.passages < window.tokens);
  }
}
