#include "models/provider/gemini.hpp"

#include <algorithm>
#include <array>

#include "models/provider/reading.hpp"
#include "models/provider/writing.hpp"

namespace sitewright::models {

namespace {

constexpr std::array<std::string_view, 6> kFiltered{
    "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY"};

void write_content(wire::Writer& to, const CallTarget& target, const ChatMessage& message) {
  to.item();
  to.open('{');
  to.field("role", message.author == Author::user ? "user" : "model");
  to.key("parts");
  to.open('[');
  for (const auto& content : message.content) {
    to.item();
    to.open('{');
    const auto* image = std::get_if<ChatImage>(&content);
    if (image != nullptr && target.images) {
      to.key("inlineData");
      to.open('{');
      to.field("mimeType", image->media_type);
      to.field("data", image->base64);
      to.close('}');
    } else {
      to.field("text", image != nullptr ? kNoImage : std::get<ChatText>(content).text);
    }
    to.close('}');
  }
  to.close(']');
  to.close('}');
}

void read_usage(JsonScanner& json, ChatUsage& usage) {
  std::int64_t written = 0;
  std::int64_t thoughts = 0;
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "promptTokenCount") {
      read_count(json, usage.input_tokens);
    } else if (name == "cachedContentTokenCount") {
      read_count(json, usage.cached_tokens);
    } else if (name == "candidatesTokenCount") {
      read_count(json, written);
    } else if (name == "thoughtsTokenCount") {
      read_count(json, thoughts);
    } else {
      json.skip();
    }
  }
  if (written + thoughts > 0) usage.output_tokens = written + thoughts;
}

void read_call(JsonScanner& json, Answer& answer, std::int64_t call) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "args") {
      read_arguments(json, answer, call);
    } else {
      json.skip();
    }
  }
}

void read_part(JsonScanner& json, Answer& answer, std::int64_t calls) {
  std::string_view name;
  std::string_view text;
  bool thought = false;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "text") {
      text = json.raw();
    } else if (name == "thought") {
      thought = json.raw() == "true";
    } else if (name == "functionCall") {
      read_call(json, answer, calls);
    } else {
      json.skip();
    }
  }
  if (thought || text.empty()) return;
  JsonScanner inner(text);
  read_answer_text(inner, answer);
}

void read_content(JsonScanner& json, Answer& answer) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "parts" && json.enter_array()) {
      // A call comes whole: one that comes after the first is another.
      for (std::int64_t part = answer.call.value_or(-1) + 1; json.item(); ++part) {
        read_part(json, answer, part);
      }
    } else if (name != "parts") {
      json.skip();
    }
  }
}

void read_finish(JsonScanner& json, Answer& answer) {
  std::string_view reason;
  if (!json.word(reason) || reason.empty()) return;
  if (reason == "MAX_TOKENS") {
    answer.stop = Stop::max_tokens;
  } else if (std::ranges::find(kFiltered, reason) != kFiltered.end()) {
    answer.stop = Stop::refusal;
  } else if (reason != "STOP") {
    // A call that went wrong, a language that it does not speak: what there is of it is no answer.
    answer.complaint =
        Complaint{.type = std::string(reason), .message = "the answer ended without a result"};
    return;
  }
  answer.complete = true;
}

void read_candidates(JsonScanner& json, Answer& answer) {
  if (!json.enter_array()) return;
  while (json.item()) {
    std::string_view name;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      if (name == "content") {
        read_content(json, answer);
      } else if (name == "finishReason") {
        read_finish(json, answer);
      } else {
        json.skip();
      }
    }
  }
}

void read_prompt_feedback(JsonScanner& json, Answer& answer) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "blockReason") {
      std::string reason;
      if (!json.text(reason)) continue;
      answer.stop = Stop::refusal;
      answer.refusal = "The request was blocked: " + reason;
      answer.complete = true;
    } else {
      json.skip();
    }
  }
}

bool read_reply(JsonScanner& json, Answer& answer) {
  bool complains = false;
  std::string_view name;
  if (!json.enter_object()) return false;
  while (json.member(name)) {
    if (name == "candidates") {
      read_candidates(json, answer);
    } else if (name == "usageMetadata") {
      read_usage(json, answer.usage);
    } else if (name == "promptFeedback") {
      read_prompt_feedback(json, answer);
    } else if (name == "responseId") {
      json.text(answer.id);
    } else if (name == "error") {
      complains = true;
      json.skip();
    } else {
      json.skip();
    }
  }
  if (complains) answer.complaint.emplace();
  return !json.failed();
}

}  // namespace

std::string Gemini::path(std::string_view base, std::string_view model) const {
  return versioned(base, "v1beta") + "/models/" + in_path(model) + ":streamGenerateContent?alt=sse";
}

void Gemini::headers(std::vector<ports::UpstreamHeader>& headers,
                     ports::Credential credential) const {
  headers.push_back({.name = "x-goog-api-key", .value = {}, .credential = std::move(credential)});
}

std::string Gemini::encode(const CallTarget& target, const ChatRequest& request) const {
  wire::Writer to;
  to.open('{');
  if (const auto text = instructions(target, request); !text.empty()) {
    to.key("systemInstruction");
    to.open('{');
    to.key("parts");
    to.open('[');
    to.item();
    to.open('{');
    to.field("text", text);
    to.close('}');
    to.close(']');
    to.close('}');
  }
  to.key("contents");
  to.open('[');
  for (const auto& message : request.messages) write_content(to, target, message);
  to.close(']');
  to.key("generationConfig");
  to.open('{');
  to.field("maxOutputTokens", output_tokens(target, request));
  if (request.temperature && target.temperature) to.field("temperature", *request.temperature);
  if (request.schema && target.schema) {
    to.field("responseMimeType", "application/json");
    to.field("responseJsonSchema", wire::JsonText{trimmed(request.schema->json).json});
  }
  to.close('}');
  to.close('}');
  return to.take();
}

/// Whoever does not ask for events gets a list of what they would be.
bool Gemini::read(Answer& answer, std::string_view text) const {
  JsonScanner json(text);
  bool fine = false;
  if (json.kind() == JsonScanner::Kind::array) {
    json.enter_array();
    while (json.item()) fine = read_reply(json, answer);
  } else if (json.kind() == JsonScanner::Kind::object) {
    fine = read_reply(json, answer);
  }
  if (answer.complaint && answer.complaint->message.empty()) {
    read_complaint(text, *answer.complaint);
  }
  return fine && !json.failed();
}

}  // namespace sitewright::models
