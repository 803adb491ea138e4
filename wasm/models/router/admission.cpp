#include "models/router/admission.hpp"

#include <algorithm>
#include <utility>

#include "models/router/breaker.hpp"

namespace sitewright::models {

ports::ProviderHealth health_of(const ports::Standing& standing, const std::string& provider) {
  const auto at = std::ranges::find(standing.health, provider, &ports::ProviderHealth::provider);
  return at == standing.health.end() ? ports::ProviderHealth{.provider = provider} : *at;
}

Task<bool> admitted(RouterPorts ports, Answering* answering, std::string provider) {
  auto health = health_of(answering->standing, provider);
  const auto now = ports.clock.now();
  switch (admit(health, now)) {
    case Admission::go:
      co_return true;
    case Admission::wait:
      co_return false;
    case Admission::probe:
      break;
  }
  auto probe = probing(std::move(health), now, answering->deadline + kCallGrace);
  const bool mine = co_await or_return(ports.ledger.change_health(probe));
  ++probe.revision;
  std::ranges::replace_if(
      answering->standing.health,
      [&](const auto& known) { return known.provider == probe.provider; }, probe);
  co_return mine;
}

Task<Done> call_off_probe(RouterPorts ports, const Answering* answering, std::string provider) {
  const auto claimed = health_of(answering->standing, provider);
  auto free = without_probe(claimed, ports.clock.now());
  if (free != claimed) co_await or_return(ports.ledger.change_health(std::move(free)));
  co_return Done{};
}

}  // namespace sitewright::models
