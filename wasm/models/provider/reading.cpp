#include "models/provider/reading.hpp"

#include <algorithm>

namespace sitewright::models {

namespace {

constexpr std::size_t kLongestRefusal = 4'000;
constexpr std::int64_t kMostTokens = 1'000'000'000;
constexpr int kDeepest = 4;

/// "34s", "0.5s": milliseconds. Source: google.protobuf.Duration.
std::optional<std::int64_t> duration_ms(std::string_view text) {
  if (!text.ends_with('s')) return std::nullopt;
  text.remove_suffix(1);
  std::int64_t thousandths = 0;
  int decimals = -1;
  if (text.empty() || text.size() > 15) return std::nullopt;
  for (const char c : text) {
    if (c == '.' && decimals < 0) {
      decimals = 0;
    } else if (c >= '0' && c <= '9') {
      if (decimals < 3) thousandths = thousandths * 10 + (c - '0');
      if (decimals >= 0 && decimals < 3) ++decimals;
    } else {
      return std::nullopt;
    }
  }
  for (int left = 3 - std::max(decimals, 0); left > 0; --left) thousandths *= 10;
  return thousandths;
}

void read_details(JsonScanner& json, Complaint& complaint) {
  if (!json.enter_array()) return;
  while (json.item()) {
    std::string_view name;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      std::string value;
      if (name == "retryDelay" && json.text(value)) {
        complaint.retry_after_ms = duration_ms(value);
      } else if (name == "reason" && json.text(value)) {
        complaint.code = value;
      } else if (name != "retryDelay" && name != "reason") {
        json.skip();
      }
    }
  }
}

void read_words(JsonScanner& json, Complaint& complaint, int depth) {
  std::string_view name;
  if (depth > kDeepest || !json.enter_object()) return;
  while (json.member(name)) {
    if (name == "error") {
      if (json.kind() == JsonScanner::Kind::object) {
        read_words(json, complaint, depth + 1);
      } else {
        json.text(complaint.message);
      }
    } else if (name == "type" || name == "status") {
      std::string word;
      // The outer {"type": "error"} says less than the inner one.
      if (json.text(word) && word != "error") complaint.type = std::move(word);
    } else if (name == "code") {
      if (complaint.code.empty() && json.kind() == JsonScanner::Kind::string) {
        json.text(complaint.code);
      } else if (json.kind() == JsonScanner::Kind::number) {
        json.integer(complaint.status);
      } else {
        json.skip();
      }
    } else if (name == "message" || name == "detail") {
      if (!json.text(complaint.message)) continue;
    } else if (name == "request_id") {
      json.text(complaint.request_id);
    } else if (name == "details") {
      read_details(json, complaint);
    } else if (name == "response") {  // of response.failed
      read_words(json, complaint, depth + 1);
    } else {
      json.skip();
    }
  }
}

}  // namespace

void read_answer_text(JsonScanner& json, Answer& answer) {
  const std::size_t before = answer.text.text.size();
  const auto written = json.text(answer.text);
  if (!written.empty()) answer.taken = {answer.taken.count + 1, written};
  answer.wrote = answer.wrote || answer.text.text.size() > before || answer.text.high != 0;
}

void read_answer_parts(JsonScanner& json, Answer& answer) {
  if (json.kind() != JsonScanner::Kind::array) return read_answer_text(json, answer);
  json.enter_array();
  while (json.item()) {
    std::string_view name;
    if (!json.enter_object()) continue;
    while (json.member(name)) {
      if (name == "text") {
        read_answer_text(json, answer);
      } else {
        json.skip();
      }
    }
  }
}

void read_arguments(JsonScanner& json, Answer& answer, std::int64_t call) {
  TextJoin piece{.text = {}, .high = answer.arguments.high};
  if (json.kind() == JsonScanner::Kind::string) {
    json.text(piece);
  } else if (json.kind() == JsonScanner::Kind::object) {
    const auto whole = json.raw();
    if (whole != "{}") piece.text = whole;
  } else {
    json.skip();
  }
  if (!answer.call) answer.call = call;
  if (answer.call != call) return;
  ++answer.taken.count;
  answer.arguments.text += piece.text;
  answer.arguments.high = piece.high;
}

void read_refusal(JsonScanner& json, Answer& answer) {
  std::string words;
  if (!json.text(words) || words.empty()) return;
  answer.stop = Stop::refusal;
  ++answer.taken.count;
  if (answer.refusal.size() < kLongestRefusal) answer.refusal += words;
}

void read_count(JsonScanner& json, std::int64_t& out) {
  std::int64_t count = 0;
  if (json.integer(count) && count >= 0) out = std::min(count, kMostTokens);
}

void read_input_details(JsonScanner& json, ChatUsage& usage) {
  std::string_view name;
  if (!json.enter_object()) return;
  while (json.member(name)) {
    if (name == "cached_tokens") {
      read_count(json, usage.cached_tokens);
    } else if (name == "cache_write_tokens") {
      read_count(json, usage.cache_write_tokens);
    } else {
      json.skip();
    }
  }
}

void read_complaint(std::string_view text, Complaint& complaint) {
  JsonScanner json(text);
  read_words(json, complaint, 0);
}

}  // namespace sitewright::models
