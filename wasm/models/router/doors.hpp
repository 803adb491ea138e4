// The way to each provider over HTTP.
#pragma once

#include "models/router/router.hpp"
#include "ports/upstream.hpp"

namespace sitewright::models {

class HttpDoors final : public ProviderDoor {
 public:
  HttpDoors(ports::Upstream& upstream, ports::Clock& clock, ports::Config& config)
      : upstream_(upstream), clock_(clock), config_(config) {}

  Task<ChatOutcome> chat(Candidate candidate, ports::Credential credential, ChatRequest request,
                         ports::TextSink* sink) override;

 private:
  [[maybe_unused]] ports::Upstream& upstream_;
  [[maybe_unused]] ports::Clock& clock_;
  [[maybe_unused]] ports::Config& config_;
};

}  // namespace sitewright::models
