#include "server/problem_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace sitewright::server {
namespace {

std::string_view title_of(std::uint16_t status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

}  // namespace

std::uint16_t http_status(Code code) {
  switch (code) {
    case Code::invalid_input:
      return 400;
    case Code::unauthorized:
      return 401;
    case Code::not_found:
      return 404;
    case Code::conflict:
      return 409;
    case Code::stale:
      return 409;
    case Code::too_large:
      return 413;
    case Code::unavailable:
      return 503;
    case Code::broken_invariant:
      return 500;
  }
  std::unreachable();
}

std::string_view name_of(Code code) {
  switch (code) {
    case Code::invalid_input:
      return "invalid_input";
    case Code::unauthorized:
      return "unauthorized";
    case Code::not_found:
      return "not_found";
    case Code::conflict:
      return "conflict";
    case Code::stale:
      return "stale";
    case Code::too_large:
      return "too_large";
    case Code::unavailable:
      return "unavailable";
    case Code::broken_invariant:
      return "broken_invariant";
  }
  std::unreachable();
}

std::string problem_json(std::uint16_t status, std::string_view code, std::string_view detail,
                         std::string_view request_id) {
  const nlohmann::json document{{"type", "about:blank"}, {"title", title_of(status)},
                                {"status", status},      {"detail", detail},
                                {"code", code},          {"requestId", request_id}};
  return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace sitewright::server
