#include "models/provider/anthropic_messages.hpp"

#include "models/provider/reading.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

namespace {

/// A request may have so many.
constexpr std::size_t kMostCacheMarks = 4;

std::size_t cache_marks(const ChatRequest& request) {
  std::size_t marks = 0;
  for (const auto& text : request.system) marks += text.cache ? 1 : 0;
  for (const auto& message : request.messages) {
    for (const auto& content : message.content) {
      const auto* text = std::get_if<ChatText>(&content);
      marks += text != nullptr && text->cache ? 1 : 0;
    }
  }
  return marks;
}

class RequestWriter {
 public:
  RequestWriter(const CallTarget& target, const ChatRequest& request)
      : target_(target), request_(request), marks_left_(cache_marks(request)) {}

  std::string write() {
    to_.open('{');
    to_.field("model", target_.model);
    to_.field("max_tokens", output_tokens(target_, request_));
    system();
    to_.key("messages");
    to_.open('[');
    for (const auto& one : request_.messages) message(one);
    to_.close(']');
    if (request_.schema && target_.schema) output_schema();
    if (request_.temperature && target_.temperature) {
      to_.field("temperature", *request_.temperature);
    }
    to_.field("stream", true);
    to_.close('}');
    return to_.take();
  }

 private:
  void text_block(const ChatText& text) {
    to_.item();
    to_.open('{');
    to_.field("type", "text");
    to_.field("text", text.text);
    // Beyond the limit the first marks go: the last ones stand for the longest prefixes.
    if (text.cache && marks_left_-- <= kMostCacheMarks) {
      to_.key("cache_control");
      to_.open('{');
      to_.field("type", "ephemeral");
      to_.close('}');
    }
    to_.close('}');
  }

  void system() {
    const auto words = schema_in_words(target_, request_);
    if (request_.system.empty() && words.empty()) return;
    to_.key("system");
    to_.open('[');
    for (const auto& text : request_.system) {
      if (!text.text.empty()) text_block(text);
    }
    if (!words.empty()) text_block({.text = words});
    to_.close(']');
  }

  void image_block(const ChatImage& image) {
    to_.item();
    to_.open('{');
    to_.field("type", "image");
    to_.key("source");
    to_.open('{');
    to_.field("type", "base64");
    to_.field("media_type", image.media_type);
    to_.field("data", image.base64);
    to_.close('}');
    to_.close('}');
  }

  void message(const ChatMessage& one) {
    to_.item();
    to_.open('{');
    to_.field("role", one.author == Author::user ? "user" : "assistant");
    to_.key("content");
    to_.open('[');
    for (const auto& content : one.content) {
      if (const auto* text = std::get_if<ChatText>(&content)) {
        if (!text->text.empty()) text_block(*text);
      } else if (target_.images) {
        image_block(std::get<ChatImage>(content));
      } else {
        text_block({.text = std::string(kNoImage)});
      }
    }
    to_.close(']');
    to_.close('}');
  }

  void output_schema() {
    to_.key("output_config");
    to_.open('{');
    to_.key("format");
    to_.open('{');
    to_.field("type", "json_schema");
    to_.field("schema", wire::JsonText{trimmed(request_.schema->json).json});
    to_.close('}');
    to_.close('}');
  }

  const CallTarget& target_;
  const ChatRequest& request_;
  std::size_t marks_left_;
  wire::Writer to_;
};

/// Input is told in three parts that add up.
struct InputParts {
  std::int64_t plain = -1;
  std::int64_t read = -1;
  std::int64_t written = -1;
};

void read_usage(JsonScanner& json, ChatUsage& usage) {
  InputParts input;
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "input_tokens") {
      read_count(json, input.plain);
    } else if (name == "cache_read_input_tokens") {
      read_count(json, input.read);
    } else if (name == "cache_creation_input_tokens") {
      read_count(json, input.written);
    } else if (name == "output_tokens") {
      read_count(json, usage.output_tokens);
    } else {
      json.skip();
    }
  }
  if (input.read >= 0) usage.cached_tokens = input.read;
  if (input.written >= 0) usage.cache_write_tokens = input.written;
  if (input.plain >= 0) {
    usage.input_tokens = input.plain + usage.cached_tokens + usage.cache_write_tokens;
  }
}

void read_stop(JsonScanner& json, Answer& answer) {
  std::string_view reason;
  if (!json.word(reason)) return;
  if (reason == "max_tokens" || reason == "model_context_window_exceeded") {
    answer.stop = Stop::max_tokens;
  } else if (reason == "refusal") {
    answer.stop = Stop::refusal;
  }
}

/// A delta or a content block. Thinking and signatures are nobody's business here.
void read_block(JsonScanner& json, Answer& answer, std::int64_t index) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "text") {
      read_answer_text(json, answer);
    } else if (name == "partial_json" || name == "input") {
      read_arguments(json, answer, index);
    } else if (name == "stop_reason") {
      read_stop(json, answer);
    } else {
      json.skip();
    }
  }
}

void read_content(JsonScanner& json, Answer& answer) {
  if (!json.enter_array()) return;
  for (std::int64_t index = 0; json.item(); ++index) read_block(json, answer, index);
}

/// An event or a message: their fields do not clash.
void read_fields(JsonScanner& json, Answer& answer, std::string_view& type, bool inner) {
  std::string_view name;
  std::int64_t index = 0;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "type") {
      json.word(type);
    } else if (name == "index") {
      read_count(json, index);
    } else if (name == "delta" || name == "content_block") {
      read_block(json, answer, index);
    } else if (name == "usage") {
      read_usage(json, answer.usage);
    } else if (name == "message" && !inner && json.kind() == JsonScanner::Kind::object) {
      std::string_view message_type;
      read_fields(json, answer, message_type, true);
    } else if (name == "content") {
      read_content(json, answer);
    } else if (name == "stop_reason") {
      read_stop(json, answer);
    } else if (name == "id") {
      json.text(answer.id);
    } else {
      json.skip();
    }
  }
}

}  // namespace

std::string AnthropicMessages::path(std::string_view base, std::string_view) const {
  return versioned(base, "v1") + "/messages";
}

void AnthropicMessages::headers(std::vector<ports::UpstreamHeader>& headers,
                                ports::Credential credential) const {
  headers.push_back({.name = "anthropic-version", .value = "2023-06-01"});
  headers.push_back({.name = "x-api-key", .value = {}, .credential = std::move(credential)});
}

std::string AnthropicMessages::encode(const CallTarget& target, const ChatRequest& request) const {
  return RequestWriter(target, request).write();
}

bool AnthropicMessages::read(Answer& answer, std::string_view text) const {
  JsonScanner json(text);
  if (json.kind() != JsonScanner::Kind::object) return false;
  std::string_view type;
  read_fields(json, answer, type, false);
  if (json.failed()) return false;
  if (type == "error") read_complaint(text, answer.complaint.emplace());
  if (type == "message_stop" || type == "message") answer.complete = answer.over = true;
  return true;
}

}  // namespace sitewright::models
