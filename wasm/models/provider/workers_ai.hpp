// Workers AI over the Worker's own binding: the address is ai:<model>, the body what AI.run takes.
// Source: developers.cloudflare.com/workers-ai, text generation and JSON mode, whose answers do not
// stream; newer models answer as Chat Completions do.
#pragma once

#include "models/provider/wire_format.hpp"

namespace sitewright::models {

class WorkersAi final : public WireFormat {
 public:
  [[nodiscard]] std::string path(std::string_view base, std::string_view model) const override;
  void headers(std::vector<ports::UpstreamHeader>& headers,
               ports::Credential credential) const override;
  [[nodiscard]] std::string encode(const CallTarget& target,
                                   const ChatRequest& request) const override;
  bool read(Answer& answer, std::string_view json) const override;
};

}  // namespace sitewright::models
