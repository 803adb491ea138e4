// Which hosts an install may reach: the registries that the machine's npm configuration names, and
// nothing else. Pure: no socket is opened here, so that every rule can be tested by itself.
// Units:  ports.
// Errors: nothing or a status of HTTP for what is not allowed or not understood.
// Source: RFC 9112 (request lines), RFC 9110 7.6.1 (fields of one hop), IANA special-purpose
//         address registries.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::install {

struct Endpoint {
  std::string host;  ///< lower case; an IPv6 address without its brackets
  std::uint16_t port = 0;

  bool operator==(const Endpoint&) const = default;
};

/// A proxy of the machine's own that stands before every registry.
struct UpstreamProxy {
  Endpoint at;
  std::string authorization;  ///< value of Proxy-Authorization; may be empty
};

struct RegistryAccess {
  std::vector<Endpoint> allowed;
  std::optional<UpstreamProxy> for_http;
  std::optional<UpstreamProxy> for_https;
  std::vector<std::string> direct;  ///< suffixes of hosts that are reached without a proxy
};

/// Of "https://host[:port]/…" or "http://…"; nothing for any other text.
[[nodiscard]] std::optional<Endpoint> endpoint_of(std::string_view url);

/// Of "http://[user:password@]host:port"; nothing where the scheme is another.
[[nodiscard]] std::optional<UpstreamProxy> upstream_proxy_of(std::string_view url);

/// What a client of the proxy asks for.
struct ProxyRequest {
  Endpoint target;
  bool tunnel = false;  ///< CONNECT
  std::string path;     ///< of a plain request, from its first slash on
  std::string fields;   ///< of a plain request: the fields that go on, each with its line end
};

/// Reads one head, up to and with its empty line. CONNECT, and GET without a body, are understood.
/// The failure is a status: 400 or 405.
[[nodiscard]] std::expected<ProxyRequest, int> parse_proxy_request(std::string_view head);

[[nodiscard]] bool is_allowed(const RegistryAccess& access, const Endpoint& target);

/// The proxy that stands before `target`, if one does.
[[nodiscard]] const UpstreamProxy* proxy_before(const RegistryAccess& access,
                                                const ProxyRequest& request);

/// Whether whoever named this host meant a machine of his own: an address, a name without a dot, or
/// a name below a suffix that no public name has.
[[nodiscard]] bool names_private_host(std::string_view host);

/// Loopback, private, link-local, shared, multicast and reserved addresses, also inside IPv6.
[[nodiscard]] bool is_private_address(const sockaddr& address);

}  // namespace sitewright::install
