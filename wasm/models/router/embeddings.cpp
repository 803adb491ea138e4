#include "models/router/embeddings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "models/catalogue/catalogue.hpp"
#include "models/catalogue/compatible.hpp"
#include "models/router/admission.hpp"
#include "models/router/answering.hpp"
#include "models/router/breaker.hpp"

namespace sitewright::models {

namespace {

constexpr std::string_view kSetting = "EMBEDDING_MODEL";
/// How long after its time a reservation counts as lost.
constexpr ports::Millis kGrace = 120'000;

std::vector<EmbeddingOffer> offers_of(const wire::CatalogueProvider& provider) {
  std::vector<EmbeddingOffer> offers;
  if (!provider.embeddings) return offers;
  for (const auto& row : *provider.embeddings) {
    offers.push_back({.provider = provider.name, .model = row.name, .price = row.price});
  }
  return offers;
}

/// The offer that "provider/model" names; a model "*" stands for every name.
std::optional<EmbeddingOffer> named(std::string_view wanted, std::vector<EmbeddingOffer>& offers) {
  for (auto& offer : offers) {
    const auto prefix = offer.provider + "/";
    if (!wanted.starts_with(prefix) || wanted.size() == prefix.size()) continue;
    const auto model = wanted.substr(prefix.size());
    if (model == offer.model) return offer;
    if (offer.model == kAnyModel) {
      return EmbeddingOffer{
          .provider = offer.provider, .model = std::string(model), .price = offer.price};
    }
  }
  return std::nullopt;
}

std::optional<std::string> if_any(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

std::int64_t cost_of(std::int64_t price, std::int64_t tokens) {
  return cost({.usual = {.input = price}}, {.input_tokens = tokens});
}

std::size_t bytes_of(const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const auto& text : texts) bytes += text.size();
  return bytes;
}

/// Some tokens for each text's frame, too.
std::int64_t most_tokens_of(const std::vector<std::string>& texts) {
  auto tokens = static_cast<std::int64_t>(16 * texts.size());
  for (const auto& text : texts) tokens += most_tokens(text);
  return tokens;
}

/// False: a vector of no direction.
bool normalise(std::vector<float>& vector) {
  double sum = 0;
  for (const float x : vector) sum += static_cast<double>(x) * static_cast<double>(x);
  if (!(sum > 0) || !std::isfinite(sum)) return false;
  const double length = std::sqrt(sum);
  for (float& x : vector) x = static_cast<float>(static_cast<double>(x) / length);
  return true;
}

/// What a call has taken. An answer that had begun is billed, whatever became of it.
void settle_with(ports::CallRecord& call, const EmbedOutcome& outcome, std::size_t bytes,
                 std::int64_t price) {
  if (const auto* found = std::get_if<Embeddings>(&outcome)) {
    call.outcome = "ok";
    call.http_status = 200;
    call.input_tokens = found->input_tokens;
  } else {
    const auto& failure = std::get<ChatFailure>(outcome);
    call.outcome = std::string(to_string(failure.kind));
    if (failure.status > 0) call.http_status = failure.status;
  }
  if (call.http_status == 200 && call.input_tokens == 0) call.input_tokens = likely_tokens(bytes);
  call.cost_micros = cost_of(price, call.input_tokens);
}

}  // namespace

EmbeddingRouting embedding_routing_of(ports::Config& config) {
  EmbeddingRouting routing;
  std::vector<EmbeddingOffer> all;
  for (const auto& row : catalogue().providers) {
    if (!base_url_of(row, config)) continue;
    const auto provider = as_deployed(row, config);
    if (!provider) {
      routing.fault = provider.error().detail;
      return routing;
    }
    for (auto& offer : offers_of(*provider)) all.push_back(std::move(offer));
  }
  const auto wanted = config.get(kSetting).value_or("");
  if (wanted == "none") return routing;
  if (wanted.empty()) {
    std::erase_if(all, [](const EmbeddingOffer& offer) { return offer.model == kAnyModel; });
    routing.offers = std::move(all);
    return routing;
  }
  routing.is_fixed = true;
  if (auto offer = named(wanted, all)) {
    routing.offers.push_back(std::move(*offer));
  } else {
    routing.fault = std::string(kSetting) + ": no model " + wanted.substr(0, 100) + " is known";
  }
  return routing;
}

Task<EmbedOutcome> HttpEmbeddingDoor::embed(Candidate candidate, ports::Credential credential,
                                            std::vector<std::string> texts,
                                            std::int64_t within_ms) {
  const auto* row = find_provider(candidate.provider);
  auto base = row != nullptr ? base_url_of(*row, config_) : std::nullopt;
  if (!base) {
    co_return EmbedOutcome(
        ChatFailure{.kind = ChatFailure::Kind::refused,
                    .detail = "This deployment has no address of " + candidate.provider + "."});
  }
  const auto deployed = as_deployed(*row, config_);
  if (!deployed) {
    co_return EmbedOutcome(
        ChatFailure{.kind = ChatFailure::Kind::refused, .detail = deployed.error().detail});
  }
  HttpEmbedder embedder(upstream_, *deployed, std::move(*base), std::move(credential), within_ms);
  co_return co_await or_return(embedder.embed(std::move(candidate.model), std::move(texts)));
}

Task<const ports::Standing*> RoutedEmbeddings::standing(std::string user_id) {
  if (!standing_ || standing_->first != user_id) {
    auto found = co_await or_return(ports_.ledger.standing(user_id));
    standing_.emplace(std::move(user_id), std::move(found));
  }
  co_return &standing_->second;
}

const EmbeddingOffer* RoutedEmbeddings::offer(const ports::Standing& standing) const {
  const auto open = open_providers(routing_, standing);
  for (const auto& offer : embeddings_.offers) {
    // Who fixed the model for everything has fixed whom texts are sent to.
    const bool elsewhere = routing_.choice.kind == Choice::Kind::fixed &&
                           routing_.choice.fixed.provider != offer.provider;
    if (elsewhere && !embeddings_.is_fixed) continue;
    if (std::ranges::find(open, offer.provider) != open.end()) return &offer;
  }
  return nullptr;
}

Task<std::optional<std::string>> RoutedEmbeddings::model(ports::Attribution whose) {
  if (!embeddings_.fault.empty()) co_return fail(Code::invalid_input, embeddings_.fault);
  const bool nobody = routing_.choice.kind == Choice::Kind::builtin ||
                      (routing_.open.empty() && whose.own_keys == 0);
  if (nobody || embeddings_.offers.empty()) co_return std::optional<std::string>();
  const auto* known = co_await or_return(standing(whose.user_id));
  const auto* offered = offer(*known);
  if (offered == nullptr) co_return std::optional<std::string>();
  const auto health = health_of(*known, offered->provider);
  if (admit(health, ports_.clock.now()) != Admission::go) co_return std::optional<std::string>();
  co_return to_string(Candidate{offered->provider, offered->model});
}

ports::CallRecord RoutedEmbeddings::record_of(const EmbeddingOffer& offer,
                                              const ports::Attribution& whose,
                                              const std::vector<std::string>& texts) {
  return {.id = ports_.ids.make("mcl"),
          .user_id = whose.user_id,
          .project_id = if_any(whose.project_id),
          .generation_id = if_any(whose.generation_id),
          .step_id = if_any(whose.step_id),
          .role = "embedder",
          .task = std::string(to_string(ports::TaskClass::research)),
          .provider = offer.provider,
          .model = offer.model,
          .reserved_micros = cost_of(offer.price, most_tokens_of(texts)),
          .price_version = routing_.price_version};
}

Task<std::vector<std::vector<float>>> RoutedEmbeddings::embed(std::string model,
                                                              std::vector<std::string> texts,
                                                              ports::Attribution whose,
                                                              std::int64_t within_ms,
                                                              ports::Interest* interest) {
  const auto* known = co_await or_return(standing(whose.user_id));
  const auto* offered = offer(*known);
  if (offered == nullptr || to_string(Candidate{offered->provider, offered->model}) != model) {
    co_return fail(Code::unavailable, "Nobody gives embeddings by " + model + " any more.");
  }
  if (interest != nullptr) co_await or_return(interest->still_wanted());
  auto call = record_of(*offered, whose, texts);
  call.started_at = ports_.clock.now();
  call.expires_at = call.started_at + within_ms + kGrace;
  auto credential = credential_of(routing_, *known, offered->provider, &call.key_source);
  const auto wanted = call.reserved_micros;
  const auto met = co_await or_return(ports_.ledger.reserve(call));
  if (met) co_return fail(Code::conflict, in_words(*met, wanted));
  const auto bytes = bytes_of(texts);
  auto answered = co_await ports_.providers.embed(
      {offered->provider, offered->model}, std::move(credential), std::move(texts), within_ms);
  auto outcome = answered ? std::move(*answered)
                          : EmbedOutcome(ChatFailure{.kind = ChatFailure::Kind::unreachable});
  call.ended_at = ports_.clock.now();
  settle_with(call, outcome, bytes, offered->price);
  const auto settled = co_await ports_.ledger.settle(call, std::nullopt);
  if (!settled) {
    // The reservation counts until it is written off.
    ports_.log.write(ports::Log::Level::error, "model_call_not_settled",
                     {{"callId", call.id}, {"detail", settled.error().detail}});
  }
  auto* found = std::get_if<models::Embeddings>(&outcome);
  if (found == nullptr) co_return fail(Code::unavailable, model + ": " + *call.outcome);
  for (auto& vector : found->vectors) {
    if (!normalise(vector)) co_return fail(Code::unavailable, model + ": a vector points nowhere");
  }
  co_return std::move(found->vectors);
}

}  // namespace sitewright::models
