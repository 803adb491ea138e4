// The writing half that generated encoders call. Output is compact JSON, valid UTF-8 always: bytes
// that are not UTF-8 become U+FFFD, a number that is not finite becomes null.
// Source: escapes as ECMA-262 JSON.stringify writes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wire/wire.hpp"

namespace sitewright::wire {

/// Its functions stay out of line on purpose: every message calls them for every field.
class Writer {
 public:
  [[gnu::noinline]] void open(char bracket);   ///< '{' or '['
  [[gnu::noinline]] void close(char bracket);  ///< '}' or ']'
  /// The next member of the open object; `name` needs no escape.
  [[gnu::noinline]] void key(std::string_view name);
  /// The same for a name of any kind.
  [[gnu::noinline]] void escaped_key(std::string_view name);
  /// Before each item of the open array.
  [[gnu::noinline]] void item();

  // Members. A missing optional is left out by field_if, written as null by field_or_null.
  [[gnu::noinline]] void field(std::string_view name, std::string_view value);
  [[gnu::noinline]] void field(std::string_view name, const std::string& value);
  void field(std::string_view name, const char* value) { field(name, std::string_view(value)); }
  [[gnu::noinline]] void field(std::string_view name, std::int64_t value);
  [[gnu::noinline]] void field(std::string_view name, double value);
  [[gnu::noinline]] void field(std::string_view name, bool value);
  [[gnu::noinline]] void field(std::string_view name, const Scalar& value);
  [[gnu::noinline]] void field(std::string_view name, const JsonText& value);
  template <class T>
  [[gnu::noinline]] void field_if(std::string_view name, const std::optional<T>& value) {
    if (value) field(name, *value);
  }
  template <class T>
  [[gnu::noinline]] void field_or_null(std::string_view name, const std::optional<T>& value);

  [[gnu::noinline]] void text(std::string_view value);
  [[gnu::noinline]] void integer(std::int64_t value);
  [[gnu::noinline]] void number(double value);
  [[gnu::noinline]] void boolean(bool value);
  [[gnu::noinline]] void null();
  [[gnu::noinline]] void scalar(const Scalar& value);
  [[gnu::noinline]] void json(const JsonText& value);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  [[gnu::noinline]] void escape(unsigned char character);

  std::string out_;
};

template <class T>
void Writer::field_or_null(std::string_view name, const std::optional<T>& value) {
  if (value) return field(name, *value);
  key(name);
  null();
}

template <class T, class Write>
void write_array(Writer& to, const std::vector<T>& items, Write write_item) {
  to.open('[');
  for (const auto& one : items) {
    to.item();
    write_item(to, one);
  }
  to.close(']');
}

template <class T>
std::string encode_document(const T& value) {
  Writer to;
  write(to, value);
  return to.take();
}

}  // namespace sitewright::wire
