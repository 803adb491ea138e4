#include "models/stream/event_shape.hpp"

#include <array>
#include <functional>
#include <utility>

#include "models/stream/json_scanner.hpp"

namespace sitewright::models {

namespace {

/// Members that no wire format reads and that differ from event to event.
/// Source: OpenAI's API reference, streaming events of Responses and chunks of Chat Completions.
constexpr std::array<std::string_view, 2> kUnread = {"\"sequence_number\":", "\"obfuscation\":"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits(std::string_view text, std::size_t at) {
  const std::size_t from = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at - from;
}

/// Where the value of an unread member begins, and how long it is; nothing behind the last one.
std::optional<std::pair<std::size_t, std::size_t>> unread_value(std::string_view bytes,
                                                                std::size_t from) {
  std::size_t at = std::string_view::npos;
  for (const auto name : kUnread) {
    const auto found = bytes.find(name, from);
    if (found < at && found > 0 && (bytes[found - 1] == ',' || bytes[found - 1] == '{')) {
      at = found + name.size();
    }
  }
  if (at >= bytes.size()) return std::nullopt;
  return std::pair{at,
                   is_digit(bytes[at]) ? digits(bytes, at) : quoted_text(bytes.substr(at)).bytes};
}

}  // namespace

void EventShape::learn_around(std::string_view bytes, Gap then) {
  std::size_t from = 0;
  std::size_t next = 0;
  while (const auto value = unread_value(bytes, next)) {
    const auto [at, size] = *value;
    next = at + size;
    if (size == 0) continue;
    parts_.push_back({std::string(bytes.substr(from, at - from)),
                      is_digit(bytes[at]) ? Gap::number : Gap::word});
    from = next;
  }
  parts_.push_back({std::string(bytes.substr(from)), then});
}

void EventShape::learn(std::string_view event, std::string_view text) {
  forget();
  // Several lines of data were joined elsewhere; such events are rare.
  if (std::less<>()(text.data(), event.data())) return;
  const auto begin = static_cast<std::size_t>(text.data() - event.data());
  if (begin + text.size() > event.size()) return;
  learn_around(event.substr(0, begin), Gap::text);
  learn_around(event.substr(begin + text.size()), Gap::none);
}

std::optional<EventShape::Alike> EventShape::match(std::string_view stream) const {
  Alike alike;
  std::size_t at = 0;
  for (const auto& [bytes, then] : parts_) {
    const auto rest = stream.substr(at);
    if (!rest.starts_with(bytes)) return std::nullopt;
    at += bytes.size();
    if (then == Gap::none) {
      alike.bytes = at;
      return alike;
    }
    std::size_t gap = 0;
    if (then == Gap::number) {
      gap = digits(stream, at);
    } else {
      const auto quoted = quoted_text(stream.substr(at));
      gap = quoted.bytes;
      if (then == Gap::text) {
        alike.text = stream.substr(at, gap);
        alike.escaped = quoted.escaped;
      }
    }
    if (gap == 0) return std::nullopt;
    at += gap;
  }
  return std::nullopt;
}

}  // namespace sitewright::models
