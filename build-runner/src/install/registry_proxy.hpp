// The one way out of an install: a forwarding proxy on a Unix socket, which is mounted into a
// sandbox that has no other network. It passes connections to the registries of the machine's npm
// configuration and answers everything else with a refusal.
// Units:  bytes, milliseconds.
// Errors: unavailable when the socket cannot be made. What goes wrong later is kept as `trouble`.
// Ownership: one thread that accepts, one per connection; all have ended when the destructor
// returns, and the socket's name is gone.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "install/registry.hpp"
#include "result/result.hpp"
#include "sandbox/cancel.hpp"
#include "sandbox/fd.hpp"
#include "sandbox/spawn.hpp"

namespace sitewright::install {

struct ProxyLimits {
  std::size_t connections = 48;                  ///< at once; npm opens fifteen
  std::uint64_t sent_bytes = 64ull << 20;        ///< to registries, by one install
  std::uint64_t received_bytes = 2048ull << 20;  ///< from registries, by one install
  std::chrono::seconds head{10};                 ///< to say what is wanted
  std::chrono::seconds connect{15};
  std::chrono::seconds idle{60};
};

class RegistryProxy {
 public:
  /// `directory` gets the socket; only `owner` (and root) can connect to it.
  [[nodiscard]] static Result<std::unique_ptr<RegistryProxy>> start(
      RegistryAccess access, const std::string& directory, std::optional<sandbox::Identity> owner,
      const ProxyLimits& limits = {});
  RegistryProxy(const RegistryProxy&) = delete;
  RegistryProxy& operator=(const RegistryProxy&) = delete;
  ~RegistryProxy();

  [[nodiscard]] const std::string& socket_path() const { return path_; }

  struct Trouble {
    bool refused = false;  ///< the address was not allowed; otherwise it did not answer
    std::string what;      ///< for people
  };
  /// The first thing that went wrong.
  [[nodiscard]] std::optional<Trouble> trouble() const;

 private:
  struct Connection {
    std::atomic<bool> ended = false;
    std::thread thread;
  };

  RegistryProxy(RegistryAccess access, const ProxyLimits& limits)
      : access_(std::move(access)), limits_(limits) {}
  Result<void> listen(const std::string& directory, std::optional<sandbox::Identity> owner);
  void accept_all();
  void bury_ended();
  void serve(sandbox::Fd client);
  std::optional<sandbox::Fd> open_way(const ProxyRequest& request, std::string& first_bytes);
  std::optional<sandbox::Fd> connect_to(const Endpoint& endpoint, bool may_be_private);
  std::optional<std::string> read_head(int fd, std::chrono::seconds limit) const;
  void relay(const sandbox::Fd& client, const sandbox::Fd& registry);
  bool wait_for(int fd, short events, std::chrono::milliseconds limit) const;
  void note(bool refused, std::string what);

  RegistryAccess access_;
  ProxyLimits limits_;
  std::string path_;
  sandbox::Fd listener_;
  sandbox::CancelToken stop_;
  std::atomic<std::uint64_t> sent_ = 0;
  std::atomic<std::uint64_t> received_ = 0;
  mutable std::mutex mutex_;
  std::optional<Trouble> trouble_;
  std::vector<std::unique_ptr<Connection>> connections_;  ///< of the accepting thread
  std::thread accepting_;
};

}  // namespace sitewright::install
