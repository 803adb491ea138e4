// A TypeScript literal as a value, and its text: what content files are made of.
// Every string is escaped here and nowhere else, so no word of a prompt reaches code unquoted.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sitewright::builtin {

class Value {
 public:
  using Array = std::vector<Value>;
  using Object = std::vector<std::pair<std::string, Value>>;

  // Out of line: content is thousands of literals, and each would carry these bodies (24 KB of
  // wasm at -Os).
  [[gnu::noinline]] Value(std::string text);
  [[gnu::noinline]] Value(std::string_view text);
  [[gnu::noinline]] Value(const char* text);
  [[gnu::noinline]] Value(int number);
  [[gnu::noinline]] Value(bool truth);
  [[gnu::noinline]] Value(Array items);
  [[gnu::noinline]] Value(Object members);
  [[gnu::noinline]] Value(const Value& other);
  [[gnu::noinline]] Value(Value&& other) noexcept;
  [[gnu::noinline]] Value& operator=(const Value& other);
  [[gnu::noinline]] Value& operator=(Value&& other) noexcept;
  [[gnu::noinline]] ~Value();

  /// Objects only: sets or replaces a member; an empty string or array takes it out.
  Value& set(std::string_view key, Value value);
  [[nodiscard]] const Value* get(std::string_view key) const;
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&data_); }
  [[nodiscard]] const Array* array() const { return std::get_if<Array>(&data_); }

  /// As TypeScript, short values on one line. `indent`: blanks in front of inner lines.
  [[nodiscard]] std::string typescript(std::size_t indent = 0) const;
  [[nodiscard]] std::string json() const;

 private:
  [[nodiscard]] bool vacant() const;
  void write_json(std::string& out) const;

  std::variant<std::string, int, bool, Array, Object> data_;
};

/// A double-quoted literal that is valid JSON and TypeScript, and safe inside a script element.
std::string quoted(std::string_view text);

}  // namespace sitewright::builtin
