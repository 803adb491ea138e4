#include "models/provider/workers_ai.hpp"

#include "models/provider/openai_chat_reading.hpp"
#include "models/provider/reading.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

std::string WorkersAi::path(std::string_view base, std::string_view model) const {
  return std::string(base) + std::string(model);
}

/// The binding is the credential.
void WorkersAi::headers(std::vector<ports::UpstreamHeader>&, ports::Credential) const {}

std::string WorkersAi::encode(const CallTarget& target, const ChatRequest& request) const {
  wire::Writer to;
  to.open('{');
  write_chat_messages(to, target, request);
  to.field("max_tokens", output_tokens(target, request));
  if (request.temperature && target.temperature) to.field("temperature", *request.temperature);
  if (request.schema && target.schema) {
    to.key("response_format");
    to.open('{');
    to.field("type", "json_schema");
    to.field("json_schema", wire::JsonText{trimmed(request.schema->json).json});
    to.close('}');
  }
  to.field("stream", true);
  to.close('}');
  return to.take();
}

bool WorkersAi::read(Answer& answer, std::string_view json) const {
  return read_chat_completion(answer, json);
}

}  // namespace sitewright::models
