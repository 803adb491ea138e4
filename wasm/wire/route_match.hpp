// Finds the route of a request in the generated table.
// Input:  the method, and the path as it stands in the URL: percent-encoded, without query.
// Rules:  a path matches as it is written, without a slash added or dropped; a parameter is decoded
//         and must be of its kind, else the path names nothing. HEAD is answered as GET.
// Source: schemas/http/routes.json.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "wire/generated/routes.hpp"

namespace sitewright::wire {

struct RouteFound {
  const RouteInfo* info;
  std::vector<std::string> params;  ///< decoded, in the order of the pattern
};
struct MethodNotAllowed {
  std::string allow;  ///< value for the header Allow, e.g. "GET, HEAD, POST"
};
struct RouteNotFound {};
using RouteMatch = std::variant<RouteNotFound, MethodNotAllowed, RouteFound>;

[[nodiscard]] RouteMatch match_route(std::string_view method, std::string_view path);

}  // namespace sitewright::wire
