#include "models/router/answering.hpp"

#include <algorithm>
#include <utility>

#include "models/router/admission.hpp"
#include "models/router/breaker.hpp"
#include "models/router/policy.hpp"
#include "models/router/structured.hpp"
#include "models/router/window.hpp"

namespace sitewright::models {

namespace {

using Kind = ChatFailure::Kind;

/// Passes text on, notes when the first came, ends an answer that goes on past its deadline, and
/// notes that nobody waits for it any more.
class CallSink final : public ports::TextSink, public ports::Interest {
 public:
  CallSink(ports::Clock& clock, const Answering& answering)
      : clock_(clock),
        deadline_(answering.deadline),
        to_(answering.sink),
        interest_(answering.request.interest) {}

  Task<Done> text(std::string chunk) override {
    const auto now = clock_.now();
    if (!first_at) first_at = now;
    bytes += chunk.size();
    if (now > deadline_) co_return fail(Code::unavailable, "The answer took too long.");
    if (to_ == nullptr) co_return Done{};
    delivered = true;
    auto shown = co_await to_->text(std::move(chunk));
    if (!shown) refused = shown.error();
    co_return shown;
  }
  Task<Done> begin_again() override {
    if (to_ == nullptr) co_return Done{};
    co_return co_await or_return(to_->begin_again());
  }
  Task<Done> still_wanted() override {
    if (interest_ == nullptr) co_return Done{};
    auto wanted = co_await interest_->still_wanted();
    if (!wanted) refused = wanted.error();
    co_return wanted;
  }

  std::optional<ports::Millis> first_at = {};
  std::size_t bytes = 0;
  bool delivered = false;
  std::optional<Error> refused = {};  ///< nobody wants the rest: no reason to ask again

