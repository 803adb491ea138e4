#include "healing/errors/positions.hpp"

#include <array>
#include <charconv>
#include <cstddef>

namespace sitewright::healing {

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || at != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string project_path(std::string_view path) {
  if (path.starts_with("file://")) path.remove_prefix(7);
  if (path.starts_with("/site/")) path.remove_prefix(6);
  while (path.starts_with("./")) path.remove_prefix(2);
  // Vite runs a copy of its configuration: vite.config.js.timestamp-1795914292409-a5079b4.mjs
  constexpr std::string_view copies = "node_modules/.vite-temp/";
  if (path.starts_with(copies)) {
    path.remove_prefix(copies.size());
    path = path.substr(0, path.find(".timestamp-"));
  }
  return std::string(path.substr(0, path.find('?')));
}

Position parse_position(std::string_view text) {
  if (text.ends_with(':')) text.remove_suffix(1);
  // What a tool made of a place that it does not know.
  while (text.ends_with(":undefined") || text.ends_with(":NaN"))
    text = text.substr(0, text.rfind(':'));
  Position position;
  std::array<std::uint32_t, 2> numbers{};
  std::size_t count = 0;
  while (count < 2) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) break;
    const auto value = number(text.substr(colon + 1));
    if (!value) break;
    numbers[count++] = *value;
    text = text.substr(0, colon);
  }
  position.file = project_path(text);
  position.line = count == 2 ? numbers[1] : count == 1 ? numbers[0] : 0;
  position.column = count == 2 ? numbers[0] : 0;
  return position;
}

std::optional<Position> parse_bracketed(std::string_view text) {
  if (!text.ends_with(')')) return std::nullopt;
  text.remove_suffix(1);
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos) return std::nullopt;
  const std::string_view inside = text.substr(open + 1);
  const std::size_t middle = inside.find_first_of(",:");
  if (middle == std::string_view::npos) return std::nullopt;
  const auto line = number(inside.substr(0, middle));
  const auto column = number(inside.substr(middle + 1));
  if (!line || !column) return std::nullopt;
  std::string_view path = text.substr(0, open);
  while (path.ends_with(' ')) path.remove_suffix(1);
  return Position{project_path(path), *line, *column};
}

void stand_at(Problem& problem, const Position& place) {
  problem.file = place.file;
  problem.line = place.line;
  problem.column = place.column;
}

}  // namespace sitewright::healing
