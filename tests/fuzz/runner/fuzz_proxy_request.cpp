// A head that is understood names one host and port and holds nothing that another reader could
// take for a second request; said anew it is understood the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "install/registry.hpp"

namespace {

using sitewright::install::ProxyRequest;

bool is_visible(std::string_view text) {
  for (const char c : text) {
    if (c <= ' ' || c == 0x7f) return false;
  }
  return !text.empty();
}

std::string said_anew(const ProxyRequest& request) {
  const bool is_v6 = request.target.host.contains(':');
  const std::string host = is_v6 ? '[' + request.target.host + ']' : request.target.host;
  const std::string where = host + ':' + std::to_string(request.target.port);
  return request.tunnel
             ? "CONNECT " + where + " HTTP/1.1\r\n\r\n"
             : "GET http://" + where + request.path + " HTTP/1.1\r\n" + request.fields + "\r\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sitewright::install::parse_proxy_request;
  const auto request =
      parse_proxy_request(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!request) {
    if (request.error() != 400 && request.error() != 405) std::abort();
    return 0;
  }
  if (!is_visible(request->target.host) || request->target.port == 0) std::abort();
  if (request->tunnel == !request->path.empty()) std::abort();
  if (!request->tunnel && (!is_visible(request->path) || request->path.front() != '/'))
    std::abort();
  if (request->fields.contains("\r\n\r\n") || request->fields.starts_with("\r\n")) std::abort();
  if (!request->fields.empty() && !request->fields.ends_with("\r\n")) std::abort();
  const auto again = parse_proxy_request(said_anew(*request));
  if (!again || again->target.host != request->target.host ||
      again->target.port != request->target.port || again->tunnel != request->tunnel ||
      again->path != request->path || again->fields != request->fields) {
    std::abort();
  }
  return 0;
}
