// Whether anybody still waits for what a model writes for a generation.
#pragma once

#include <string>

#include "ports/model.hpp"
#include "ports/state_store.hpp"
#include "project/generation.hpp"

namespace sitewright::usecases {

class GenerationInterest final : public ports::Interest {
 public:
  /// `view` as it was when the work began: its attempt is the one that is waited for.
  GenerationInterest(ports::GenerationReader& generations, const ports::GenerationView& view)
      : generations_(generations),
        generation_id_(view.generation.id),
        begun_(view.generation.progress) {}

  /// Errors: stale when the generation has ended, or goes on with another attempt. One that cannot
  /// be read goes on.
  Task<Done> still_wanted() override;

 private:
  ports::GenerationReader& generations_;
  std::string generation_id_;
  project::Progress begun_;
};

}  // namespace sitewright::usecases
