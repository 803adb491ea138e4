// Whether anybody still waits for what a model writes for a generation.
#pragma once

#include <string>
#include <utility>

#include "ports/model.hpp"
#include "ports/state_store.hpp"

namespace sitewright::usecases {

class GenerationInterest final : public ports::Interest {
 public:
  GenerationInterest(ports::GenerationReader& generations, std::string generation_id)
      : generations_(generations), generation_id_(std::move(generation_id)) {}

  /// Errors: stale when the generation has ended. One that cannot be read goes on.
  Task<Done> still_wanted() override;

 private:
  ports::GenerationReader& generations_;
  std::string generation_id_;
};

}  // namespace sitewright::usecases
