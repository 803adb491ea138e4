// Chat Completions as written and read by OpenAiChat and WorkersAi.
#pragma once

#include <string_view>

#include "models/provider/wire_format.hpp"
#include "wire/writer.hpp"

namespace sitewright::models {

/// A chunk of a stream or a whole completion. False: it is no JSON of this format.
bool read_chat_completion(Answer& answer, std::string_view json);

/// The member "messages".
void write_chat_messages(wire::Writer& to, const CallTarget& target, const ChatRequest& request);

}  // namespace sitewright::models
