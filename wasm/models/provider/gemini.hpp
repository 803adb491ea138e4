// Gemini: POST {base}/v1beta/models/<model>:streamGenerateContent?alt=sse, header x-goog-api-key.
// Source: ai.google.dev/api/generate-content.
#pragma once

#include "models/provider/wire_format.hpp"

namespace sitewright::models {

class Gemini final : public WireFormat {
 public:
  [[nodiscard]] std::string path(std::string_view base, std::string_view model) const override;
  void headers(std::vector<ports::UpstreamHeader>& headers,
               ports::Credential credential) const override;
  [[nodiscard]] std::string encode(const CallTarget& target,
                                   const ChatRequest& request) const override;
  bool read(Answer& answer, std::string_view json) const override;
};

}  // namespace sitewright::models
