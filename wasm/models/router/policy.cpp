#include "models/router/policy.hpp"

#include <algorithm>
#include <utility>

namespace sitewright::models {

namespace {

using Kind = ChatFailure::Kind;

/// Whether the same candidate is worth another try.
bool again_helps(const Setback& setback) {
  // The answer was on its way: only who has no other choice asks the same one for it anew.
  if (setback.begun && setback.others) return false;
  switch (setback.kind) {
    case Kind::rate_limited:
    case Kind::overloaded:
    case Kind::server:
    case Kind::unreachable:
      return true;
    case Kind::broken_off:
    case Kind::unreadable:
      return !setback.others;
    case Kind::timed_out:
    case Kind::unauthorized:
    case Kind::out_of_quota:
    case Kind::refused:
      return false;
  }
  std::unreachable();
}

/// All that are turned away together are given the same advice: not all come back together.
std::int64_t later_by_chance(std::int64_t wait, double random) {
  return wait + static_cast<std::int64_t>(static_cast<double>(wait) * kJitter * random);
}

}  // namespace

int attempts_of(ports::Role role) {
  switch (role) {
    case ports::Role::architect:
    case ports::Role::reviewer:
    case ports::Role::councillor:
      return 2;
    case ports::Role::coder:
      return 3;
  }
  std::unreachable();
}

double random_of(std::string_view id) {
  std::uint32_t hash = 2166136261U;
  for (const char byte : id) hash = (hash ^ static_cast<unsigned char>(byte)) * 16777619U;
  return static_cast<double>(hash) / 4294967296.0;
}

std::int64_t backoff(int attempt, double random) {
  const int doublings = std::clamp(attempt - 1, 0, 6);
  const auto wait = std::min(kLongestWait, kFirstWait << doublings);
  return static_cast<std::int64_t>(static_cast<double>(wait) *
                                   (1.0 + kJitter * (2.0 * random - 1.0)));
}

Move after(const Setback& setback) {
  const Move on{setback.others && setback.left_ms >= kLeastTime ? Next::other : Next::none};
  if (!again_helps(setback) || setback.attempt >= setback.attempts) return on;
  const auto& advised = setback.retry_after_ms;
  const auto wait =
      std::max<std::int64_t>(0, advised.value_or(backoff(setback.attempt, setback.random)));
  const auto longest = setback.others ? kPatience : kLongestWait;
  const auto most = setback.left_ms - kLeastTime;
  if (wait > longest || wait > most) return on;
  return {Next::same, advised ? std::min(most, later_by_chance(wait, setback.random)) : wait};
}

bool had_its_time(std::int64_t given_ms, std::int64_t usual_ms) {
  return given_ms >= silence_before_another(usual_ms) - kLeastTime;
}

std::int64_t silence_before_another(std::int64_t left_ms) {
  return std::clamp(left_ms / 2, kLeastTime, kLongestSilence);
}

bool passes_by_itself(Kind kind) {
  switch (kind) {
    case Kind::rate_limited:
    case Kind::overloaded:
    case Kind::server:
    case Kind::unreachable:
    case Kind::broken_off:
    case Kind::timed_out:
    case Kind::unreadable:
      return true;
    case Kind::unauthorized:
    case Kind::out_of_quota:
    case Kind::refused:
      return false;
  }
  std::unreachable();
}

}  // namespace sitewright::models
