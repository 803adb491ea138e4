#include "models/provider/openai_chat_reading.hpp"

#include <algorithm>

#include "models/provider/reading.hpp"

namespace sitewright::models {

namespace {

void read_usage(JsonScanner& json, ChatUsage& usage) {
  std::int64_t total = 0;
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "prompt_tokens") {
      read_count(json, usage.input_tokens);
    } else if (name == "completion_tokens") {
      read_count(json, usage.output_tokens);
    } else if (name == "total_tokens") {
      read_count(json, total);
    } else if (name == "prompt_tokens_details") {
      read_input_details(json, usage);
    } else {
      json.skip();
    }
  }
  // Some leave reasoning out of the completion and have it in the total only.
  usage.output_tokens = std::max(usage.output_tokens, total - usage.input_tokens);
}

void read_function(JsonScanner& json, Answer& answer, std::int64_t call) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "arguments") {
      read_arguments(json, answer, call);
    } else {
      json.skip();
    }
  }
}

void read_tool_calls(JsonScanner& json, Answer& answer) {
  if (!json.enter_array()) return;
  while (json.item()) {
    std::int64_t call = 0;
    std::string_view name;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      if (name == "index") {
        read_count(json, call);
      } else if (name == "function") {
        read_function(json, answer, call);
      } else {
        json.skip();
      }
    }
  }
}

void read_delta(JsonScanner& json, Answer& answer) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "content") {
      read_answer_parts(json, answer);
    } else if (name == "tool_calls") {
      read_tool_calls(json, answer);
    } else if (name == "function_call") {
      read_function(json, answer, 0);
    } else if (name == "refusal") {
      read_refusal(json, answer);
    } else {
      json.skip();
    }
  }
}

void read_finish(JsonScanner& json, Answer& answer) {
  std::string_view reason;
  if (!json.word(reason) || reason.empty()) return;
  if (reason == "error") {
    answer.complaint = Complaint{.message = "the answer ended in an error"};
    return;
  }
  if (reason == "length") answer.stop = Stop::max_tokens;
  if (reason == "content_filter") answer.stop = Stop::refusal;
  answer.complete = true;
}

void read_choices(JsonScanner& json, Answer& answer) {
  if (!json.enter_array()) return;
  while (json.item()) {
    std::string_view name;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      if (name == "delta" || name == "message") {
        read_delta(json, answer);
      } else if (name == "finish_reason") {
        read_finish(json, answer);
      } else {
        json.skip();
      }
    }
  }
}

/// Of Workers AI: a text, or the document that was asked for as it is.
void read_response(JsonScanner& json, Answer& answer) {
  if (json.kind() == JsonScanner::Kind::object) {
    answer.text.text += json.raw();
    answer.wrote = true;
    ++answer.taken.count;
  } else {
    read_answer_text(json, answer);
  }
  if (answer.whole && answer.wrote) answer.complete = true;
}

}  // namespace

bool read_chat_completion(Answer& answer, std::string_view text) {
  JsonScanner json(text);
  if (json.kind() != JsonScanner::Kind::object) return false;
  bool complains = false;
  std::string_view name;
  json.enter_object();
  while (json.member(name)) {
    if (name == "choices") {
      read_choices(json, answer);
    } else if (name == "usage") {
      read_usage(json, answer.usage);
    } else if (name == "id" && answer.id.empty()) {
      json.text(answer.id);
    } else if (name == "error") {
      complains = json.kind() != JsonScanner::Kind::null;
      json.skip();
    } else if (name == "response") {
      read_response(json, answer);
    } else {
      json.skip();
    }
  }
  if (json.failed()) return false;
  if (complains) read_complaint(text, answer.complaint.emplace());
  return true;
}

}  // namespace sitewright::models
