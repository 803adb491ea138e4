// A document that simdjson takes is read by the scanner to the same values; any other neither
// crashes it nor keeps it from ending.
#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "models/stream/json_scanner.hpp"

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using sitewright::models::JsonScanner;

void check(bool fine) {
  if (!fine) std::abort();
}

void compare(JsonScanner& json, const element& expected);

void compare_object(JsonScanner& json, const simdjson::dom::object& expected) {
  check(json.enter_object());
  std::string_view name;
  for (const auto& field : expected) {
    check(json.member(name));
    check(name == field.key);
    compare(json, field.value);
  }
  check(!json.member(name));
}

void compare_array(JsonScanner& json, const simdjson::dom::array& expected) {
  check(json.enter_array());
  for (const auto& item : expected) {
    check(json.item());
    compare(json, item);
  }
  check(!json.item());
}

void compare_string(JsonScanner& json, std::string_view expected) {
  std::string text;
  check(json.kind() == JsonScanner::Kind::string);
  check(json.text(text));
  check(text == expected);
}

void compare(JsonScanner& json, const element& expected) {
  switch (expected.type()) {
    case element_type::OBJECT:
      return compare_object(json, simdjson::dom::object(expected.get_object().value_unsafe()));
    case element_type::ARRAY:
      return compare_array(json, simdjson::dom::array(expected.get_array().value_unsafe()));
    case element_type::STRING:
      return compare_string(json, expected.get_string().value_unsafe());
    case element_type::INT64: {
      std::int64_t number = 0;
      // Longer ones are no counts of anything.
      const bool taken = json.integer(number);
      check(!taken || number == expected.get_int64().value_unsafe());
      return;
    }
    case element_type::BOOL:
      check(json.raw() == (expected.get_bool().value_unsafe() ? "true" : "false"));
      return;
    case element_type::NULL_VALUE:
      check(json.raw() == "null");
      return;
    default:
      json.skip();
  }
}

/// Skips what it does not enter; every call must lead to the end.
void walk(JsonScanner& json, int depth) {
  std::string_view name;
  std::string text;
  if (depth < 20 && json.kind() == JsonScanner::Kind::object) {
    json.enter_object();
    while (json.member(name)) walk(json, depth + 1);
  } else if (depth < 20 && json.kind() == JsonScanner::Kind::array) {
    json.enter_array();
    while (json.item()) walk(json, depth + 1);
  } else {
    json.text(text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  simdjson::dom::parser parser;
  element expected;
  const bool has_mark = text.starts_with("\xEF\xBB\xBF");  // which simdjson passes over
  if (!has_mark && parser.parse(text).get(expected) == simdjson::SUCCESS) {
    JsonScanner json(text);
    compare(json, expected);
    check(json.at_end());
    JsonScanner skipping(text);
    skipping.skip();
    check(skipping.at_end());
  }
  JsonScanner json(text);
  walk(json, 0);
  return 0;
}
