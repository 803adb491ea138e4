// ports::Ledger over D1. What people read of the books is d1_usage_reader.
#pragma once

#include "host/d1.hpp"
#include "ports/effects.hpp"
#include "ports/ledger.hpp"

namespace sitewright::host {

class D1Ledger final : public ports::Ledger {
 public:
  D1Ledger(Effects& effects, ports::Clock& clock) : d1_(effects), clock_(clock) {}

  Task<ports::Standing> standing(std::string user_id) override;
  Task<std::optional<ports::BudgetMet>> reserve(ports::CallRecord call) override;
  Task<Done> settle(ports::CallRecord call, std::optional<ports::ProviderHealth> health) override;
  Task<bool> change_health(ports::ProviderHealth health) override;
  Task<Done> write_off(ports::Millis now) override;

 private:
  D1 d1_;
  ports::Clock& clock_;
};

}  // namespace sitewright::host
