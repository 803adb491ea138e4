// JSON as configuration files are written: comments and trailing commas are allowed.
// Errors: nothing for text that is not JSON or is nested deeper than 64. Members keep their order,
// which package exports depend on.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitewright::context {

struct ConfigValue {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool truth = false;
  std::string text;  ///< of a string, as UTF-8
  std::vector<ConfigValue> items;
  std::vector<std::pair<std::string, ConfigValue>> members;

  [[nodiscard]] bool is_string() const { return kind == Kind::string; }
  [[nodiscard]] bool is_object() const { return kind == Kind::object; }
  [[nodiscard]] bool is_array() const { return kind == Kind::array; }
  /// The last member of that name, or nothing.
  [[nodiscard]] const ConfigValue* find(std::string_view name) const;
  /// The string of that name, or an empty one.
  [[nodiscard]] std::string_view string(std::string_view name) const;
};

[[nodiscard]] std::optional<ConfigValue> parse_config(std::string_view text);

}  // namespace sitewright::context
