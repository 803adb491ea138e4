// Server-sent events out of a byte stream that is cut anywhere: inside a character, a CRLF, a
// field. Lines end with LF, CR or CRLF; data may span lines; comments and unknown fields are passed
// over; an event without data is none. What the stream leaves unfinished is an event as well,
// marked so: servers forget the last empty line. Units:  bytes. Errors: too_large when one event is
// longer than the limit; the reader is of no use afterwards. Life:   an event's data is valid until
// the next call. Source: WHATWG HTML, section 9.2 (server-sent events).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "result/result.hpp"

namespace sitewright::models {

struct SseEvent {
  std::string_view type;  ///< empty: not said
  std::string_view data;
  std::string_view bytes;   ///< all of it as it came; `data` is in them when it is one line
  bool unfinished = false;  ///< the stream ended inside of it
};

class SseReader {
 public:
  static constexpr std::size_t kLongestEvent = 4U << 20U;
  static constexpr std::size_t kLongestUpcoming = 16U << 10U;  ///< is looked at again at every feed

  explicit SseReader(std::size_t longest_event = kLongestEvent) : longest_event_(longest_event) {}

  void feed(std::string_view chunk);
  /// The next event, if it is there; true until there is none.
  [[nodiscard]] Result<bool> next(SseEvent& event);
  /// What is there of the next event and behind it, kLongestUpcoming bytes at most.
  [[nodiscard]] std::string_view upcoming();
  /// Passes over the next event, which is there to its empty line and takes so many bytes.
  void pass(std::size_t bytes);
  /// Once the stream has ended and `next` has given everything: what it broke off in.
  [[nodiscard]] bool rest(SseEvent& event);

 private:
  void take_line(std::size_t end);
  [[nodiscard]] std::string_view between(std::size_t from, std::size_t to) const {
    return std::string_view(buffer_).substr(from, to - from);
  }
  void go_on();
  [[nodiscard]] bool pass_byte_order_mark();
  [[nodiscard]] bool give(SseEvent& event);

  std::size_t longest_event_;
  std::string buffer_;
  std::size_t event_start_ = 0;  ///< what is before is done with
  std::size_t line_start_ = 0;
  std::size_t seen_ = 0;  ///< no line ends between line_start_ and here
  bool skip_line_feed_ = false;
  bool at_start_ = true;  ///< of the stream
  bool given_ = false;    ///< an event was, and nothing is read of the one after it

  // Of the event being read.
  std::size_t data_from_ = 0;  ///< its only line of data, in buffer_
  std::size_t data_to_ = 0;
  std::size_t data_lines_ = 0;
  std::string joined_;  ///< several lines of data
  std::string type_;
};

}  // namespace sitewright::models
