#include "install/registry.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <utility>

namespace sitewright::install {
namespace {

constexpr std::size_t max_host_bytes = 253;  // RFC 1035 2.3.4
constexpr std::size_t max_fields = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool is_host_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
}

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

// "host", "host:port", "[address]", "[address]:port".
std::optional<Endpoint> authority(std::string_view text, std::uint16_t default_port) {
  Endpoint out{{}, default_port};
  std::string_view rest;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return std::nullopt;
    out.host = lowered(text.substr(1, close - 1));
    rest = text.substr(close + 1);
    in6_addr parsed{};
    if (::inet_pton(AF_INET6, out.host.c_str(), &parsed) != 1) return std::nullopt;
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    out.host = lowered(text.substr(0, colon));
    rest = text.substr(colon);
    if (out.host.empty() || out.host.size() > max_host_bytes ||
        !std::ranges::all_of(out.host, is_host_byte)) {
      return std::nullopt;
    }
    if (out.host.ends_with('.')) out.host.pop_back();
    // A name has one spelling: no empty part, and so no second dot at its end.
    if (out.host.empty() || out.host.starts_with('.') || out.host.ends_with('.') ||
        out.host.contains("..")) {
      return std::nullopt;
    }
  }
  if (rest.empty()) return default_port == 0 ? std::nullopt : std::optional(out);
  if (!rest.starts_with(':')) return std::nullopt;
  const auto port = port_of(rest.substr(1));
  if (!port) return std::nullopt;
  out.port = *port;
  return out;
}

// What stands between "//" and the path, with the port of the scheme.
struct Address {
  std::string_view authority;
  std::string_view path;
  std::uint16_t port;
};

std::optional<Address> split_url(std::string_view url) {
  std::uint16_t port = 0;
  if (url.starts_with("http://")) {
    port = 80;
    url.remove_prefix(7);
  } else if (url.starts_with("https://")) {
    port = 443;
    url.remove_prefix(8);
  } else {
    return std::nullopt;
  }
  const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
  return Address{url.substr(0, end), url.substr(end), port};
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8 | (i + j < bytes.size() ? static_cast<std::uint8_t>(bytes[i + j]) : 0u);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += i + j > bytes.size() ? '=' : letters[group >> (18 - 6 * j) & 63];
    }
  }
  return out;
}

// "%40" in the user's name or password of a URL.
std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool escape =
        text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(&text[i + 1], &text[i + 1] + 2, value, 16).ptr == &text[i + 1] + 2;
    out += escape ? static_cast<char>(value) : text[i];
    if (escape) i += 2;
  }
  return out;
}

bool belongs_to_one_hop(std::string_view name) {
  constexpr std::array names{"connection", "proxy-connection",    "keep-alive", "te",
                             "trailer",    "proxy-authorization", "upgrade",    "host"};
  return std::ranges::contains(names, name);
}

// The fields that go on to the registry. A body, a folded line or a bare CR is refused: what two
// readers could take for two things does not pass.
std::expected<std::string, int> fields_to_pass(std::string_view text) {
  std::string out;
  for (std::size_t count = 0; !text.starts_with("\r\n"); ++count) {
    const std::size_t end = text.find("\r\n");
    if (end == std::string_view::npos || count == max_fields) return std::unexpected(400);
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 2);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 ||
        line.find_first_of(std::string_view("\0\r\n", 3)) != std::string_view::npos ||
        line.substr(0, colon).find_first_of(" \t") != std::string_view::npos) {
      return std::unexpected(400);
    }
    const std::string name = lowered(line.substr(0, colon));
    if (name == "content-length" || name == "transfer-encoding") return std::unexpected(400);
    if (!belongs_to_one_hop(name)) out.append(line).append("\r\n");
  }
  return out;
}

bool is_private_v4(std::uint32_t address) {
  struct Block {
    std::uint32_t base;
    int bits;
  };
  constexpr std::array blocks{Block{0x00000000, 8},  Block{0x0a000000, 8},  Block{0x64400000, 10},
                              Block{0x7f000000, 8},  Block{0xa9fe0000, 16}, Block{0xac100000, 12},
                              Block{0xc0000000, 24}, Block{0xc0a80000, 16}, Block{0xc6120000, 15},
                              Block{0xe0000000, 4},  Block{0xf0000000, 4}};
  return std::ranges::any_of(
      blocks, [&](const Block& block) { return (address ^ block.base) >> (32 - block.bits) == 0; });
}

