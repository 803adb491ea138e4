// Bytes of a streamed answer in, text out, for any wire format: events are cut out of the stream,
// or the body is one JSON document from a server that does not stream. Errors: `fault()` is set for
// good once the answer is against its format or complains.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/provider/wire_format.hpp"
#include "models/stream/event_shape.hpp"
#include "models/stream/sse_reader.hpp"

namespace sitewright::models {

class AnswerReader {
 public:
  /// `format` must outlive this.
  explicit AnswerReader(const WireFormat& format) : format_(&format) {}

  void feed(std::string_view bytes);
  /// The stream has ended.
  void finish();
  /// What was written since the last call.
  [[nodiscard]] std::string take_text();

  [[nodiscard]] const std::optional<ChatFailure>& fault() const { return fault_; }
  [[nodiscard]] const Answer& answer() const { return answer_; }
  [[nodiscard]] Answer& answer() { return answer_; }

 private:
  enum class Shape : std::uint8_t { unknown, events, document };

  void read_events();
  void read_event(const SseEvent& event);
  [[nodiscard]] bool read_alike();
  void look_at_shape(std::string_view bytes);
  void fail_with(ChatFailure::Kind kind, std::string detail);

  const WireFormat* format_;
  SseReader events_;
  Answer answer_;
  Shape shape_ = Shape::unknown;
  std::string document_;
  std::size_t bytes_ = 0;
  std::optional<ChatFailure> fault_;
  /// Of the last event that was read as a whole, if it did nothing but to go on with the text: one
  /// like it does just the same once more.
  EventShape shape_of_events_;
};

}  // namespace sitewright::models
