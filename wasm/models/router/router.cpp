#include "models/router/router.hpp"

#include <algorithm>
#include <utility>

#include "models/router/answering.hpp"
#include "models/router/policy.hpp"
#include "models/router/window.hpp"

namespace sitewright::models {

namespace {

constexpr std::string_view kNoModel =
    "There is no language model to ask, and the built-in model may not answer here. Set a key "
    "under Models and money, or allow the built-in model for this project.";

std::string_view said(ChatFailure::Kind kind) {
  using Kind = ChatFailure::Kind;
  switch (kind) {
    case Kind::rate_limited:
      return "takes no more requests for now";
    case Kind::overloaded:
      return "is overloaded";
    case Kind::server:
      return "has trouble of its own";
    case Kind::unreachable:
      return "cannot be reached";
    case Kind::broken_off:
      return "broke off in the middle of its answer";
    case Kind::timed_out:
      return "took too long";
    case Kind::unauthorized:
      return "does not accept the key";
    case Kind::out_of_quota:
      return "has no credit left on the key's account";
    case Kind::refused:
      return "refused the request";
    case Kind::unreadable:
      return "gave an answer that cannot be read";
  }
  std::unreachable();
}

std::string in_words(const Failed& failed) {
  if (!failed.asked) return "the prompt is too long for " + failed.by;
  const auto& failure = failed.failure;
  std::string words = failed.by + " " + std::string(said(failure.kind));
  if (failure.status > 0) words += " (" + std::to_string(failure.status) + ")";
  if (!failure.detail.empty()) words += ": " + failure.detail.substr(0, 500);
  return words;
}

/// Which providers are left alone, why, and for how long.
std::string out_of_order(const Answering& answering, ports::Millis now) {
  std::string words = "Every model is out of order for the moment";
  for (const auto& health : answering.standing.health) {
    const bool is_asked = std::ranges::find(answering.candidates, health.provider,
                                            &Candidate::provider) != answering.candidates.end();
    if (!is_asked || health.circuit == ports::Circuit::closed) continue;
    std::string failure = health.last_failure;
    std::ranges::replace(failure, '_', ' ');
    const auto next = std::max(health.open_until, health.probe_until) - now;
    words += "; " + health.provider + " failed " + std::to_string(health.failures) +
             " times in a row (" + failure + ") and is asked again in " +
             std::to_string(std::max<ports::Millis>(1, next / 1000)) + " s";
  }
  return words + ".";
}

/// One candidate that may answer later is enough to ask all of them again.
Error error_of(const Answering& answering, ports::Millis now) {
  const auto& failed = answering.failed;
  if (answering.candidates.empty()) {
    return {Code::invalid_input, answering.request.not_by.empty()
                                     ? std::string(kNoModel)
                                     : std::string("There is no other model.")};
  }
  if (failed.empty()) return {Code::unavailable, out_of_order(answering, now)};
  const auto passing = std::ranges::find_if(failed, [](const Failed& one) {
    // Asked again with the reason already: a third time would be no better.
    return passes_by_itself(one.failure.kind) && one.failure.kind != ChatFailure::Kind::unreadable;
  });
  std::string detail = in_words(failed.back());
  if (passing != failed.end()) {
    if (&*passing != &failed.back()) detail = in_words(*passing) + "; " + detail;
    return {Code::unavailable, std::move(detail)};
  }
  for (const auto& other : failed) {
    if (!other.asked && &other != &failed.back()) detail += "; " + in_words(other);
  }
  if (answering.out_of_order) {
    return {Code::unavailable, detail + "; the others are out of order for the moment"};
  }
  return {Code::invalid_input, std::move(detail)};
}

}  // namespace

std::vector<std::string> open_providers(const Routing& routing, const ports::Standing& standing) {
  auto open = routing.open;
  for (const auto& key : standing.keys) {
    if (std::ranges::find(open, key.provider) == open.end()) open.push_back(key.provider);
  }
  return open;
}

std::string key_owner(std::string_view user_id, std::string_view provider) {
  return std::string(user_id) + "/" + std::string(provider);
}

std::string in_words(const ports::BudgetMet& met, std::int64_t wanted_micros) {
  std::string_view what;
  switch (met.scope) {
    case ports::BudgetScope::generation:
      what = "this generation";
      break;
    case ports::BudgetScope::project:
      what = "this project";
      break;
    case ports::BudgetScope::month:
      what = "this month";
      break;
  }
  return "The budget of " + std::string(what) + " is used up: " + dollars(met.held_micros) +
         " of " + dollars(met.limit_micros) +
         " are spent or set aside, and the next call may cost " + dollars(wanted_micros) + ".";
}

bool RoutedModel::asks_nobody(const ports::Attribution& whose) const {
  return routing_.choice.kind == Choice::Kind::builtin ||
         (routing_.open.empty() && whose.own_keys == 0);
}

Task<ports::ModelReply> RoutedModel::ask(ports::ModelRequest request, ports::TextSink* sink) {
  if (asks_nobody(request.whose)) {
    if (!request.whose.builtin_allowed) co_return fail(Code::invalid_input, std::string(kNoModel));
    co_return co_await or_return(ports_.builtin.ask(std::move(request), sink));
  }
  if (!routing_.fault.empty()) co_return fail(Code::invalid_input, routing_.fault);
  Answering answering{.request = std::move(request), .sink = sink};
  answering.standing = co_await or_return(ports_.ledger.standing(answering.request.whose.user_id));
  answering.candidates =
      candidates(answering.request.task, routing_.choice, routing_.routes, routing_.offers,
                 open_providers(routing_, answering.standing), answering.request.not_by);
  const auto longest = limits_of(answering.request.role).milliseconds;
  const auto within = answering.request.within_ms;
  answering.deadline = ports_.clock.now() + (within > 0 ? std::min(within, longest) : longest);
  if (!answering.candidates.empty()) {
    const auto* prompts = co_await or_return(ports_.prompts.prompts(&ports_.assets));
    answering.chat = co_await or_return(assemble(answering.request, *prompts));
    auto reply = co_await or_return(ask_candidates(ports_, &routing_, &answering));
    if (reply) co_return std::move(*reply);
  }
  const bool builtin_may =
      answering.request.whose.builtin_allowed && answering.request.not_by != ports_.builtin.name();
  if (!builtin_may) co_return std::unexpected(error_of(answering, ports_.clock.now()));
  if (answering.delivered && sink != nullptr) co_await or_return(sink->begin_again());
  const auto error = error_of(answering, ports_.clock.now());
  auto reply = co_await ports_.builtin.ask(std::move(answering.request), sink);
  // What it cannot do is no news: what the others had to say is.
  if (!reply) co_return std::unexpected(error);
  if (!answering.candidates.empty()) reply->stands_in = error.detail;
  answering.usage.model = reply->usage.model;
  reply->usage = std::move(answering.usage);
  co_return std::move(*reply);
}

ports::Window RoutedModel::window(const ports::Attribution& whose, ports::TaskClass task) {
  if (asks_nobody(whose)) return ports_.builtin.window(whose, task);
  // Keys of the user's own are not known here; their models take more than is shown.
  const auto order =
      candidates(task, routing_.choice, routing_.routes, routing_.offers, routing_.open);
  return window_of(order.empty() ? nullptr : find_offer(routing_.offers, order.front()));
}

std::string RoutedModel::name() {
  if (asks_nobody({})) return ports_.builtin.name();
  const auto order = candidates(ports::TaskClass::plan, routing_.choice, routing_.routes,
                                routing_.offers, routing_.open);
  return order.empty() ? ports_.builtin.name() : to_string(order.front());
}

}  // namespace sitewright::models
