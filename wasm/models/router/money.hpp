// What calls cost, in whole millionths of a US dollar, rounded up: a sum of calls is never less
// than what a provider bills.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

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

/// Above what any picture takes within project::kMaxImageSide, sent as the wire formats send it.
/// Source: the public data set image-token-cost, read November 2026, in tokens of input: 1,920 x
/// 1,080 pixels are 2,768 (Claude 5.5) and 2,448 (GPT-6), a square of 1,568 is reckoned as up to
/// 3,136, a photo of 12 megapixels 4,005. OpenAI's detail "auto", which nobody sends, took 14,364
/// for that photo.
inline constexpr std::int64_t kTokensOfImage = 5'000;

/// Tokens of a text, estimated upward: one for each byte, but for lower-case letters of words and
/// the spaces before words one for two bytes. No tokenizer over bytes takes more than one for a
/// byte, and none of a word of letters as many as it has.
[[nodiscard]] std::int64_t most_tokens(std::string_view text);

/// The same of what a model would be sent, and kTokensOfImage for each image.
[[nodiscard]] std::int64_t most_tokens(const ChatRequest& request);

/// As it is likely, a token for three bytes: for calls that broke off before they said what they
/// took.
[[nodiscard]] std::int64_t likely_tokens(std::size_t bytes);
[[nodiscard]] std::int64_t likely_tokens(const ChatRequest& request);

/// What a whole answer took. Some servers do not say: what cost something is never booked as free.
[[nodiscard]] ChatUsage billed(const ChatReply& reply, const ChatRequest& request);

/// What a broken call took, of which `bytes` of text had come. Providers say what they wrote at the
/// end, and some what they read: what is not known is counted, because an answer that had begun is
/// billed.
[[nodiscard]] ChatUsage billed(const ChatFailure& failure, const ChatRequest& request,
                               std::size_t bytes);

/// For people: "$4.05", below ten cents up to "$0.0123", as calls cost fractions of a cent. Rounded
/// up, so that a budget is never said to be larger than it is spent.
[[nodiscard]] std::string dollars(std::int64_t micros);

/// The most that a call can cost.
[[nodiscard]] std::int64_t worst_case(const Prices& prices, std::int64_t prompt_tokens,
                                      std::int64_t output_tokens);

}  // namespace sitewright::models
