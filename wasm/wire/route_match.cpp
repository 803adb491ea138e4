#include "wire/route_match.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "wire/percent.hpp"
#include "wire/text_rules.hpp"

namespace sitewright::wire {
namespace {

constexpr std::size_t max_number_digits = 7;
constexpr std::size_t max_rest_bytes = 2400;  // a path of 200 code points, every byte escaped

bool is_positive_number(std::string_view text) {
  return !text.empty() && text.size() <= max_number_digits && text.front() != '0' &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> parameter(char mark, std::string_view raw) {
  if (mark == '*' && raw.size() > max_rest_bytes) return std::nullopt;
  std::optional<std::string> value = percent_decode(raw, Plus::plus);
  if (!value) return std::nullopt;
  const bool fits = mark == ':'   ? is_id(*value)
                    : mark == '#' ? is_positive_number(*value)
                                  : is_safe_path(*value);
  return fits ? std::move(value) : std::nullopt;
}

// Takes "/segment" off the front.
std::string_view take_segment(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::string_view segment = rest.substr(0, rest.find('/'));
  rest.remove_prefix(segment.size());
  return segment;
}

std::optional<std::vector<std::string>> match_pattern(std::string_view pattern,
                                                      std::string_view path) {
  std::vector<std::string> params;
  while (!pattern.empty()) {
    if (!path.starts_with('/')) return std::nullopt;
    const std::string_view wanted = take_segment(pattern);
    const char mark = wanted.front();
    if (mark != ':' && mark != '#' && mark != '*') {
      if (take_segment(path) != wanted) return std::nullopt;
      continue;
    }
    const std::string_view raw =
        mark == '*' ? std::exchange(path, {}).substr(1) : take_segment(path);
    std::optional<std::string> value = parameter(mark, raw);
    if (!value) return std::nullopt;
    params.push_back(std::move(*value));
  }
  if (!path.empty()) return std::nullopt;
  return params;
}

}  // namespace

RouteMatch match_route(std::string_view method, std::string_view path) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  std::string allow;
  for (const RouteInfo& info : route_table) {
    std::optional<std::vector<std::string>> params = match_pattern(info.pattern, path);
    if (!params) continue;
    if (info.method == wanted) return RouteFound{&info, std::move(*params)};
    if (!allow.empty()) allow += ", ";
    allow += info.method;
    if (info.method == "GET") allow += ", HEAD";
  }
  if (allow.empty()) return RouteNotFound{};
  return MethodNotAllowed{std::move(allow)};
}

}  // namespace sitewright::wire