bool is_private_v6(const in6_addr& address) {
  const auto* bytes = address.s6_addr;
  const auto embedded = [&](int at) {
    return is_private_v4(static_cast<std::uint32_t>(bytes[at]) << 24 |
                         static_cast<std::uint32_t>(bytes[at + 1]) << 16 |
                         static_cast<std::uint32_t>(bytes[at + 2]) << 8 | bytes[at + 3]);
  };
  if (IN6_IS_ADDR_V4MAPPED(&address) || IN6_IS_ADDR_V4COMPAT(&address)) return embedded(12);
  if (bytes[0] == 0x20 && bytes[1] == 0x02) return embedded(2);  // 6to4
  constexpr std::array<std::uint8_t, 12> nat64{0x00, 0x64, 0xff, 0x9b};
  if (std::memcmp(bytes, nat64.data(), nat64.size()) == 0) return embedded(12);
  return (bytes[0] & 0xe0) != 0x20;  // only 2000::/3 is global unicast
}

}  // namespace

std::optional<Endpoint> endpoint_of(std::string_view url) {
  const auto address = split_url(url);
  if (!address) return std::nullopt;
  const std::size_t at = address->authority.rfind('@');
  return authority(
      at == std::string_view::npos ? address->authority : address->authority.substr(at + 1),
      address->port);
}

std::optional<UpstreamProxy> upstream_proxy_of(std::string_view url) {
  if (!url.starts_with("http://")) return std::nullopt;
  const auto endpoint = endpoint_of(url);
  if (!endpoint) return std::nullopt;
  UpstreamProxy out{*endpoint, {}};
  const std::string_view whole = split_url(url)->authority;
  if (const std::size_t at = whole.rfind('@'); at != std::string_view::npos) {
    out.authorization = "Basic " + base64(percent_decoded(whole.substr(0, at)));
  }
  return out;
}

std::expected<ProxyRequest, int> parse_proxy_request(std::string_view head) {
  const std::size_t end = head.find("\r\n");
  if (end == std::string_view::npos || !head.ends_with("\r\n\r\n")) return std::unexpected(400);
  const std::string_view line = head.substr(0, end);
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return std::unexpected(400);
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  if (line.substr(last + 1) != "HTTP/1.1" ||
      std::ranges::any_of(target, [](char c) { return c <= ' ' || c == 0x7f; })) {
    return std::unexpected(400);
  }
  auto fields = fields_to_pass(head.substr(end + 2));
  if (!fields) return std::unexpected(fields.error());
  ProxyRequest request;
  std::optional<Endpoint> endpoint;
  if (method == "CONNECT") {
    request.tunnel = true;
    endpoint = authority(target, 0);
  } else if (method == "GET") {
    const auto address = target.starts_with("http://") ? split_url(target) : std::nullopt;
    if (address) endpoint = authority(address->authority, address->port);
    if (address) request.path = address->path.empty() ? "/" : std::string(address->path);
    if (!request.path.starts_with('/')) return std::unexpected(400);
    request.fields = std::move(*fields);
  } else {
    return std::unexpected(405);
  }
  if (!endpoint) return std::unexpected(400);
  request.target = std::move(*endpoint);
  return request;
}

bool is_allowed(const RegistryAccess& access, const Endpoint& target) {
  return std::ranges::contains(access.allowed, target);
}

const UpstreamProxy* proxy_before(const RegistryAccess& access, const ProxyRequest& request) {
  const std::string& host = request.target.host;
  for (std::string_view suffix : access.direct) {
    if (suffix.starts_with("*")) suffix.remove_prefix(1);
    if (suffix.starts_with('.')) suffix.remove_prefix(1);
    if (suffix.empty() || !host.ends_with(suffix)) continue;
    if (host.size() == suffix.size() || host[host.size() - suffix.size() - 1] == '.')
      return nullptr;
  }
  const auto& proxy = request.tunnel ? access.for_https : access.for_http;
  return proxy ? &*proxy : nullptr;
}

bool names_private_host(std::string_view host) {
  in_addr v4{};
  if (host.contains(':') || ::inet_pton(AF_INET, std::string(host).c_str(), &v4) == 1) return true;
  if (!host.contains('.')) return true;
  constexpr std::array suffixes{".localhost", ".local",    ".internal", ".lan", ".home.arpa",
                                ".test",      ".intranet", ".corp",     ".home"};
  return std::ranges::any_of(suffixes, [&](const char* suffix) { return host.ends_with(suffix); });
}

bool is_private_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return is_private_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return is_private_v6(v6.sin6_addr);
  }
  return true;
}

}  // namespace sitewright::install
