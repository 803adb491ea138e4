// How lines are indented, and how a block written with one indentation is fitted into another.
// Units: characters of white space (space or tab) at the front of a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sitewright::codeops {

[[nodiscard]] std::string_view trimmed_right(std::string_view line);
[[nodiscard]] std::string_view trimmed(std::string_view line);
[[nodiscard]] std::string_view indentation_of(std::string_view line);

/// White space put in front of every line, or taken from it.
struct Shift {
  std::string added = {};
  std::string removed = {};

  bool operator==(const Shift&) const = default;
};

/// The one shift that turns the indentation of `written` into that of `file`, line by line; blank
/// lines agree with any. Both have the same number of lines, equal but for white space.
[[nodiscard]] std::optional<Shift> common_shift(std::span<const std::string_view> file,
                                                std::span<const std::string_view> written);

/// A line with less indentation than is to be removed keeps none; a blank line becomes empty when
/// anything is shifted.
[[nodiscard]] std::string with_shift(std::string_view line, const Shift& shift);

/// What one level is indented by: tabs, or 1 to 8 spaces; the default means "cannot be told".
struct Unit {
  bool tabs = false;
  std::size_t spaces = 0;

  bool operator==(const Unit&) const = default;
};

/// Tabs when any line begins with one, else the commonest step between neighbouring lines.
[[nodiscard]] Unit unit_of(std::span<const std::string_view> lines);

/// The line with each level of `from` written as one of `to`; odd spaces are kept.
[[nodiscard]] std::string with_unit(std::string_view line, Unit from, Unit to);

}  // namespace sitewright::codeops
