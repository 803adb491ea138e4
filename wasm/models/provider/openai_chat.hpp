// OpenAI Chat Completions: POST {base}/chat/completions, as OpenAI and whoever is compatible speak
// it. Servers that are compatible in part are taken as they are: no usage, no [DONE], tool calls
// without numbers or as a whole, parts instead of a text, errors as plain words. Source:
// platform.openai.com/docs/api-reference/chat; the documents of Ollama and vLLM.
#pragma once

#include "models/provider/wire_format.hpp"

namespace sitewright::models {

class OpenAiChat final : public WireFormat {
 public:
  [[nodiscard]] std::string path(std::string_view base, std::string_view model) const override;
  void headers(std::vector<ports::UpstreamHeader>& headers,
               ports::Credential credential) const override;
  [[nodiscard]] std::string encode(const CallTarget& target,
                                   const ChatRequest& request) const override;
  bool read(Answer& answer, std::string_view json) const override;
};

}  // namespace sitewright::models
