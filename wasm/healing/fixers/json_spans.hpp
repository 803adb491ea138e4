// Where the parts of a JSON text stand, for edits that leave the rest as it is. Comments and
// trailing commas are passed over; a text that is broken ends the reading early.
// Units: byte offsets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::healing {

struct JsonMember {
  std::string key;
  std::uint32_t key_begin = 0;  ///< of its quote
  std::uint32_t key_end = 0;
  std::uint32_t value_begin = 0;
  std::uint32_t value_end = 0;
};

struct JsonObject {
  std::uint32_t begin = 0;  ///< of "{"
  std::uint32_t end = 0;    ///< one past "}"
  std::vector<JsonMember> members;

  [[nodiscard]] const JsonMember* find(std::string_view key) const;
};

/// The object at `begin` (white space in front allowed), or nothing.
[[nodiscard]] std::optional<JsonObject> json_object(std::string_view text, std::uint32_t begin);

/// The object that the keys lead to from the root: {"packages", ""}.
[[nodiscard]] std::optional<JsonObject> json_object_at(std::string_view text,
                                                       const std::vector<std::string_view>& keys);

/// Strings of an array value, with the offsets of their quotes.
[[nodiscard]] std::vector<JsonMember> json_strings(std::string_view text, std::uint32_t begin);

/// What takes a member out, with its comma and its line.
struct JsonCut {
  std::uint32_t begin;
  std::uint32_t end;
};
[[nodiscard]] JsonCut cut_of(std::string_view text, const JsonObject& object,
                             const JsonMember& member);

/// What adds `"key": value` to the object after its last member: the place and the text.
struct JsonAddition {
  std::uint32_t at;
  std::string text;
};
[[nodiscard]] JsonAddition addition_to(std::string_view text, const JsonObject& object,
                                       std::string_view key, std::string_view value);

}  // namespace sitewright::healing
