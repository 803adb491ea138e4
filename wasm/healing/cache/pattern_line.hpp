// One line of a pattern (pattern.hpp): abstracted from code, matched with code, filled in again.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::healing {

/// The names that a message quotes, in their order, each once.
[[nodiscard]] std::vector<std::string> quoted_names(std::string_view message);

/// Gives slots to tokens while a pattern is made.
class Slots {
 public:
  explicit Slots(std::vector<std::string> names) : names_(std::move(names)) {}

  /// A line that was there: every token of its own gets a slot.
  [[nodiscard]] std::string take(std::string_view line);
  /// A line that is new: nullopt when it has a token that is neither known nor nobody's own.
  [[nodiscard]] std::optional<std::string> make(std::string_view line);
  /// Whether all that was taken was made again, but for what the message names.
  [[nodiscard]] bool all_used() const;

 private:
  [[nodiscard]] std::string named(std::string_view text) const;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> slots_;
  std::vector<bool> used_;
};

/// What the slots of a pattern stand for in another file.
class Bindings {
 public:
  explicit Bindings(std::vector<std::string> names) : names_(std::move(names)) {}

  /// Whether the line is the pattern's; its slots are bound then. Blanks do not count.
  [[nodiscard]] bool match(std::string_view pattern, std::string_view line);
  /// The pattern's line without its indentation; nullopt when a slot is not bound.
  [[nodiscard]] std::optional<std::string> fill(std::string_view pattern) const;

 private:
  std::vector<std::string> names_;
  std::map<std::string, std::string, std::less<>> bound_;
};

}  // namespace sitewright::healing
