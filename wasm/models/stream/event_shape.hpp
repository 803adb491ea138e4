// What the events of a stream look like but for their text. Nearly all of them are alike, so one
// that is need not be read as a whole: what it says beside its text was said by the last one.
// Numbers and words that nobody reads may differ (kUnread in event_shape.cpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::models {

class EventShape {
 public:
  struct Alike {
    std::string_view text;  ///< in its quotes
    bool escaped = false;   ///< whether there is a backslash in it
    std::size_t bytes = 0;  ///< of the event, to its empty line
  };

  /// `event`: all of it as it came. `text`: as it stands there, in its quotes; part of `event`, or
  /// nothing is remembered.
  void learn(std::string_view event, std::string_view text);
  void forget() { parts_.clear(); }

  [[nodiscard]] bool is_known() const { return !parts_.empty(); }
  /// The event that `stream` begins with, if all of it is there and it looks like the one learnt.
  [[nodiscard]] std::optional<Alike> match(std::string_view stream) const;

 private:
  enum class Gap : std::uint8_t { text, word, number, none };
  struct Part {
    std::string bytes;
    Gap then;
  };
  void learn_around(std::string_view bytes, Gap then);

  std::vector<Part> parts_;  ///< the last one, and no other, has no gap behind it
};

}  // namespace sitewright::models
