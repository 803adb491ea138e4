#include "models/provider/answer_reader.hpp"

#include "models/provider/failure.hpp"
#include "models/provider/reading.hpp"

namespace sitewright::models {

namespace {

constexpr std::size_t kLongestAnswer = 32U << 20U;  // bytes on the wire; a file has 2 MiB at most
constexpr std::size_t kLongestDocument = 8U << 20U;
constexpr std::string_view kNoSuchEvent = "an event is not what the format says";

}  // namespace

void AnswerReader::fail_with(ChatFailure::Kind kind, std::string detail) {
  if (!fault_) fault_ = ChatFailure{.kind = kind, .status = 200, .detail = std::move(detail)};
}

/// An event begins with a field's name or a colon, a document with a bracket.
void AnswerReader::look_at_shape(std::string_view bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return;
  const bool bracket = bytes[first] == '{' || bytes[first] == '[';
  shape_ = bracket ? Shape::document : Shape::events;
}

void AnswerReader::feed(std::string_view bytes) {
  bytes_ += bytes.size();
  if (fault_ || answer_.over) return;
  if (bytes_ > kLongestAnswer) {
    return fail_with(ChatFailure::Kind::unreadable, "the answer has no end");
  }
  if (shape_ == Shape::unknown) look_at_shape(bytes);
  if (shape_ == Shape::document) {
    document_ += bytes;
    if (document_.size() > kLongestDocument) {
      fail_with(ChatFailure::Kind::unreadable, "the answer is too long");
    }
    return;
  }
  events_.feed(bytes);
  read_events();
}

void AnswerReader::read_events() {
  SseEvent event;
  while (!fault_ && !answer_.over) {
    if (read_alike()) continue;
    const auto more = events_.next(event);
    if (!more) return fail_with(ChatFailure::Kind::unreadable, more.error().detail);
    if (!*more) return;
    read_event(event);
  }
}

/// The next event without reading it as a whole, if it is there and like the last one.
bool AnswerReader::read_alike() {
  if (!shape_of_events_.is_known()) return false;
  const auto alike = shape_of_events_.match(events_.upcoming());
  if (!alike) return false;
  if (!alike->escaped && answer_.text.high == 0) {
    answer_.text.text += alike->text.substr(1, alike->text.size() - 2);
  } else {
    JsonScanner text(alike->text);
    read_answer_text(text, answer_);
    if (text.failed()) fail_with(ChatFailure::Kind::unreadable, std::string(kNoSuchEvent));
  }
  events_.pass(alike->bytes);
  return true;
}

void AnswerReader::read_event(const SseEvent& event) {
  shape_of_events_.forget();
  if (event.data == "[DONE]") {
    answer_.complete = answer_.over = true;
    return;
  }
  // The first text may change how what follows is taken; from then on events only add to it.
  const bool wrote = answer_.wrote;
  answer_.taken = {};
  if (!format_->read(answer_, event.data)) {
    // What the stream broke off in the middle of is not a wrong answer but a short one.
    if (!event.unfinished) fail_with(ChatFailure::Kind::unreadable, std::string(kNoSuchEvent));
    return;
  }
  if (answer_.complaint && !fault_) fault_ = broken_by(*answer_.complaint);
  const auto& taken = answer_.taken;
  if (wrote && taken.count == 1 && !taken.latest.empty()) {
    shape_of_events_.learn(event.bytes, taken.latest);
  }
}

void AnswerReader::finish() {
  if (fault_ || answer_.over) return;
  if (shape_ == Shape::document) {
    // One line of JSON for each event is what some servers send.
    answer_.whole = true;
    const bool readable = format_->read(answer_, document_);
    if (answer_.complaint) {
      fault_ = broken_by(*answer_.complaint);
    } else if (!readable) {
      fail_with(ChatFailure::Kind::unreadable, "the answer is not what the format says");
    }
    return;
  }
  SseEvent event;
  if (events_.rest(event)) read_event(event);
}

std::string AnswerReader::take_text() {
  std::string taken = answer_.text.text;
  answer_.text.text.clear();  // and keeps its room for what comes next
  return taken;
}

}  // namespace sitewright::models
