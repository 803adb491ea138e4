#include "models/router/window.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>

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

  TEST_CASE("a prompt that is surely too long does not fit; what is close is for the provider") {
    const auto prompt = [](std::size_t bytes, std::int64_t output) {
      return ChatRequest{.messages = {{.content = {ChatText{.text = std::string(bytes, 'x')}}}},
                         .max_output_tokens = output};
    };
    const Offer small{.model = "qwen3", .window_tokens = 40'000, .output_tokens = 20'000};
    CHECK(fits(small, prompt(100'000, 32'000)));
    CHECK_FALSE(fits(small, prompt(100'010, 32'000)));
    CHECK(fits(small, prompt(100'010, 8'000)));
    const Offer claude{.model = "claude-x", .window_tokens = 40'000, .output_tokens = 20'000};
    CHECK_FALSE(fits(claude, prompt(90'000, 32'000)));
    CHECK(fits(Offer{.model = "unknown"}, prompt(100'010, 8'000)));
    // What window_of leaves of 128,000 tokens, at 4 bytes for each.
    const Offer large{.model = "gpt-x", .window_tokens = 128'000, .output_tokens = 32'000};
    const auto window = window_of(&large);
    CHECK(fits(large, prompt((window.tokens - window.output_reserve) * 4, 32'000)));
  }
}
