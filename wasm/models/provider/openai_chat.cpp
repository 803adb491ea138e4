#include "models/provider/openai_chat.hpp"

#include "models/provider/openai_chat_reading.hpp"
#include "models/provider/reading.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

namespace {

void write_parts(wire::Writer& to, const CallTarget& target, const ChatMessage& message) {
  to.open('[');
  for (const auto& content : message.content) {
    to.item();
    to.open('{');
    const auto* image = std::get_if<ChatImage>(&content);
    if (image != nullptr && target.images) {
      to.field("type", "image_url");
      to.key("image_url");
      to.open('{');
      to.field("url", data_url(*image));
      // "auto" may take three times as much of a large picture: see kTokensOfImage.
      to.field("detail", "high");
      to.close('}');
    } else {
      to.field("type", "text");
      to.field("text", image != nullptr ? kNoImage : std::get<ChatText>(content).text);
    }
    to.close('}');
  }
  to.close(']');
}

bool is_plain(const ChatMessage& message) {
  return message.content.size() == 1 && std::holds_alternative<ChatText>(message.content[0]);
}

}  // namespace

void write_chat_messages(wire::Writer& to, const CallTarget& target, const ChatRequest& request) {
  to.key("messages");
  to.open('[');
  if (const auto system = instructions(target, request); !system.empty()) {
    to.item();
    to.open('{');
    to.field("role", "system");
    to.field("content", system);
    to.close('}');
  }
  for (const auto& message : request.messages) {
    to.item();
    to.open('{');
    to.field("role", message.author == Author::user ? "user" : "assistant");
    // A lone text as a string: the form that every server takes.
    if (is_plain(message)) {
      to.field("content", std::get<ChatText>(message.content[0]).text);
    } else {
      to.key("content");
      write_parts(to, target, message);
    }
    to.close('}');
  }
  to.close(']');
}

std::string OpenAiChat::path(std::string_view base, std::string_view) const {
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string(base) + "/chat/completions";
}

void OpenAiChat::headers(std::vector<ports::UpstreamHeader>& headers,
                         ports::Credential credential) const {
  headers.push_back(bearer(std::move(credential)));
}

std::string OpenAiChat::encode(const CallTarget& target, const ChatRequest& request) const {
  wire::Writer to;
  to.open('{');
  to.field("model", target.model);
  write_chat_messages(to, target, request);
  to.field(target.max_tokens_field ? "max_tokens" : "max_completion_tokens",
           output_tokens(target, request));
  if (request.temperature && target.temperature) to.field("temperature", *request.temperature);
  if (request.schema && target.schema) {
    const auto schema = trimmed(request.schema->json);
    to.key("response_format");
    to.open('{');
    to.field("type", "json_schema");
    to.key("json_schema");
    to.open('{');
    to.field("name", schema_name(*request.schema));
    to.field("schema", wire::JsonText{schema.json});
    to.field("strict", schema.all_required);
    to.close('}');
    to.close('}');
  }
  to.field("stream", true);
  to.key("stream_options");
  to.open('{');
  to.field("include_usage", true);
  to.close('}');
  to.close('}');
  return to.take();
}

bool OpenAiChat::read(Answer& answer, std::string_view json) const {
  return read_chat_completion(answer, json);
}

}  // namespace sitewright::models
