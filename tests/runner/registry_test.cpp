#include "install/registry.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "install/npm.hpp"
#include "install/registry_proxy.hpp"

using namespace sitewright;
using namespace sitewright::install;
using nlohmann::json;

namespace {

bool is_private(const char* text) {
  sockaddr_in6 v6{};
  sockaddr_in v4{};
  if (::inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    return is_private_address(reinterpret_cast<const sockaddr&>(v4));
  }
  REQUIRE(::inet_pton(AF_INET6, text, &v6.sin6_addr) == 1);
  v6.sin6_family = AF_INET6;
  return is_private_address(reinterpret_cast<const sockaddr&>(v6));
}

void send(int fd, std::string_view bytes) {
  const bool sent = sandbox::write_all(fd, bytes);
  static_cast<void>(sent);  // a peer that has gone away is noticed by what it does not answer
}

/// A registry that answers one connection with what it was sent, and then with its end.
class Echo {
 public:
  Echo() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(listener_.get(), 8) == 0);
    REQUIRE(::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    port = ntohs(address.sin_port);
    thread_ = std::thread([this] {
      const sandbox::Fd peer(::accept(listener_.get(), nullptr, nullptr));
      std::array<char, 4096> buffer{};
      for (ssize_t got = 0; (got = ::read(peer.get(), buffer.data(), buffer.size())) > 0;) {
        send(peer.get(), {buffer.data(), static_cast<std::size_t>(got)});
        if (once) break;
      }
    });
  }
  Echo(const Echo&) = delete;
  Echo& operator=(const Echo&) = delete;
  ~Echo() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    thread_.join();
  }
  std::uint16_t port = 0;
  std::atomic<bool> once = false;

 private:
  sandbox::Fd listener_;
  std::thread thread_;
};

struct Folder {
  Folder() {
    std::string name = "/tmp/sitewright-registry-XXXXXX";
    path = ::mkdtemp(name.data());
  }
  ~Folder() { ::rmdir(path.c_str()); }  // fails, and the next line of a test says so, if not empty
  std::string path;
};

sandbox::Fd connect_to(const std::string& path) {
  sandbox::Fd fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(::connect(fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  return fd;
}

std::string read_some(const sandbox::Fd& fd) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::read(fd.get(), buffer.data(), buffer.size());
  return {buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))};
}

std::string answer_to(const RegistryProxy& proxy, const std::string& request) {
  const sandbox::Fd fd = connect_to(proxy.socket_path());
  send(fd.get(), request);
  return read_some(fd);
}

}  // namespace

