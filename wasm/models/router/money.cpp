#include "models/router/money.hpp"

#include <algorithm>
#include <variant>

namespace sitewright::models {

namespace {

constexpr std::int64_t kPerMillion = 1'000'000;
/// What has more letters in a row is no word, and its letters make no tokens of two.
constexpr std::size_t kLongestWord = 20;
/// Roles, separators, the schema's frame.
constexpr std::int64_t kTokensOfForm = 500;

std::int64_t rounded_up(std::int64_t micros_of_million) {
  return (micros_of_million + kPerMillion - 1) / kPerMillion;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

template <class Tokens>
std::int64_t sum_of(const ChatRequest& request, Tokens tokens) {
  std::int64_t sum = kTokensOfForm;
  if (request.schema) sum += tokens(request.schema->json);
  for (const auto& text : request.system) sum += tokens(text.text);
  for (const auto& message : request.messages) {
    for (const auto& content : message.content) {
      const auto* text = std::get_if<ChatText>(&content);
      sum += text != nullptr ? tokens(text->text) : kTokensOfImage;
    }
  }
  return sum;
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

std::int64_t most_tokens(std::string_view text) {
  std::int64_t tokens = 0;
  std::int64_t spaces = 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= 'a' && c <= 'z') {
      ++letters;
      if (letters > kLongestWord || letters % 2 == 1) ++tokens;
      continue;
    }
    letters = 0;
    if (c == ' ' && i + 1 < text.size() && (text[i + 1] == ' ' || is_letter(text[i + 1]))) {
      ++spaces;
    } else {
      ++tokens;
    }
  }
  return tokens + (spaces + 1) / 2;
}

std::int64_t most_tokens(const ChatRequest& request) {
  return sum_of(request, [](std::string_view text) { return most_tokens(text); });
}

std::int64_t likely_tokens(std::size_t bytes) {
  return static_cast<std::int64_t>((bytes + 2) / 3);
}

std::int64_t likely_tokens(const ChatRequest& request) {
  return sum_of(request, [](std::string_view text) { return likely_tokens(text.size()); });
}

ChatUsage billed(const ChatReply& reply, const ChatRequest& request) {
  auto usage = reply.usage;
  if (usage.input_tokens == 0) usage.input_tokens = likely_tokens(request);
  if (usage.output_tokens == 0) {
    usage.output_tokens = std::min(likely_tokens(reply.text.size()), request.max_output_tokens);
  }
  return usage;
}

ChatUsage billed(const ChatFailure& failure, const ChatRequest& request, std::size_t bytes) {
  auto usage = failure.usage;
  if (failure.status != kBegun && bytes == 0) return usage;
  if (usage.input_tokens == 0) usage.input_tokens = likely_tokens(request);
  // More than it was allowed to write it did not: a cost never exceeds what was set aside.
  const auto wrote = std::min(likely_tokens(bytes), request.max_output_tokens);
  usage.output_tokens = std::max(usage.output_tokens, wrote);
  return usage;
}

std::string dollars(std::int64_t micros) {
  constexpr std::int64_t kTenCents = 100'000;
  const std::int64_t per_dollar = micros > 0 && micros < kTenCents ? 10'000 : 100;
  const auto units = rounded_up(micros * per_dollar);
  // The leading 1 keeps the zeros before what is behind the point.
  auto behind = std::to_string(per_dollar + units % per_dollar).substr(1);
  while (behind.size() > 2 && behind.back() == '0') behind.pop_back();
  return "$" + std::to_string(units / per_dollar) + "." + behind;
}

std::int64_t worst_case(const Prices& prices, std::int64_t prompt_tokens,
                        std::int64_t output_tokens) {
  const auto& price = price_for(prices, prompt_tokens);
  return rounded_up(prompt_tokens * std::max(price.input, price.cache_write) +
                    output_tokens * price.output);
}

}  // namespace sitewright::models
