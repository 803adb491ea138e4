#include "models/router/window.hpp"

#include <algorithm>

#include "context/passages/retrieve.hpp"
#include "models/agents/assemble.hpp"

namespace sitewright::models {

namespace {

// Whatever a model could take.
constexpr std::int64_t kWindow = 128'000;
constexpr std::int64_t kSystemReserve = 4'000;
constexpr std::int64_t kOutputReserve = 8'000;

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

}  // namespace sitewright::models
