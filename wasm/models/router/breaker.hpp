// The circuit breaker of a provider as functions of values. Its state is in D1
// (ports::ProviderHealth), so all isolates know the same.
//   closed --kFailures in a row--> open --kFirstPause, doubling--> one probe --> closed, or open
// What a key or a request is to blame for counts as nothing here: other users' calls would work.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/chat.hpp"
#include "ports/ledger.hpp"

namespace sitewright::models {

inline constexpr std::int64_t kFailures = 5;
inline constexpr ports::Millis kFirstPause = 30'000;
inline constexpr ports::Millis kLongestPause = 600'000;

enum class Admission : std::uint8_t { go, probe, wait };

[[nodiscard]] Admission admit(const ports::ProviderHealth& health, ports::Millis now);

/// A probe goes out; nobody else does until it is back or `until`.
[[nodiscard]] ports::ProviderHealth probing(ports::ProviderHealth health, ports::Millis now,
                                            ports::Millis until);
/// The probe was called off before it could tell anything: the next call may be it.
[[nodiscard]] ports::ProviderHealth without_probe(ports::ProviderHealth health, ports::Millis now);
[[nodiscard]] ports::ProviderHealth after_success(ports::ProviderHealth health, ports::Millis now);
[[nodiscard]] ports::ProviderHealth after_failure(ports::ProviderHealth health,
                                                  ChatFailure::Kind kind, ports::Millis now);

/// The word for it in rows, usage and metrics.
[[nodiscard]] std::string_view to_string(ChatFailure::Kind kind);

}  // namespace sitewright::models
