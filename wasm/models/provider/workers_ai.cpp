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

/// A schema goes into words whatever the model takes: JSON mode does not stream.
std::string WorkersAi::encode(const CallTarget& asked, const ChatRequest& request) const {
  CallTarget target = asked;
  target.schema = false;
  wire::Writer to;
  to.open('{');
  write_chat_messages(to, target, request);
  to.field("max_tokens", output_tokens(target, request));
  if (request.temperature && target.temperature) to.field("temperature", *request.temperature);
  to.field("stream", true);
  to.close('}');
  return to.take();
}

bool WorkersAi::read(Answer& answer, std::string_view json) const {
  return read_chat_completion(answer, json);
}

}  // namespace sitewright::models
