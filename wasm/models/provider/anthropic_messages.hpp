// Anthropic Messages: POST {base}/v1/messages, header x-api-key.
// Source: platform.claude.com/docs, Messages API and its streaming events, API version 2023-06-01.
#pragma once

#include "models/provider/wire_format.hpp"

namespace sitewright::models {

class AnthropicMessages final : public WireFormat {
 public:
  [[nodiscard]] std::string path(std::string_view base, std::string_view model) const override;
  void headers(std::vector<ports::UpstreamHeader>& headers,
               ports::Credential credential) const override;
  [[nodiscard]] std::string encode(const CallTarget& target,
                                   const ChatRequest& request) const override;
  bool read(Answer& answer, std::string_view json) const override;
};

}  // namespace sitewright::models
