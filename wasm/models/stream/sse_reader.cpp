#include "models/stream/sse_reader.hpp"

#include <algorithm>

#include "context/scan/bytes16.hpp"

namespace sitewright::models {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Where a line ends, from `at` on; the size of the text when it does not.
std::size_t line_end(std::string_view text, std::size_t at) {
  for (; at + 16 <= text.size(); at += 16) {
    const auto bytes = context::load16(text.data() + at);
    const auto bits =
        context::bits16(context::equal16(bytes, '\n') | context::equal16(bytes, '\r'));
    if (bits != 0) return at + static_cast<std::size_t>(__builtin_ctz(bits));
  }
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

}  // namespace

void SseReader::feed(std::string_view chunk) {
  if (event_start_ > 0) {
    buffer_.erase(0, event_start_);
    line_start_ -= event_start_;
    seen_ -= event_start_;
    if (data_lines_ > 0) {
      data_from_ -= event_start_;
      data_to_ -= event_start_;
    }
    event_start_ = 0;
  }
  buffer_ += chunk;
}

/// What was read since the last empty line as an event; false when there is no data in it.
bool SseReader::give(SseEvent& event) {
  event.bytes = between(event_start_, line_start_);
  event_start_ = line_start_;
  given_ = true;
  if (data_lines_ == 0) return false;
  event.type = type_;
  event.data = data_lines_ == 1 ? between(data_from_, data_to_) : std::string_view(joined_);
  data_lines_ = 0;
  return true;
}

bool SseReader::pass_byte_order_mark() {
  const std::string_view text = buffer_;
  if (text.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(text)) return false;
  at_start_ = false;
  if (text.starts_with(kByteOrderMark)) event_start_ = line_start_ = seen_ = kByteOrderMark.size();
  return true;
}

/// One line that is not empty, without its end.
void SseReader::take_line(std::size_t end) {
  const auto line = between(line_start_, end);
  const auto colon = line.starts_with("data:") ? 4 : line.find(':');
  const auto name = line.substr(0, colon);
  std::size_t value = colon == std::string_view::npos ? line.size() : colon + 1;
  if (value < line.size() && line[value] == ' ') ++value;
  if (name == "event") {
    type_ = line.substr(value);
  } else if (name == "data") {
    if (data_lines_ == 1) joined_ = between(data_from_, data_to_);
    if (data_lines_ > 0) {
      joined_ += '\n';
      joined_ += line.substr(value);
    }
    data_from_ = line_start_ + value;
    data_to_ = end;
    ++data_lines_;
  }
}

/// To where the next line begins, and with it the event if nothing is read of it.
void SseReader::go_on() {
  if (given_) type_.clear();
  given_ = false;
  if (skip_line_feed_ && seen_ < buffer_.size()) {
    skip_line_feed_ = false;
    if (buffer_[seen_] == '\n') line_start_ = ++seen_;
  }
  if (data_lines_ == 0 && type_.empty()) event_start_ = line_start_;
}

std::string_view SseReader::upcoming() {
  go_on();
  if (at_start_) return {};
  return between(event_start_, event_start_ + std::min(kLongestUpcoming, longest_event_));
}

void SseReader::pass(std::size_t bytes) {
  seen_ = line_start_ = event_start_ + bytes;
  skip_line_feed_ = buffer_[seen_ - 1] == '\r';
  data_lines_ = 0;
  given_ = true;
}

Result<bool> SseReader::next(SseEvent& event) {
  event.unfinished = false;
  for (;;) {
    if (at_start_ && !pass_byte_order_mark()) return false;
    go_on();
    seen_ = line_end(buffer_, seen_);
    if (seen_ - event_start_ > longest_event_) {
      return fail(Code::too_large, "an event of the stream is longer than " +
                                       std::to_string(longest_event_) + " bytes");
    }
    if (seen_ == buffer_.size()) return false;
    const std::size_t end = seen_++;
    skip_line_feed_ = buffer_[end] == '\r';
    const bool empty = end == line_start_;
    if (!empty) take_line(end);
    line_start_ = seen_;
    if (empty && give(event)) return true;
  }
}

bool SseReader::rest(SseEvent& event) {
  if (line_start_ < buffer_.size()) take_line(buffer_.size());
  line_start_ = seen_ = buffer_.size();
  event.unfinished = true;
  return give(event);
}

}  // namespace sitewright::models
