// What follows a call that did not work out: the same candidate again after a wait, another one, or
// the end. A function of values: clock, randomness and who is left come in.
// Units:  milliseconds.
// Source: base, factor, cap and jitter: retry configuration of the product documents, 3.4.2;
//         attempts: agent protocol, 6.6.1.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "models/chat.hpp"
#include "ports/model.hpp"

namespace sitewright::models {

inline constexpr std::int64_t kFirstWait = 1'000;
inline constexpr std::int64_t kLongestWait = 60'000;
inline constexpr double kJitter = 0.1;
/// While another candidate is left, nobody waits longer than this for one.
inline constexpr std::int64_t kPatience = 10'000;
/// Less than this is no time for an answer.
inline constexpr std::int64_t kLeastTime = 1'000;
/// While another candidate is left, nobody is listened to in silence for longer than this.
inline constexpr std::int64_t kLongestSilence = 60'000;

/// How often one candidate is asked for one answer.
[[nodiscard]] int attempts_of(ports::Role role);

/// In [0, 1), from an id: ids are random.
[[nodiscard]] double random_of(std::string_view id);

/// Before attempt `attempt` + 1; `random` in [0, 1) moves it by at most kJitter.
[[nodiscard]] std::int64_t backoff(int attempt, double random);

struct Setback {
  ChatFailure::Kind kind;
  std::optional<std::int64_t> retry_after_ms = {};
  int attempt = 1;           ///< of this candidate, from 1
  int attempts = 1;          ///< that it may have
  std::int64_t left_ms = 0;  ///< until the call's deadline
  bool others = false;       ///< another candidate is left
  bool begun = false;        ///< text of the answer had come
  double random = 0.5;
};

enum class Next : std::uint8_t { same, other, none };

struct Move {
  Next next = Next::none;
  std::int64_t wait_ms = 0;

  bool operator==(const Move&) const = default;
};

/// The provider's advice is a least: a wait by it is moved by at most kJitter, later only.
[[nodiscard]] Move after(const Setback& setback);

/// How long a call may be silent whose place another candidate can take: half of what is left, so
/// that as much remains for the other.
[[nodiscard]] std::int64_t silence_before_another(std::int64_t left_ms);

/// Whether a call that ran out of its time had as much of it as the role's first choice has
/// (`usual_ms`: of an answer), so that being late is the provider's doing and not ours.
[[nodiscard]] bool had_its_time(std::int64_t given_ms, std::int64_t usual_ms);

/// Whether a later call may succeed without anybody doing anything.
[[nodiscard]] bool passes_by_itself(ChatFailure::Kind kind);

}  // namespace sitewright::models
