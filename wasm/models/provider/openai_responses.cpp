#include "models/provider/openai_responses.hpp"

#include "models/provider/reading.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

namespace {

void write_input(wire::Writer& to, const CallTarget& target, const ChatMessage& message) {
  const bool by_user = message.author == Author::user;
  to.item();
  to.open('{');
  to.field("role", by_user ? "user" : "assistant");
  to.key("content");
  to.open('[');
  for (const auto& content : message.content) {
    to.item();
    to.open('{');
    const auto* image = std::get_if<ChatImage>(&content);
    if (image != nullptr && target.images) {
      to.field("type", "input_image");
      to.field("image_url", data_url(*image));
      // "auto" may take three times as much of a large picture: see kTokensOfImage.
      to.field("detail", "high");
    } else {
      to.field("type", by_user ? "input_text" : "output_text");
      to.field("text", image != nullptr ? kNoImage : std::get<ChatText>(content).text);
    }
    to.close('}');
  }
  to.close(']');
  to.close('}');
}

void write_format(wire::Writer& to, const OutputSchema& asked) {
  const auto schema = trimmed(asked.json);
  to.key("text");
  to.open('{');
  to.key("format");
  to.open('{');
  to.field("type", "json_schema");
  to.field("name", schema_name(asked));
  to.field("schema", wire::JsonText{schema.json});
  to.field("strict", schema.all_required);
  to.close('}');
  to.close('}');
}

void read_usage(JsonScanner& json, ChatUsage& usage) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "input_tokens") {
      read_count(json, usage.input_tokens);
    } else if (name == "output_tokens") {
      read_count(json, usage.output_tokens);
    } else if (name == "input_tokens_details") {
      read_input_details(json, usage);
    } else {
      json.skip();
    }
  }
}

/// What an event of a stream is about.
struct Event {
  std::string_view type;
  std::string_view delta;     ///< as it stands
  std::string_view response;  ///< as it stands
  std::int64_t output = 0;    ///< its index
  bool is_response = false;   ///< a whole answer, not an event
};

Event event_of(JsonScanner& json) {
  Event event;
  std::string_view name;
  std::string_view object;
  json.enter_object();
  while (json.member(name)) {
    if (name == "type") {
      json.word(event.type);
    } else if (name == "delta") {
      event.delta = json.raw();
    } else if (name == "response") {
      event.response = json.raw();
    } else if (name == "output_index") {
      read_count(json, event.output);
    } else if (name == "object" && json.word(object)) {
      event.is_response = object == "response";
    } else if (name != "object") {
      json.skip();
    }
  }
  return event;
}

void read_item_content(JsonScanner& json, Answer& answer) {
  if (!json.enter_array()) return;
  while (json.item()) {
    std::string_view name;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      if (name == "text") {
        read_answer_text(json, answer);
      } else if (name == "refusal") {
        read_refusal(json, answer);
      } else {
        json.skip();
      }
    }
  }
}

/// What was written, of an answer that did not come as deltas. Reasoning has contents of its own.
void read_output(JsonScanner& json, Answer& answer) {
  if (!json.enter_array()) return;
  for (std::int64_t index = 0; json.item(); ++index) {
    std::string_view name;
    std::string_view type;
    std::string_view content;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      if (name == "type") {
        json.word(type);
      } else if (name == "content") {
        content = json.raw();
      } else if (name == "arguments") {
        read_arguments(json, answer, index);
      } else {
        json.skip();
      }
    }
    if (type != "message") continue;
    JsonScanner inner(content);
    read_item_content(inner, answer);
  }
}

void read_incomplete(JsonScanner& json, Answer& answer) {
  std::string_view name;
  std::string_view reason;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name != "reason") {
      json.skip();
    } else if (json.word(reason)) {
      answer.stop = reason == "content_filter" ? Stop::refusal : Stop::max_tokens;
    }
  }
}

/// The answer as a whole, as the last event and servers that do not stream give it.
bool read_response(Answer& answer, std::string_view text) {
  JsonScanner json(text);
  std::string_view name;
  std::string_view status;
  const bool nothing_yet = !answer.wrote && !answer.call && answer.refusal.empty();
  if (!json.enter_object()) return false;
  while (json.member(name)) {
    if (name == "status") {
      json.word(status);
    } else if (name == "usage") {
      read_usage(json, answer.usage);
    } else if (name == "incomplete_details") {
      read_incomplete(json, answer);
    } else if (name == "id") {
      json.text(answer.id);
    } else if (name == "output" && nothing_yet) {
      read_output(json, answer);
    } else {
      json.skip();
    }
  }
  if (json.failed()) return false;
  if (status == "completed" || status == "incomplete") answer.complete = answer.over = true;
  if (status == "failed" || status == "cancelled") {
    read_complaint(text, answer.complaint.emplace());
  }
  return true;
}

}  // namespace

std::string OpenAiResponses::path(std::string_view base, std::string_view) const {
  while (base.ends_with('/')) base.remove_suffix(1);
  return std::string(base) + "/responses";
}

void OpenAiResponses::headers(std::vector<ports::UpstreamHeader>& headers,
                              ports::Credential credential) const {
  headers.push_back(bearer(std::move(credential)));
}

std::string OpenAiResponses::encode(const CallTarget& target, const ChatRequest& request) const {
  wire::Writer to;
  to.open('{');
  to.field("model", target.model);
  if (const auto text = instructions(target, request); !text.empty()) {
    to.field("instructions", text);
  }
  to.key("input");
  to.open('[');
  for (const auto& message : request.messages) write_input(to, target, message);
  to.close(']');
  to.field("max_output_tokens", output_tokens(target, request));
  if (request.temperature && target.temperature) to.field("temperature", *request.temperature);
  if (request.schema && target.schema) write_format(to, *request.schema);
  to.field("store", false);
  to.field("stream", true);
  to.close('}');
  return to.take();
}

bool OpenAiResponses::read(Answer& answer, std::string_view text) const {
  JsonScanner json(text);
  if (json.kind() != JsonScanner::Kind::object) return false;
  const Event event = event_of(json);
  if (json.failed()) return false;
  if (event.is_response) return read_response(answer, text);
  JsonScanner delta(event.delta);
  if (event.type == "response.output_text.delta") {
    read_answer_text(delta, answer);
  } else if (event.type == "response.function_call_arguments.delta") {
    read_arguments(delta, answer, event.output);
  } else if (event.type == "response.refusal.delta") {
    read_refusal(delta, answer);
  } else if (event.type == "error" || event.type == "response.failed" ||
             (event.type.empty() && text.find("\"error\"") != std::string_view::npos)) {
    read_complaint(text, answer.complaint.emplace());
  } else if (!event.response.empty()) {
    return read_response(answer, event.response);
  }
  return !delta.failed();
}

}  // namespace sitewright::models
