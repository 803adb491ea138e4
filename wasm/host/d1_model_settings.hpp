// ports::ModelSettings over D1.
#pragma once

#include "host/d1.hpp"
#include "ports/effects.hpp"
#include "ports/model_settings.hpp"

namespace sitewright::host {

class D1ModelSettings final : public ports::ModelSettings {
 public:
  D1ModelSettings(Effects& effects, ports::Clock& clock) : d1_(effects), clock_(clock) {}

  Task<Done> set_budget(std::string user_id, ports::Budget budget,
                        std::optional<ports::BudgetRaise> minutes) override;
  Task<Done> set_key(ports::ProviderKey key) override;
  Task<bool> delete_key(std::string user_id, std::string provider) override;
  Task<std::vector<ports::ProviderKey>> keys_sealed_by(std::vector<std::string> key_ids,
                                                       ports::ProviderKey after,
                                                       std::int64_t limit) override;
  Task<Done> reseal(std::vector<ports::ResealedKey> keys) override;

 private:
  D1 d1_;
  ports::Clock& clock_;
};

}  // namespace sitewright::host
