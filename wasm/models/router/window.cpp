#include "models/router/window.hpp"

#include <algorithm>

#include "context/passages/retrieve.hpp"
#include "context/tokens/estimate.hpp"
#include "models/agents/assemble.hpp"

namespace sitewright::models {

namespace {

// Whatever a model could take.
constexpr std::int64_t kWindow = 128'000;
constexpr std::int64_t kSystemReserve = 4'000;
constexpr std::int64_t kOutputReserve = 8'000;
/// Whole contexts of source and prose have about 4 bytes for a token of o200k_base.
constexpr std::size_t kMostBytesOfToken = 5;

std::size_t least_tokens(std::string_view model, const ChatRequest& request) {
  std::size_t bytes = request.schema ? request.schema->json.size() : 0;
  for (const auto& text : request.system) bytes += text.text.size();
  for (const auto& message : request.messages) {
    for (const auto& content : message.content) {
      const auto* text = std::get_if<ChatText>(&content);
      if (text != nullptr) bytes += text->text.size();
    }
  }
  const auto tokens = bytes / kMostBytesOfToken;
  const auto family = context::family_of(model);
  return family ? context::estimate(*family, tokens).likely : tokens;
}

}  // namespace

ports::Window window_of(const Offer* offer) {
  const auto taken = offer == nullptr ? kWindow : offer->window_tokens;
  const auto tokens = std::min(kWindow, taken);
  // The answer may use what the model takes beyond what it is shown.
  const auto output = limits_of(ports::Role::coder).output_tokens;
  const auto reserve =
      std::clamp(output - (taken - tokens), kOutputReserve, std::max(kOutputReserve, output));
  const auto kept_free = std::min(reserve, tokens / 2);
  const auto room = std::max<std::int64_t>(0, tokens - kSystemReserve - kept_free);
  return {.model = offer == nullptr ? std::string() : offer->model,
          .tokens = static_cast<std::size_t>(tokens),
          .system_reserve = static_cast<std::size_t>(kSystemReserve),
          .output_reserve = static_cast<std::size_t>(kept_free),
          .passages = context::passage_budget(static_cast<std::size_t>(room))};
}

bool fits(const Offer& offer, const ChatRequest& request) {
  if (offer.window_tokens == 0) return true;
  const auto answer = std::min(request.max_output_tokens, offer.output_tokens);
  const auto prompt = static_cast<std::int64_t>(least_tokens(offer.model, request));
  return prompt + answer <= offer.window_tokens;
}

}  // namespace sitewright::models
