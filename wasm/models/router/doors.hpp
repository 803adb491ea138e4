// The way to each provider of the catalogue, with whatever credential a call goes with.
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
  ports::Upstream& upstream_;
  ports::Clock& clock_;
  ports::Config& config_;
};

}  // namespace sitewright::models
