#include "routes/http.hpp"

#include <algorithm>

#include "project/sha256.hpp"

namespace sitewright::routes {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), lower);
  return text;
}

bool well_formed_id(std::string_view id) {
  return !id.empty() && id.size() <= 64 && std::ranges::all_of(id, [](char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') || c == '-' || c == '_' ||
           c == '.';
  });
}

struct Words {
  std::string_view title;
  wire::ProblemCode code;
};

Words words_of(Code code) {
  using wire::ProblemCode;
  switch (code) {
    case Code::invalid_input:
      return {"The request is not valid", ProblemCode::invalid_input};
    case Code::unauthorized:
      return {"A credential is needed", ProblemCode::unauthorized};
    case Code::not_found:
      return {"There is nothing here", ProblemCode::not_found};
    case Code::conflict:
      return {"The present state does not allow this", ProblemCode::conflict};
    case Code::stale:
      return {"It has changed since", ProblemCode::stale};
    case Code::too_large:
      return {"Too large", ProblemCode::too_large};
    case Code::unavailable:
      return {"Not available right now", ProblemCode::unavailable};
    case Code::broken_invariant:
      return {"Something went wrong on our side", ProblemCode::broken_invariant};
  }
  std::unreachable();
}

HttpReply problem_reply(const HttpRequest& request, std::int64_t status, Words words,
                        std::string detail, std::string_view path) {
  wire::Problem body{.type = "about:blank",
                     .title = std::string(words.title),
                     .status = status,
                     .detail = detail,
                     .code = words.code,
                     .request_id = request.request_id};
  if (!path.empty()) {
    body.errors = {wire::ProblemError{.path = std::string(path), .message = std::move(detail)}};
  }
  return HttpReply{.status = status, .body = wire::encode(body)}
      .with("content-type", "application/problem+json")
      .with("cache-control", "no-store");
}

}  // namespace

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = std::ranges::find(
      headers, name, [](const auto& header) -> std::string_view { return header.first; });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

HttpRequest request_from(wire::HttpEvent event, std::string body, std::string fresh_id) {
  HttpRequest request{.method = std::move(event.method),
                      .remote = std::move(event.remote),
                      .body = std::move(body),
                      .body_truncated = event.body_truncated};
  for (auto& [name, value] : event.headers) {
    request.headers.emplace_back(lowered(std::move(name)), std::move(value));
  }
  // scheme://host/path?query, as the platform has parsed and written it.
  std::string_view rest = event.url;
  if (const auto scheme = rest.find("://"); scheme != std::string_view::npos) {
    rest.remove_prefix(scheme + 3);
  }
  rest = rest.substr(0, rest.find('#'));
  const auto slash = std::min(rest.find('/'), rest.size());
  request.host = lowered(std::string(rest.substr(0, slash)));
  rest.remove_prefix(slash);
  const auto question = rest.find('?');
  request.path = rest.substr(0, question);
  if (request.path.empty()) request.path = "/";
  if (question != std::string_view::npos) request.query = rest.substr(question + 1);
  const auto given = request.header("x-request-id");
  request.request_id = well_formed_id(given) ? std::string(given) : std::move(fresh_id);
  return request;
}

wire::HttpOutcome outcome_of(const HttpReply& reply) {
  wire::HttpOutcome outcome{.status = reply.status, .body_handle = reply.body_handle};
  for (const auto& [name, value] : reply.headers) {
    outcome.headers.push_back({.name = name, .value = value});
  }
  return outcome;
}

std::int64_t http_status(Code code) {
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
      return 412;
    case Code::too_large:
      return 413;
    case Code::unavailable:
      return 503;
    case Code::broken_invariant:
      return 500;
  }
  std::unreachable();
}

HttpReply problem(const HttpRequest& request, const Error& error) {
  std::string detail = error.code == Code::broken_invariant
                           ? "The request could not be carried out. Nothing was changed."
                           : error.detail;
  auto reply = problem_reply(request, http_status(error.code), words_of(error.code),
                             std::move(detail), error.path);
  if (error.code == Code::unauthorized) reply.with("www-authenticate", "Bearer");
  if (error.code == Code::unavailable) reply.with("retry-after", "1");
  return reply;
}

HttpReply method_not_allowed(const HttpRequest& request, std::string allow) {
  return problem_reply(request, 405,
                       {"Another method is needed", wire::ProblemCode::method_not_allowed},
                       request.method + " does not work here; " + allow + " do.", {})
      .with("allow", std::move(allow));
}

HttpReply json_reply(std::int64_t status, std::string body) {
  return HttpReply{.status = status, .body = std::move(body)}.with("content-type",
                                                                   "application/json");
}

std::string etag_of(std::string_view bytes) {
  return '"' + project::sha256_hex(bytes).substr(0, 32) + '"';
}

bool names_etag(std::string_view list, std::string_view etag) {
  while (!list.empty()) {
    const auto comma = list.find(',');
    std::string_view item = list.substr(0, comma);
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == "*" || item == etag) return true;
  }
  return false;
}

}  // namespace sitewright::routes
