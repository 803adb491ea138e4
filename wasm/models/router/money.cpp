#include "models/router/money.hpp"

#include <algorithm>
#include <variant>

namespace sitewright::models {

namespace {

constexpr std::int64_t kPerMillion = 1'000'000;
/// Above what the providers' largest image takes (about 1,600 tokens at Anthropic and Gemini).
constexpr std::int64_t kTokensOfImage = 2'000;
/// Roles, separators, the schema's frame.
constexpr std::int64_t kTokensOfForm = 500;

std::int64_t rounded_up(std::int64_t micros_of_million) {
  return (micros_of_million + kPerMillion - 1) / kPerMillion;
}

const Price& price_for(const Prices& prices, std::int64_t input_tokens) {
  const bool is_long = prices.long_above > 0 && input_tokens > prices.long_above;
  return is_long ? prices.beyond : prices.usual;
}

}  // namespace

std::int64_t cost(const Prices& prices, const ChatUsage& usage) {
  const auto& price = price_for(prices, usage.input_tokens);
  const auto cached = std::min(usage.cached_tokens, usage.input_tokens);
  const auto written = std::min(usage.cache_write_tokens, usage.input_tokens - cached);
  const auto plain = usage.input_tokens - cached - written;
  return rounded_up(plain * price.input + cached * price.cached + written * price.cache_write +
                    usage.output_tokens * price.output);
}

std::int64_t most_tokens(const ChatRequest& request) {
  std::size_t bytes = request.schema ? request.schema->json.size() : 0;
  std::int64_t tokens = kTokensOfForm;
  for (const auto& text : request.system) bytes += text.text.size();
  for (const auto& message : request.messages) {
    for (const auto& content : message.content) {
      if (const auto* text = std::get_if<ChatText>(&content)) {
        bytes += text->text.size();
      } else {
        tokens += kTokensOfImage;
      }
    }
  }
  return tokens + static_cast<std::int64_t>((bytes + 1) / 2);
}

std::int64_t likely_tokens(std::size_t bytes) {
  return static_cast<std::int64_t>((bytes + 2) / 3);
}

std::int64_t worst_case(const Prices& prices, std::int64_t prompt_tokens,
                        std::int64_t output_tokens) {
  const auto& price = price_for(prices, prompt_tokens);
  return rounded_up(prompt_tokens * std::max(price.input, price.cache_write) +
                    output_tokens * price.output);
}

}  // namespace sitewright::models
