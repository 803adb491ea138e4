// ports::GenerationReader over D1: all of a Worker that changes nothing there.
#pragma once

#include <string>

#include "host/d1.hpp"
#include "ports/state_store.hpp"

namespace sitewright::host {

class D1GenerationReader final : public ports::GenerationReader {
 public:
  explicit D1GenerationReader(Effects& effects) : d1_(effects) {}
  Task<ports::GenerationView> generation(std::string id) override;

 private:
  D1 d1_;
};

}  // namespace sitewright::host
