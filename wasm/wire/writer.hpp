// The writing half that generated encoders call. Output is compact JSON, valid UTF-8 always: bytes
// that are not UTF-8 become U+FFFD, a number that is not finite becomes null.
// Source: escapes as ECMA-262 JSON.stringify writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wire/wire.hpp"

namespace sitewright::wire {

class Writer {
 public:
  void open(char bracket);   ///< '{' or '['
  void close(char bracket);  ///< '}' or ']'
  /// The next member of the open object; `name` needs no escape.
  void key(std::string_view name);
  /// The same for a name of any kind.
  void escaped_key(std::string_view name);
  /// Before each item of the open array.
  void item();

  void text(std::string_view value);
  void integer(std::int64_t value);
  void number(double value);
  void boolean(bool value);
  void null();
  void scalar(const Scalar& value);
  void json(const JsonText& value);

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void escape(unsigned char character);

  std::string out_;
};

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