 private:
  ports::Clock& clock_;
  ports::Millis deadline_;
  ports::TextSink* to_;
  ports::Interest* interest_;
};

std::string_view name_of(ports::Role role) {
  switch (role) {
    case ports::Role::architect:
      return "architect";
    case ports::Role::coder:
      return "coder";
    case ports::Role::reviewer:
      return "reviewer";
    case ports::Role::councillor:
      return "councillor";
  }
  std::unreachable();
}

std::optional<std::string> if_any(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// One candidate's turn.
struct Turn {
  const Offer* offer;
  std::size_t position;
  int attempt = 1;
  bool others = false;
  /// Left for another one: when it would be worth the next attempt, if no other were there.
  std::optional<ports::Millis> again_at = {};
};

ports::CallRecord record_of(RouterPorts ports, const Routing& routing, const Answering& answering,
                            const Turn& turn) {
  const auto now = ports.clock.now();
  const auto& whose = answering.request.whose;
  return {.id = ports.ids.make("mcl"),
          .user_id = whose.user_id,
          .project_id = if_any(whose.project_id),
          .generation_id = if_any(whose.generation_id),
          .step_id = if_any(whose.step_id),
          .role = std::string(name_of(answering.request.role)),
          .task = std::string(to_string(answering.request.task)),
          .provider = turn.offer->provider,
          .model = turn.offer->model,
          .position = static_cast<std::int64_t>(turn.position),
          .reserved_micros =
              worst_case(turn.offer->prices, most_tokens(answering.chat),
                         std::min(answering.chat.max_output_tokens, turn.offer->output_tokens)),
          .price_version = routing.price_version,
          .started_at = now,
          .expires_at = answering.deadline + kCallGrace};
}

void settle_with(ports::CallRecord& call, const Turn& turn, const ChatUsage& usage) {
  call.input_tokens = usage.input_tokens;
  call.cached_tokens = usage.cached_tokens;
  call.output_tokens = usage.output_tokens;
  call.cost_micros = cost(turn.offer->prices, usage);
}

void add(ports::Usage& sum, const ports::CallRecord& call) {
  sum.input_tokens += call.input_tokens;
  sum.output_tokens += call.output_tokens;
  sum.cost_micros += call.cost_micros;
}

ChatOutcome outcome_of(Result<ChatOutcome> answered) {
  if (answered) return std::move(*answered);
  return ChatFailure{.kind = Kind::unreachable, .detail = answered.error().detail};
}

/// Nothing is said about a provider by a time that was too short for any.
bool tells(Kind kind, std::int64_t given_ms, ports::Role role) {
  return kind != Kind::timed_out || had_its_time(given_ms, limits_of(role).milliseconds);
}

/// Errors: of the interest, when nobody waits for the answer any more.
Task<Done> still_wanted(const Answering* answering) {
  auto* interest = answering->request.interest;
  if (interest != nullptr) co_await or_return(interest->still_wanted());
  co_return Done{};
}

/// In pieces, each if the answer is still wanted.
Task<Done> wait_for(RouterPorts ports, const Answering* answering, ports::Millis time) {
  const auto until = ports.clock.now() + time;
  while (time > 0) {
    co_await or_return(still_wanted(answering));
    const auto piece = std::min(time, kAskEvery);
    co_await or_return(ports.timer.sleep(piece));
    // What asking takes is part of the wait.
    time = std::min(time - piece, until - ports.clock.now());
  }
  co_return Done{};
}

/// One call from reservation to settlement.
Task<ChatOutcome> call_once(RouterPorts ports, const Routing* routing, Answering* answering,
                            const Turn* turn) {
  auto call = record_of(ports, *routing, *answering, *turn);
  const auto credential =
      credential_of(*routing, answering->standing, turn->offer->provider, &call.key_source);
  const auto wanted = call.reserved_micros;
  const auto met = co_await or_return(ports.ledger.reserve(call));
  if (met) {
    co_await or_return(call_off_probe(ports, answering, call.provider));
    co_return fail(Code::conflict, in_words(*met, wanted) + " Raise it, then resume.");
  }
  if (std::exchange(answering->delivered, false) && answering->sink != nullptr) {
    co_await or_return(answering->sink->begin_again());
  }
  CallSink sink(ports.clock, *answering);
  auto chat = answering->chat;
  chat.time_limit_ms = answering->deadline - ports.clock.now();
  if (turn->others) chat.silence_limit_ms = silence_before_another(chat.time_limit_ms);
  const auto given = turn->others ? chat.silence_limit_ms : chat.time_limit_ms;
  chat.max_output_tokens = std::min(chat.max_output_tokens, turn->offer->output_tokens);
  if (answering->request.interest != nullptr) chat.interest = &sink;
  auto outcome = outcome_of(co_await ports.providers.chat(
      {turn->offer->provider, turn->offer->model}, credential, std::move(chat), &sink));
  answering->delivered = sink.delivered;
  call.first_text_at = sink.first_at;
  call.ended_at = ports.clock.now();
  auto before = health_of(answering->standing, turn->offer->provider);
  auto health = before;
  if (auto* reply = std::get_if<ChatReply>(&outcome)) {
    settle_with(call, *turn, billed(*reply, answering->chat));
    call.outcome = "ok";
    call.http_status = 200;
    call.request_id = if_any(reply->request_id);
    health = after_success(std::move(health), *call.ended_at);
  } else {
    auto& failure = std::get<ChatFailure>(outcome);
    if (*call.ended_at > answering->deadline) failure.kind = Kind::timed_out;
    settle_with(call, *turn, billed(failure, answering->chat, sink.bytes));
    call.outcome = std::string(to_string(failure.kind));
    if (failure.status > 0) call.http_status = failure.status;
    call.request_id = if_any(failure.request_id);
    // What we end ourselves says nothing about a provider.
    const bool is_telling = !sink.refused && tells(failure.kind, given, answering->request.role);
    health = is_telling ? after_failure(std::move(health), failure.kind, *call.ended_at)
                        : without_probe(std::move(health), *call.ended_at);
    ports.log.write(ports::Log::Level::warning, "model_call_failed",
                    {{"callId", call.id},
                     {"provider", call.provider},
                     {"model", call.model},
                     {"outcome", *call.outcome},
                     {"status", std::to_string(failure.status)}});
  }
  add(answering->usage, call);
  answering->stale = true;
  const auto settled = co_await ports.ledger.settle(
      call, health == before ? std::nullopt : std::optional(std::move(health)));
  if (!settled) {
    // The answer is there and paid for; its reservation counts until it is written off.
    ports.log.write(ports::Log::Level::error, "model_call_not_settled",
                    {{"callId", call.id}, {"detail", settled.error().detail}});
  }
  if (sink.refused) co_return std::unexpected(*sink.refused);
  co_return outcome;
}

/// The question for the next attempt. `shown`: the answer that could not be read; what is blank is
/// refused by providers, and who was cut off needs no second look at all that he wrote.
void tell(Answering& answering, std::string_view reason, std::string shown) {
  auto words = ask_again(answering.request.role, reason);
  auto& messages = answering.chat.messages;
  if (!is_blank(shown)) {
    messages.push_back({Author::assistant, {ChatText{std::move(shown)}}});
    messages.push_back({Author::user, {ChatText{std::move(words)}}});
    return;
  }
  // Two messages of one author in a row are not in every format.
  if (messages.empty() || messages.back().author != Author::user) {
    messages.push_back({Author::user, {}});
  }
  messages.back().content.emplace_back(ChatText{"\n\nYou have answered this before. " + words});
}

/// An answer that can be read; else a failure, and the question for the next attempt.
ChatOutcome checked(Answering& answering, ChatOutcome outcome) {
  auto* reply = std::get_if<ChatReply>(&outcome);
  if (reply == nullptr) return outcome;
  if (reply->stop == Stop::refusal) {
    return ChatFailure{.kind = Kind::refused, .detail = "It declined to answer."};
  }
  ChatFailure failure{.kind = Kind::unreadable};
  // Whatever can be read of it: half of a plan is none.
  const bool cut_off = reply->stop == Stop::max_tokens;
  if (cut_off) {
    failure.detail = "It was cut off at its limit of length.";
  } else {
    auto text = readable(answering.request.role, reply->text);
    if (text) {
      reply->text = std::move(*text);
      return outcome;
    }
    failure.detail = std::move(text.error().detail);
  }
  if (!std::exchange(answering.asked_again, true)) {
    tell(answering, failure.detail + (cut_off ? " Say it shorter." : ""),
         cut_off ? std::string() : std::move(reply->text));
  }
  return failure;
}

void note_failure(Answering& answering, std::string by, ChatFailure failure) {
  std::erase_if(answering.failed, [&](const Failed& one) { return one.by == by; });
  answering.failed.push_back({std::move(by), std::move(failure)});
}

/// The attempts of one candidate. nullopt: the next one's turn, if there is one.
Task<std::optional<ports::ModelReply>> take_turn(RouterPorts ports, const Routing* routing,
                                                 Answering* answering, Turn* turn) {
  const auto name = to_string(Candidate{turn->offer->provider, turn->offer->model});
  int attempts = attempts_of(answering->request.role);
  turn->again_at.reset();
  for (;; ++turn->attempt) {
    if (std::exchange(answering->stale, false)) {
      answering->standing =
          co_await or_return(ports.ledger.standing(answering->request.whose.user_id));
    }
    // Before a probe is claimed or money reserved.
    co_await or_return(still_wanted(answering));
    if (!co_await or_return(admitted(ports, answering, turn->offer->provider))) {
      answering->out_of_order = true;
      co_return std::nullopt;
    }
    const bool again_before = answering->asked_again;
    auto outcome = co_await or_return(call_once(ports, routing, answering, turn));
    const bool answered = std::holds_alternative<ChatReply>(outcome);
    outcome = checked(*answering, std::move(outcome));
    if (auto* reply = std::get_if<ChatReply>(&outcome)) {
      answering->usage.model = name;
      co_return ports::ModelReply{
          .text = std::move(reply->text),
          .usage = answering->usage,
          .blind = !turn->offer->images && ports::shows_images(answering->request)};
    }
    const auto failure = std::get<ChatFailure>(std::move(outcome));
    note_failure(*answering, name, failure);
    // Told what is wrong, the same one answers best: once, whatever attempts it had before.
    const bool told = answering->asked_again && !again_before;
    if (answered && !told) {
      answering->spoke = true;
      co_return std::nullopt;
    }
    if (told) attempts = std::max(attempts, turn->attempt + 1);
    const auto now = ports.clock.now();
    Setback setback{
        .kind = failure.kind,
        .retry_after_ms = told ? std::optional<std::int64_t>(0) : failure.retry_after_ms,
        .attempt = turn->attempt,
        .attempts = attempts,
        .left_ms = answering->deadline - now,
        .others = turn->others && !told,
        .begun = failure.delivered,
        .random = random_of(ports.ids.make("mcl"))};
    const auto move = after(setback);
    if (move.next != Next::same) {
      setback.others = false;
      const auto alone = after(setback);
      if (alone.next == Next::same) turn->again_at = now + alone.wait_ms;
      co_return std::nullopt;
    }
    co_await or_return(wait_for(ports, answering, move.wait_ms));
  }
}

/// The candidates that the prompt is not too long for; the others have failed without being asked.
std::vector<Turn> turns_of(const Routing& routing, Answering& answering) {
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < answering.candidates.size(); ++i) {
    const auto* offer = find_offer(routing.offers, answering.candidates[i]);
    if (fits(*offer, answering.chat)) {
      turns.push_back({.offer = offer, .position = i, .others = true});
    } else {
      answering.failed.push_back({.by = to_string(answering.candidates[i]),
                                  .failure = {.kind = Kind::refused},
                                  .asked = false});
    }
  }
  if (!turns.empty()) turns.back().others = false;
  return turns;
}

/// A vote that cannot be read, or is declined, is a no: nobody else is asked until one says yes.
bool has_closed(const Answering& answering) {
  return answering.spoke && answering.request.role == ports::Role::councillor;
}

/// Whether there is time to wait for this turn's next attempt; it is waited for then.
Task<bool> waited_for(RouterPorts ports, const Answering* answering, const Turn* turn) {
  const auto now = ports.clock.now();
  const auto wait = std::max<ports::Millis>(0, turn->again_at.value_or(now) - now);
  if (wait > answering->deadline - now - kLeastTime) co_return false;
  co_await or_return(wait_for(ports, answering, wait));
  co_return true;
}

}  // namespace

ports::Credential credential_of(const Routing& routing, const ports::Standing& standing,
                                const std::string& provider, ports::KeySource* source) {
  const auto own = std::ranges::find(standing.keys, provider, &ports::ProviderKey::provider);
  if (own != standing.keys.end()) {
    *source = ports::KeySource::own;
    return {ports::Credential::Kind::sealed, own->sealed, key_owner(own->user_id, provider)};
  }
  *source = ports::KeySource::deployment;
  const auto at = std::ranges::find(routing.providers, provider, &KnownProvider::name);
  return {ports::Credential::Kind::config, at == routing.providers.end() ? "" : at->secret};
}

Task<std::optional<ports::ModelReply>> ask_candidates(RouterPorts ports, const Routing* routing,
                                                      Answering* answering) {
  std::vector<Turn> left;
  for (auto& turn : turns_of(*routing, *answering)) {
    if (answering->deadline - ports.clock.now() < kLeastTime) break;
    auto reply = co_await or_return(take_turn(ports, routing, answering, &turn));
    if (reply) co_return reply;
    if (has_closed(*answering)) co_return std::nullopt;
    if (turn.again_at) left.push_back(turn);
  }
  // Whoever was left for others that had no answer either has its attempts still.
  for (auto& turn : left) {
    if (!co_await or_return(waited_for(ports, answering, &turn))) continue;
    turn.others = false;
    ++turn.attempt;
    auto reply = co_await or_return(take_turn(ports, routing, answering, &turn));
    if (reply) co_return reply;
    if (has_closed(*answering)) co_return std::nullopt;
  }
  co_return std::nullopt;
}

}  // namespace sitewright::models
