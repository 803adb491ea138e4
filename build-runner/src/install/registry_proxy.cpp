#include "install/registry_proxy.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace sitewright::install {
namespace {

using sandbox::Fd;
using std::chrono::milliseconds;

constexpr std::size_t max_head_bytes = 16u << 10;
constexpr const char* socket_name = "registry.sock";

struct Addresses {
  addrinfo* first = nullptr;
  Addresses() = default;
  Addresses(const Addresses&) = delete;
  Addresses& operator=(const Addresses&) = delete;
  ~Addresses() {
    if (first != nullptr) ::freeaddrinfo(first);
  }
};

/// A look-up that may take long and cannot be stopped; whoever asked may be gone when it ends.
struct Lookup {
  Addresses addresses;
  int error = 0;
  sandbox::CancelToken done;
};

std::shared_ptr<Lookup> look_up(const Endpoint& endpoint) {
  auto lookup = std::make_shared<Lookup>();
  std::thread([lookup, endpoint] {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG | AI_NUMERICSERV;
    lookup->error = ::getaddrinfo(endpoint.host.c_str(), std::to_string(endpoint.port).c_str(),
                                  &hints, &lookup->addresses.first);
    lookup->done.cancel();
  }).detach();
  return lookup;
}

bool send_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0 && errno == EAGAIN) {
      pollfd polled{fd, POLLOUT, 0};
      if (::poll(&polled, 1, 10'000) <= 0) return false;
      continue;
    }
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string status_line(int status) {
  const char* const reason = status == 403   ? "Forbidden"
                             : status == 405 ? "Method Not Allowed"
                             : status == 502 ? "Bad Gateway"
                                             : "Bad Request";
  return "HTTP/1.1 " + std::to_string(status) + ' ' + reason +
         "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
}

std::string name_of(const Endpoint& endpoint) {
  const bool is_v6 = endpoint.host.contains(':');
  return (is_v6 ? '[' + endpoint.host + ']' : endpoint.host) + ':' + std::to_string(endpoint.port);
}

// One direction of a relay: what has been read and not yet been written.
struct Flow {
  int from = -1;
  int to = -1;
  std::atomic<std::uint64_t>* total = nullptr;
  std::uint64_t limit = 0;
  std::array<char, 64u << 10> buffer{};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool finished = false;  ///< the source has ended and the target knows

  [[nodiscard]] bool is_empty() const { return begin == end; }
};

bool is_transient(ssize_t result) {
  return result < 0 && (errno == EINTR || errno == EAGAIN);
}

// False: the connection is broken, or over its limit.
bool advance(Flow& flow) {
  if (flow.finished) return true;
  if (flow.is_empty()) {
    const ssize_t got = ::recv(flow.from, flow.buffer.data(), flow.buffer.size(), 0);
    if (is_transient(got)) return true;
    if (got < 0) return false;
    if (got == 0) {
      flow.finished = true;
      return ::shutdown(flow.to, SHUT_WR) == 0;
    }
    flow.begin = 0;
    flow.end = static_cast<std::size_t>(got);
    if (flow.total->fetch_add(flow.end) + flow.end > flow.limit) return false;
  }
  const ssize_t sent =
      ::send(flow.to, &flow.buffer[flow.begin], flow.end - flow.begin, MSG_NOSIGNAL);
  if (is_transient(sent)) return true;
  if (sent <= 0) return false;
  flow.begin += static_cast<std::size_t>(sent);
  return true;
}

}  // namespace

Result<std::unique_ptr<RegistryProxy>> RegistryProxy::start(RegistryAccess access,
                                                            const std::string& directory,
                                                            std::optional<sandbox::Identity> owner,
                                                            const ProxyLimits& limits) {
  std::unique_ptr<RegistryProxy> proxy(new RegistryProxy(std::move(access), limits));
  if (auto listening = proxy->listen(directory, owner); !listening) {
    return std::unexpected(listening.error());
  }
  proxy->accepting_ = std::thread([raw = proxy.get()] { raw->accept_all(); });
  return proxy;
}

// The name is bound through the directory's descriptor: a socket's address has room for 107 bytes,
// and a state folder's path may be longer.
Result<void> RegistryProxy::listen(const std::string& directory,
                                   std::optional<sandbox::Identity> owner) {
  path_ = directory + '/' + socket_name;
  const Fd folder(::open(directory.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  listener_ = Fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = "/proc/self/fd/" + std::to_string(folder.get()) + '/' + socket_name;
  name.copy(address.sun_path, sizeof address.sun_path - 1);
  if (!folder.open() || !listener_.open() ||
      ::bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::fchmodat(folder.get(), socket_name, 0600, 0) != 0 ||
      (owner && ::fchownat(folder.get(), socket_name, owner->uid, owner->gid, 0) != 0) ||
      ::listen(listener_.get(), SOMAXCONN) != 0) {
    return fail(Code::unavailable, sandbox::system_message("the registry proxy's socket"));
  }
  return {};
}

RegistryProxy::~RegistryProxy() {
  stop_.cancel();
  if (accepting_.joinable()) accepting_.join();
  for (const auto& connection : connections_) connection->thread.join();
  ::unlink(path_.c_str());
}

std::optional<RegistryProxy::Trouble> RegistryProxy::trouble() const {
  const std::lock_guard lock(mutex_);
  return trouble_;
}

void RegistryProxy::note(bool refused, std::string what) {
  const std::lock_guard lock(mutex_);
  if (!trouble_) trouble_ = Trouble{refused, std::move(what)};
}

void RegistryProxy::accept_all() {
  while (wait_for(listener_.get(), POLLIN, std::chrono::hours(24)) && !stop_.cancelled()) {
    Fd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    bury_ended();
    if (!client.open() || connections_.size() >= limits_.connections) continue;
    auto connection = std::make_unique<Connection>();
    connection->thread = std::thread(
        [this, raw = connection.get()](Fd fd) {
          serve(std::move(fd));
          raw->ended = true;
        },
        std::move(client));
    connections_.push_back(std::move(connection));
  }
}

void RegistryProxy::bury_ended() {
  std::erase_if(connections_, [](const std::unique_ptr<Connection>& connection) {
    if (!connection->ended) return false;
    connection->thread.join();
    return true;
  });
}

void RegistryProxy::serve(Fd client) {
  const auto head = read_head(client.get(), limits_.head);
  if (!head) return;
  const auto request = parse_proxy_request(*head);
  int status = request ? 0 : request.error();
  std::string first_bytes;
  std::optional<Fd> registry;
  if (request && !is_allowed(access_, request->target)) {
    note(true, name_of(request->target) + " is not the package registry.");
    status = 403;
  } else if (request) {
    registry = open_way(*request, first_bytes);
    if (!registry) status = 502;
  }
  if (status != 0) {
    send_all(client.get(), status_line(status));
    return;
  }
  if (request->tunnel && !send_all(client.get(), "HTTP/1.1 200 Connection established\r\n\r\n")) {
    return;
  }
  if (!first_bytes.empty() && !send_all(registry->get(), first_bytes)) return;
  relay(client, *registry);
}

// A connection that leads to the registry: to itself, or through the machine's own proxy.
std::optional<Fd> RegistryProxy::open_way(const ProxyRequest& request, std::string& first_bytes) {
  const UpstreamProxy* const proxy = proxy_before(access_, request);
  const std::string target = name_of(request.target);
  const bool has_default_port = !request.tunnel && request.target.port == 80;
  const std::string host = has_default_port ? target.substr(0, target.rfind(':')) : target;
  std::string authorization;
  if (proxy != nullptr && !proxy->authorization.empty()) {
    authorization = "Proxy-Authorization: " + proxy->authorization + "\r\n";
  }
  auto fd = proxy != nullptr ? connect_to(proxy->at, true)
                             : connect_to(request.target, names_private_host(request.target.host));
  if (!fd) return std::nullopt;
  if (!request.tunnel) {
    first_bytes = "GET " + (proxy != nullptr ? "http://" + host : std::string()) + request.path +
                  " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + authorization +
                  request.fields + "\r\n";
    return fd;
  }
  if (proxy == nullptr) return fd;
  const std::string ask =
      "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + authorization + "\r\n";
  if (!send_all(fd->get(), ask)) return std::nullopt;
  const auto answer = read_head(fd->get(), limits_.connect);
  if (!answer || !answer->starts_with("HTTP/1.") || answer->substr(8, 4) != " 200") {
    note(false, "The machine's proxy does not lead to the package registry.");
    return std::nullopt;
  }
  return fd;
}

std::optional<Fd> RegistryProxy::connect_to(const Endpoint& endpoint, bool may_be_private) {
  const auto lookup = look_up(endpoint);
  if (!wait_for(lookup->done.fd(), POLLIN, limits_.connect) || lookup->error != 0) {
    const char* const why = lookup->done.cancelled() && lookup->error != 0
                                ? ::gai_strerror(lookup->error)
                                : "no answer";
    note(false, "The package registry's name could not be resolved: " + std::string(why) + ".");
    return std::nullopt;
  }
  bool refused = false;
  for (const addrinfo* at = lookup->addresses.first; at != nullptr; at = at->ai_next) {
    if (!may_be_private && is_private_address(*at->ai_addr)) {
      refused = true;
      continue;
    }
    Fd fd(::socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd.open()) continue;
    if (::connect(fd.get(), at->ai_addr, at->ai_addrlen) != 0 && errno != EINPROGRESS) continue;
    if (!wait_for(fd.get(), POLLOUT, limits_.connect)) continue;
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0 || error != 0) continue;
    const int on = 1;
    ::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
  }
  note(refused, refused ? "The package registry's name leads to a private address."
                        : "The package registry does not answer.");
  return std::nullopt;
}

// Byte by byte, so that nothing behind the head is taken from the stream. Heads are short.
std::optional<std::string> RegistryProxy::read_head(int fd, std::chrono::seconds limit) const {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  std::string head;
  while (head.size() < max_head_bytes) {
    const auto left = std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left <= milliseconds(0) || !wait_for(fd, POLLIN, left)) return std::nullopt;
    char byte = 0;
    const ssize_t got = ::recv(fd, &byte, 1, 0);
    if (is_transient(got)) continue;
    if (got <= 0) return std::nullopt;
    head += byte;
    if (head.ends_with("\r\n\r\n")) return head;
  }
  return std::nullopt;
}

void RegistryProxy::relay(const Fd& client, const Fd& registry) {
  Flow up{client.get(), registry.get(), &sent_, limits_.sent_bytes};
  Flow down{registry.get(), client.get(), &received_, limits_.received_bytes};
  while (!(up.finished && down.finished)) {
    const auto events = [](const Flow& reads, const Flow& writes) {
      return static_cast<short>((!reads.finished && reads.is_empty() ? POLLIN : 0) |
                                (!writes.is_empty() ? POLLOUT : 0));
    };
    std::array polled{pollfd{client.get(), events(up, down), 0},
                      pollfd{registry.get(), events(down, up), 0}, pollfd{stop_.fd(), POLLIN, 0}};
    // A side that is of no interest now would report its end again and again.
    for (pollfd& one : polled) one.fd = one.events == 0 ? -1 : one.fd;
    const auto idle_ms = std::chrono::duration_cast<milliseconds>(limits_.idle).count();
    if (::poll(polled.data(), polled.size(), static_cast<int>(idle_ms)) <= 0) return;
    if (stop_.cancelled() || !advance(up) || !advance(down)) return;
  }
}

/// False when it takes too long, or the proxy stops.
bool RegistryProxy::wait_for(int fd, short events, milliseconds limit) const {
  std::array polled{pollfd{fd, events, 0}, pollfd{stop_.fd(), POLLIN, 0}};
  int ready = 0;
  do {
    ready = ::poll(polled.data(), polled.size(), static_cast<int>(limit.count()));
  } while (ready < 0 && errno == EINTR);
  return ready > 0 && polled[1].revents == 0;
}

}  // namespace sitewright::install
