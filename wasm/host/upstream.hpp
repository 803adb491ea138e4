// ports::Upstream over the host's effects http.open, stream.read and stream.close.
#pragma once

#include "host/effects.hpp"
#include "ports/upstream.hpp"

namespace sitewright::host {

class HostUpstream final : public ports::Upstream {
 public:
  explicit HostUpstream(Effects& effects) : effects_(effects) {}
  Task<ports::UpstreamReply> open(ports::UpstreamRequest request) override;
  Task<std::optional<std::string>> read(std::int64_t stream) override;
  Task<Done> close(std::int64_t stream) override;

 private:
  Effects& effects_;
};

}  // namespace sitewright::host
