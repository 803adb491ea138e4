#include "models/router/breaker.hpp"

#include <algorithm>
#include <utility>

namespace sitewright::models {

namespace {

using Kind = ChatFailure::Kind;
using ports::Circuit;

/// Whether the provider itself is in trouble.
bool counts(Kind kind) {
  switch (kind) {
    case Kind::overloaded:
    case Kind::server:
    case Kind::unreachable:
    case Kind::broken_off:
    case Kind::timed_out:
    case Kind::unreadable:
      return true;
    case Kind::rate_limited:
    case Kind::unauthorized:
    case Kind::out_of_quota:
    case Kind::refused:
      return false;
  }
  std::unreachable();
}

}  // namespace

Admission admit(const ports::ProviderHealth& health, ports::Millis now) {
  switch (health.circuit) {
    case Circuit::closed:
      return Admission::go;
    case Circuit::open:
      return now >= health.open_until ? Admission::probe : Admission::wait;
    case Circuit::half_open:
      return now >= health.probe_until ? Admission::probe : Admission::wait;
  }
  std::unreachable();
}

ports::ProviderHealth probing(ports::ProviderHealth health, ports::Millis now,
                              ports::Millis until) {
  health.circuit = Circuit::half_open;
  health.probe_until = until;
  health.changed_at = now;
  return health;
}

ports::ProviderHealth without_probe(ports::ProviderHealth health, ports::Millis now) {
  if (health.circuit != Circuit::half_open) return health;
  health.circuit = Circuit::open;
  health.open_until = now;
  health.probe_until = 0;
  health.changed_at = now;
  return health;
}

ports::ProviderHealth after_success(ports::ProviderHealth health, ports::Millis now) {
  if (health.circuit == Circuit::closed && health.failures == 0) return health;
  health.circuit = Circuit::closed;
  health.failures = 0;
  health.opened = 0;
  health.changed_at = now;
  return health;
}

ports::ProviderHealth after_failure(ports::ProviderHealth health, Kind kind, ports::Millis now) {
  if (!counts(kind)) {
    // It answered: a probe that was turned away for its key has shown that somebody is there.
    return health.circuit == Circuit::half_open ? after_success(std::move(health), now) : health;
  }
  ++health.failures;
  health.last_failure = to_string(kind);
  health.changed_at = now;
  if (health.circuit == Circuit::half_open || health.failures >= kFailures) {
    const auto doublings = std::min<std::int64_t>(health.opened, 5);
    health.circuit = Circuit::open;
    health.open_until = now + std::min(kLongestPause, kFirstPause << doublings);
    ++health.opened;
  }
  return health;
}

std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::rate_limited:
      return "rate_limited";
    case Kind::overloaded:
      return "overloaded";
    case Kind::server:
      return "server";
    case Kind::unreachable:
      return "unreachable";
    case Kind::broken_off:
      return "broken_off";
    case Kind::timed_out:
      return "timed_out";
    case Kind::unauthorized:
      return "unauthorized";
    case Kind::out_of_quota:
      return "out_of_quota";
    case Kind::refused:
      return "refused";
    case Kind::unreadable:
      return "unreadable";
  }
  std::unreachable();
}

}  // namespace sitewright::models
