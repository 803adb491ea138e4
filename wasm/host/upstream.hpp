// ports::Upstream over the host's effects http.open, http.head, stream.read and stream.close.
#pragma once

#include "host/effects.hpp"
#include "ports/upstream.hpp"

namespace sitewright::host {

class HostUpstream final : public ports::Upstream {
 public:
  explicit HostUpstream(Effects& effects) : effects_(effects) {}
  Task<ports::UpstreamReply> open(ports::UpstreamRequest request) override;
  Task<ports::UpstreamReply> head(std::int64_t waiting, std::int64_t wait_ms) override;
  Task<ports::UpstreamPiece> read(std::int64_t stream, std::int64_t wait_ms) override;
  Task<Done> close(std::int64_t stream) override;

 private:
  Effects& effects_;
};

}  // namespace sitewright::host
