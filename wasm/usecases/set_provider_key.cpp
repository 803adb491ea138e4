#include "usecases/set_provider_key.hpp"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "models/router/breaker.hpp"
#include "models/router/money.hpp"
#include "models/router/policy.hpp"
#include "sorting/sort.hpp"

namespace sitewright::usecases {

namespace {

using Kind = models::ChatFailure::Kind;

constexpr std::int64_t kOutputTokens = 16;       // the least that OpenAI's Responses take
constexpr ports::Millis kLongestTrial = 30'000;  // all models together: a person waits for it
constexpr ports::Millis kDeadline = 120'000;
constexpr std::size_t kLastShown = 4;

std::vector<const models::Offer*> cheapest_first(const models::Routing& routing,
                                                 std::string_view provider) {
  std::vector<const models::Offer*> offers;
  for (const auto& offer : routing.offers) {
    if (offer.provider == provider) offers.push_back(&offer);
  }
  sort_stably(offers, {}, [](const models::Offer* offer) { return offer->prices.usual.output; });
  return offers;
}

/// Whether it may be the model that was refused: withdrawn, or not for this account. Providers say
/// 403 of both.
bool may_be_about_model(const models::ChatFailure& failure) {
  if (failure.kind == Kind::unauthorized) return failure.status == 403;
  return failure.kind == Kind::refused && failure.status >= 400;
}

/// What the trial says about the key.
Result<Done> verdict(const models::ChatOutcome& outcome, const std::string& title) {
  const auto* failure = std::get_if<models::ChatFailure>(&outcome);
  if (failure == nullptr) return Done{};
  const std::string status =
      failure->status > 0 ? " (" + std::to_string(failure->status) + ")" : std::string();
  const auto refused = [&] {
    return fail(Code::invalid_input,
                title + " refused a call with this key" + status + ": " + failure->detail, "/key");
  };
  switch (failure->kind) {
    case Kind::rate_limited:  // it knows the key
    case Kind::unreadable:
      return Done{};
    case Kind::unauthorized:
      if (may_be_about_model(*failure)) return refused();
      return fail(Code::invalid_input, title + " does not take this key" + status + ".", "/key");
    case Kind::refused:  // models that the account may not use, an address that leads elsewhere
      return refused();
    case Kind::out_of_quota:
      return fail(Code::invalid_input,
                  title + " takes this key, but its account has no credit left" + status + ".",
                  "/key");
    case Kind::overloaded:
    case Kind::server:
    case Kind::unreachable:
    case Kind::broken_off:
    case Kind::timed_out:
      return fail(Code::unavailable,
                  title + " cannot be asked right now" + status + ". Nothing was kept.");
  }
  std::unreachable();
}

/// A call like any other: reserved, made, settled.
Task<models::ChatOutcome> try_model(ProviderKeyPorts ports, std::string user_id,
                                    const models::Offer* offer, std::string sealed,
                                    ports::Millis time_limit) {
  models::ChatRequest request{.max_output_tokens = kOutputTokens, .time_limit_ms = time_limit};
  request.messages.push_back({.content = {models::ChatText{"Say ok."}}});
  const auto now = ports.clock.now();
  ports::CallRecord call{.id = ports.ids.make("mcl"),
                         .user_id = user_id,
                         .role = "key_check",
                         .task = "support",
                         .provider = offer->provider,
                         .model = offer->model,
                         .key_source = ports::KeySource::own,
                         .reserved_micros = models::worst_case(
                             offer->prices, models::most_tokens(request), kOutputTokens),
                         .price_version = ports.routing.price_version,
                         .started_at = now,
                         .expires_at = now + kDeadline};
  const auto wanted = call.reserved_micros;
  const auto met = co_await or_return(ports.ledger.reserve(call));
  if (met) {
    co_return fail(Code::conflict,
                   models::in_words(*met, wanted) + " Raise it, then set the key again.");
  }
  auto answered = co_await ports.providers.chat({offer->provider, offer->model},
                                                {ports::Credential::Kind::sealed, std::move(sealed),
                                                 models::key_owner(user_id, offer->provider)},
                                                std::move(request), nullptr);
  auto outcome = answered ? std::move(*answered)
                          : models::ChatOutcome(models::ChatFailure{.kind = Kind::unreachable});
  const auto* reply = std::get_if<models::ChatReply>(&outcome);
  const auto* failure = std::get_if<models::ChatFailure>(&outcome);
  const auto& usage = reply != nullptr ? reply->usage : failure->usage;
  call.input_tokens = usage.input_tokens;
  call.cached_tokens = usage.cached_tokens;
  call.output_tokens = usage.output_tokens;
  call.cost_micros = models::cost(offer->prices, usage);
  call.outcome = failure != nullptr ? std::string(models::to_string(failure->kind)) : "ok";
  call.ended_at = ports.clock.now();
  co_await or_return(ports.ledger.settle(std::move(call), std::nullopt));
  co_return outcome;
}

/// The first answer that is none about the model; else the last one's.
Task<models::ChatOutcome> try_key(ProviderKeyPorts ports, std::string user_id,
                                  std::vector<const models::Offer*> offers, std::string sealed) {
  const auto deadline = ports.clock.now() + kLongestTrial;
  models::ChatOutcome outcome = models::ChatFailure{};
  for (const auto* offer : offers) {
    const auto left = deadline - ports.clock.now();
    if (left < models::kLeastTime) co_return models::ChatFailure{.kind = Kind::timed_out};
    outcome = co_await or_return(try_model(ports, user_id, offer, sealed, left));
    const auto* failure = std::get_if<models::ChatFailure>(&outcome);
    if (failure == nullptr || !may_be_about_model(*failure)) break;
  }
  co_return outcome;
}

}  // namespace

Task<ports::ProviderKey> set_provider_key(ProviderKeyPorts ports, std::string user_id,
                                          std::string provider, std::string key) {
  const auto known =
      std::ranges::find(ports.routing.providers, provider, &models::KnownProvider::name);
  auto offers = cheapest_first(ports.routing, provider);
  if (known == ports.routing.providers.end()) {
    co_return fail(Code::not_found, "There is no provider " + provider + " here.");
  }
  if (!known->takes_key) {
    co_return fail(Code::invalid_input,
                   known->title +
                       " takes no key: it is asked by a binding of the Workers, which "
                       "whoever deploys them sets ([ai] in wrangler.toml).");
  }
  if (offers.empty()) {
    co_return fail(Code::not_found,
                   "There is no model of " + known->title + " to try the key with.");
  }
  ports::ProviderKey kept{.user_id = user_id,
                          .provider = provider,
                          .last_four = key.substr(key.size() - std::min(key.size(), kLastShown))};
  auto sealed =
      co_await or_return(ports.vault.seal(std::move(key), models::key_owner(user_id, provider)));
  const auto outcome = co_await or_return(try_key(ports, user_id, std::move(offers), sealed.text));
  co_await or_return(verdict(outcome, known->title));
  kept.sealed = std::move(sealed.text);
  kept.key_id = std::move(sealed.key_id);
  kept.validated_at = kept.created_at = ports.clock.now();
  co_await or_return(ports.settings.set_key(kept));
  co_return kept;
}

}  // namespace sitewright::usecases
