// JSON at the borders: what schemas/ describes, as plain C++ values. The types and their decode and
// encode are generated (generated/<group>.hpp); this header holds what all of them need.
// Errors: decode gives invalid_input with the JSON pointer of the first place that breaks the
//         schema and a plain reason; encode cannot fail.
// Limits: nesting up to 32 levels; the caller bounds the size of the input.
// Source: the dialect of JSON Schema in schemas/README.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "result/result.hpp"

namespace sitewright::wire {

class Value;
class Writer;

/// What one SQL column can hold. Integers are within +-(2^53 - 1), as JavaScript has them.
using Scalar = std::variant<std::monostate, std::int64_t, double, std::string>;

/// One JSON value kept as text. Decoding makes it compact and rejects duplicate keys; a producer
/// must put valid JSON here, since encode writes it as it is. Empty text is written as null.
struct JsonText {
  std::string text = {};

  bool operator==(const JsonText&) const = default;
};

/// Reads one whole JSON document. Specialised for every message of schemas/.
template <class T>
Result<T> decode(std::string_view json);

/// The enumerator that is written as `text` in JSON. Specialised for every enum of schemas/.
template <class E>
std::optional<E> from_string(std::string_view text);

/// The effect's name at the boundary, for the request types of schemas/effects/.
template <class Request>
inline constexpr std::string_view effect_kind = [] {
  static_assert(sizeof(Request) == 0, "not a request of schemas/effects/");
  return std::string_view{};
}();

/// EffectReply<Request>::type is what the effect answers.
template <class Request>
struct EffectReply;

/// The SSE event name of a payload type of schemas/events/.
template <class Payload>
inline constexpr std::string_view event_name = [] {
  static_assert(sizeof(Payload) == 0, "not a payload of schemas/events/");
  return std::string_view{};
}();

}  // namespace sitewright::wire
