// What calls cost, in whole millionths of a US dollar, rounded up: a sum of calls is never less
// than what a provider bills.
#pragma once

#include <cstdint>

#include "models/chat.hpp"

namespace sitewright::models {

/// Millionths of a US dollar for a million tokens.
struct Price {
  std::int64_t input = 0;
  std::int64_t cached = 0;       ///< read from a prompt cache
  std::int64_t cache_write = 0;  ///< written to one
  std::int64_t output = 0;

  bool operator==(const Price&) const = default;
};

/// A model's prices; `beyond` holds for a call with more input than `long_above` (0: never).
struct Prices {
  Price usual = {};
  std::int64_t long_above = 0;
  Price beyond = {};
};

[[nodiscard]] std::int64_t cost(const Prices& prices, const ChatUsage& usage);

/// Tokens of what a model would be sent, estimated upward: half of its bytes (text and code have
/// three to four bytes per token, Chinese three), and kTokensOfImage for each image.
[[nodiscard]] std::int64_t most_tokens(const ChatRequest& request);

/// The same, as it is likely: for calls that broke off before they said what they took.
[[nodiscard]] std::int64_t likely_tokens(std::size_t bytes);

/// The most that a call can cost.
[[nodiscard]] std::int64_t worst_case(const Prices& prices, std::int64_t prompt_tokens,
                                      std::int64_t output_tokens);

}  // namespace sitewright::models