TEST_SUITE("runner/registry") {
  TEST_CASE("the address of a registry is its host and port, whatever else it holds") {
    CHECK(endpoint_of("https://registry.example/") == Endpoint{"registry.example", 443});
    CHECK(endpoint_of("http://User:pw@Registry.Example:4873/npm?x") ==
          Endpoint{"registry.example", 4873});
    CHECK(endpoint_of("https://[2001:db8::1]:8443/") == Endpoint{"2001:db8::1", 8443});
    for (const char* text : {"", "ftp://x/", "https://", "https:///x", "https://a b/",
                             "https://x:0/", "https://x:70000/", "https://[::1/", "https://x:/"}) {
      CHECK_FALSE(endpoint_of(text).has_value());
    }
  }

  TEST_CASE("npm's configuration says what may be reached, and through what") {
    const json config = json::parse(R"({
      "registry": "https://registry.example/", "@own:registry": "http://10.0.0.5:4873/",
      "https-proxy": "http://ann:p%40ss@proxy.example:3128", "noproxy": ["", ".internal"]})");
    const auto access = registry_access_of(config, {{"no_proxy", "a.example, b.example"}});
    REQUIRE(access.has_value());
    CHECK(is_allowed(*access, {"registry.example", 443}));
    CHECK(is_allowed(*access, {"10.0.0.5", 4873}));
    CHECK_FALSE(is_allowed(*access, {"registry.example", 22}));
    CHECK_FALSE(is_allowed(*access, {"evil.registry.example", 443}));
    ProxyRequest request{{"registry.example", 443}, true, {}, {}};
    REQUIRE(proxy_before(*access, request) != nullptr);
    CHECK(proxy_before(*access, request)->at == Endpoint{"proxy.example", 3128});
    CHECK(proxy_before(*access, request)->authorization == "Basic YW5uOnBAc3M=");
    for (const char* host : {"npm.internal", "b.example", "x.a.example"}) {
      request.target.host = host;
      CHECK(proxy_before(*access, request) == nullptr);
    }
    request.target.host = "notb.example";
    CHECK(proxy_before(*access, request) != nullptr);
    CHECK_FALSE(registry_access_of(json{{"registry", "x"}}, {}).has_value());
    CHECK_FALSE(registry_access_of(json{{"proxy", "socks5://x:1"}}, {}).has_value());
  }

  TEST_CASE("a request names one host and port; what could be read in two ways is refused") {
    const auto tunnel =
        parse_proxy_request("CONNECT Registry.Example:443 HTTP/1.1\r\nA: b\r\n\r\n");
    REQUIRE(tunnel.has_value());
    CHECK(tunnel->tunnel);
    CHECK(tunnel->target == Endpoint{"registry.example", 443});
    const auto plain = parse_proxy_request(
        "GET http://r.example/a?b HTTP/1.1\r\nHost: evil.example\r\nAccept: x\r\n"
        "Proxy-Authorization: y\r\nConnection: keep-alive\r\n\r\n");
    REQUIRE(plain.has_value());
    CHECK(plain->target == Endpoint{"r.example", 80});
    CHECK(plain->path == "/a?b");
    CHECK(plain->fields == "Accept: x\r\n");
    const std::vector<std::pair<const char*, int>> refused{
        {"", 400},
        {"CONNECT r.example HTTP/1.1\r\n\r\n", 400},
        {"CONNECT r.example:443@evil.example:443 HTTP/1.1\r\n\r\n", 400},
        {"CONNECT http://r.example:443 HTTP/1.1\r\n\r\n", 400},
        {"CONNECT r.example..:443 HTTP/1.1\r\n\r\n", 400},
        {"CONNECT .:443 HTTP/1.1\r\n\r\n", 400},
        {"CONNECT r.example:443 HTTP/1.0\r\n\r\n", 400},
        {"CONNECT  r.example:443 HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: r.example\r\n\r\n", 400},
        {"GET https://r.example/ HTTP/1.1\r\n\r\n", 400},
        {"GET http://u@r.example/ HTTP/1.1\r\n\r\n", 400},
        {"GET http://r.example?x HTTP/1.1\r\n\r\n", 400},
        {"GET http://r.example/ HTTP/1.1\r\nContent-Length: 1\r\n\r\n", 400},
        {"GET http://r.example/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
        {"GET http://r.example/ HTTP/1.1\r\nA : b\r\n\r\n", 400},
        {"GET http://r.example/ HTTP/1.1\r\nA: b\r\n folded\r\n\r\n", 400},
        {"GET http://r.example/ HTTP/1.1\r\nA: b\nB: c\r\n\r\n", 400},
        {"POST http://r.example/ HTTP/1.1\r\n\r\n", 405},
    };
    for (const auto& [text, status] : refused) {
      CAPTURE(text);
      const auto request = parse_proxy_request(text);
      REQUIRE_FALSE(request.has_value());
      CHECK(request.error() == status);
    }
  }

  TEST_CASE("addresses that are nobody's on the public network are known, in every spelling") {
    for (const char* text :
         {"127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1",
          "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",
          "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"}) {
      CAPTURE(text);
      CHECK(is_private(text));
    }
    for (const char* text : {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"}) {
      CAPTURE(text);
      CHECK_FALSE(is_private(text));
    }
    CHECK(names_private_host("10.0.0.1"));
    CHECK(names_private_host("localhost"));
    CHECK(names_private_host("npm.internal"));
    CHECK_FALSE(names_private_host("registry.example.com"));
  }
}

TEST_SUITE("runner/registry_proxy") {
  TEST_CASE("a tunnel to the registry carries bytes both ways, and nothing else is reached") {
    const Folder folder;
    Echo registry;
    RegistryAccess access;
    access.allowed = {{"127.0.0.1", registry.port}};
    {
      auto proxy = RegistryProxy::start(access, folder.path, std::nullopt);
      REQUIRE(proxy.has_value());
      struct stat status{};
      REQUIRE(::stat((*proxy)->socket_path().c_str(), &status) == 0);
      CHECK((status.st_mode & 0777) == 0600);
      const std::string port = std::to_string(registry.port);
      CHECK(answer_to(**proxy, "GET http://127.0.0.2:" + port + "/ HTTP/1.1\r\n\r\n")
                .starts_with("HTTP/1.1 403 "));
      REQUIRE((*proxy)->trouble().has_value());
      CHECK((*proxy)->trouble()->refused);
      CHECK(
          answer_to(**proxy, "CONNECT 127.0.0.1:22 HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 403 "));
      CHECK(answer_to(**proxy, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
      const sandbox::Fd fd = connect_to((*proxy)->socket_path());
      send(fd.get(), "CONNECT 127.0.0.1:" + port + " HTTP/1.1\r\n\r\n");
      CHECK(read_some(fd).starts_with("HTTP/1.1 200 "));
      send(fd.get(), "hello");
      CHECK(read_some(fd) == "hello");
      ::shutdown(fd.get(), SHUT_WR);
      CHECK(read_some(fd).empty());
    }
    CHECK(::rmdir(folder.path.c_str()) == 0);
  }

  TEST_CASE("a plain request reaches the registry as its own server sees it") {
    const Folder folder;
    Echo registry;
    registry.once = true;
    RegistryAccess access;
    access.allowed = {{"127.0.0.1", registry.port}};
    const auto proxy = RegistryProxy::start(access, folder.path, std::nullopt);
    REQUIRE(proxy.has_value());
    const std::string host = "127.0.0.1:" + std::to_string(registry.port);
    CHECK(answer_to(**proxy, "GET http://" + host + "/x HTTP/1.1\r\nAccept: y\r\n\r\n") ==
          "GET /x HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nAccept: y\r\n\r\n");
  }

  TEST_CASE("a registry that does not answer is trouble of the network") {
    const Folder folder;
    RegistryAccess access;
    access.allowed = {{"127.0.0.1", 1}};
    const auto proxy = RegistryProxy::start(access, folder.path, std::nullopt);
    REQUIRE(proxy.has_value());
    CHECK(answer_to(**proxy, "CONNECT 127.0.0.1:1 HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 502 "));
    REQUIRE((*proxy)->trouble().has_value());
    CHECK_FALSE((*proxy)->trouble()->refused);
  }

  TEST_CASE("a public name that leads to a private address is refused, the owner's own is not") {
    const Folder folder;
    Echo registry;
    RegistryAccess access;
    access.allowed = {{"localhost", registry.port}};
    const auto proxy = RegistryProxy::start(access, folder.path, std::nullopt);
    REQUIRE(proxy.has_value());
    CHECK(answer_to(**proxy,
                    "CONNECT localhost:" + std::to_string(registry.port) + " HTTP/1.1\r\n\r\n")
              .starts_with("HTTP/1.1 200 "));
  }

  TEST_CASE("it ends at once, whatever its connections wait for") {
    const Folder folder;
    const auto start = std::chrono::steady_clock::now();
    {
      const auto proxy = RegistryProxy::start({}, folder.path, std::nullopt);
      REQUIRE(proxy.has_value());
      const sandbox::Fd silent = connect_to((*proxy)->socket_path());
      send(silent.get(), "CONNECT ");
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  }
}
