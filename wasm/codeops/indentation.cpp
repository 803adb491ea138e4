#include "codeops/indentation.hpp"

#include <algorithm>
#include <array>

namespace sitewright::codeops {
namespace {

constexpr std::size_t widest_unit = 8;

std::optional<Shift> shift_between(std::string_view file, std::string_view written) {
  if (file.ends_with(written)) {
    return Shift{.added = std::string(file.substr(0, file.size() - written.size()))};
  }
  if (written.ends_with(file)) {
    return Shift{.removed = std::string(written.substr(0, written.size() - file.size()))};
  }
  return std::nullopt;
}

}  // namespace

std::string_view trimmed_right(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t\r") + 1);
}

std::string_view trimmed(std::string_view line) {
  line = trimmed_right(line);
  return line.substr(indentation_of(line).size());
}

std::string_view indentation_of(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

std::optional<Shift> common_shift(std::span<const std::string_view> file,
                                  std::span<const std::string_view> written) {
  std::optional<Shift> common;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (trimmed(written[i]).empty()) continue;
    auto shift = shift_between(indentation_of(file[i]), indentation_of(written[i]));
    if (!shift || (common && *shift != *common)) return std::nullopt;
    common = std::move(shift);
  }
  return common ? common : Shift{};
}

std::string with_shift(std::string_view line, const Shift& shift) {
  if (shift == Shift{}) return std::string(line);
  if (trimmed(line).empty()) return {};
  if (line.starts_with(shift.removed)) {
    return shift.added + std::string(line.substr(shift.removed.size()));
  }
  return std::string(line.substr(indentation_of(line).size()));
}

Unit unit_of(std::span<const std::string_view> lines) {
  std::array<std::size_t, widest_unit + 1> steps{};
  std::size_t before = 0;
  for (const std::string_view line : lines) {
    if (line.starts_with('\t')) return {.tabs = true};
    if (trimmed(line).empty()) continue;
    const std::size_t width = indentation_of(line).size();
    const std::size_t step = width > before ? width - before : before - width;
    if (step >= 2 && step <= widest_unit) ++steps[step];
    before = width;
  }
  const auto commonest = std::ranges::max_element(steps);
  if (*commonest == 0) return {};
  return {.spaces = static_cast<std::size_t>(commonest - steps.begin())};
}

std::string with_unit(std::string_view line, Unit from, Unit to) {
  const std::string_view indentation = indentation_of(line);
  std::size_t levels = 0;
  std::size_t odd_spaces = 0;
  for (const char c : indentation) {
    if (c == '\t') {
      ++levels;
      odd_spaces = 0;
    } else if (++odd_spaces == from.spaces) {  // never when `from` is tabs: spaces is 0 there
      ++levels;
      odd_spaces = 0;
    }
  }
  std::string out(to.tabs ? levels : levels * to.spaces, to.tabs ? '\t' : ' ');
  out.append(odd_spaces, ' ');
  return out.append(line.substr(indentation.size()));
}

}  // namespace sitewright::codeops
