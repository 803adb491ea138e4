// HTTP requests and answers as values, and the one mapping from Code to the outside.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result/result.hpp"
#include "wire/generated/effects.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::routes {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = {};
  std::string host = {};    ///< with port, lower case
  std::string path = {};    ///< as it stands in the URL, percent-encoded
  std::string query = {};   ///< without "?"
  Headers headers = {};     ///< names in lower case
  std::string remote = {};  ///< the client's address, as the platform saw it
  std::string body = {};
  bool body_truncated = false;
  std::string request_id = {};  ///< the caller's x-request-id if well-formed, else a new one

  /// Empty when absent.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct HttpReply {
  std::int64_t status = 200;
  Headers headers = {};
  std::string body = {};
  std::optional<std::int64_t> body_handle = {};  ///< an open object that is sent as the body

  HttpReply& with(std::string name, std::string value) & {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
  HttpReply&& with(std::string name, std::string value) && {
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
  }
};

/// `fresh_id` is used when the caller sent no good x-request-id.
[[nodiscard]] HttpRequest request_from(wire::HttpEvent event, std::string body,
                                       std::string fresh_id);
[[nodiscard]] wire::HttpOutcome outcome_of(const HttpReply& reply);

[[nodiscard]] std::int64_t http_status(Code code);

/// RFC 9457. A broken invariant is reported without detail.
[[nodiscard]] HttpReply problem(const HttpRequest& request, const Error& error);
[[nodiscard]] HttpReply method_not_allowed(const HttpRequest& request, std::string allow);

[[nodiscard]] HttpReply json_reply(std::int64_t status, std::string body);

/// A strong validator made from the bytes of an answer.
[[nodiscard]] std::string etag_of(std::string_view bytes);
/// Whether a list of If-None-Match or If-Match ("*", "a", W/"b") names the validator.
[[nodiscard]] bool names_etag(std::string_view list, std::string_view etag);

}  // namespace sitewright::routes
