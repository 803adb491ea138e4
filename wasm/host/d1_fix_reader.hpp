// ports::FixReader over D1.
#pragma once

#include <string>
#include <vector>

#include "host/d1.hpp"
#include "ports/state_store.hpp"

namespace sitewright::host {

class D1FixReader final : public ports::FixReader {
 public:
  explicit D1FixReader(Effects& effects) : d1_(effects) {}
  Task<std::vector<ports::FixRecord>> fixes(std::string category, std::string code) override;

 private:
  D1 d1_;
};

}  // namespace sitewright::host
