#include "models/provider/wire_format.hpp"

#include <utility>

#include "models/provider/anthropic_messages.hpp"
#include "models/provider/gemini.hpp"
#include "models/provider/openai_chat.hpp"
#include "models/provider/openai_responses.hpp"
#include "models/provider/workers_ai.hpp"

namespace sitewright::models {

const WireFormat& wire_format(wire::WireFormatName name) {
  static const AnthropicMessages anthropic_messages;
  static const OpenAiChat openai_chat;
  static const OpenAiResponses openai_responses;
  static const Gemini gemini;
  static const WorkersAi workers_ai;
  switch (name) {
    case wire::WireFormatName::anthropic_messages:
      return anthropic_messages;
    case wire::WireFormatName::openai_chat:
      return openai_chat;
    case wire::WireFormatName::openai_responses:
      return openai_responses;
    case wire::WireFormatName::gemini:
      return gemini;
    case wire::WireFormatName::workers_ai:
      return workers_ai;
  }
  std::unreachable();
}

}  // namespace sitewright::models
