// The other side effects a use-case can have, one small interface each. Values in, values out;
// nothing is deleted through them; they live as long as the run.
// Errors: unavailable when the service behind it refused; a retry is safe everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "async/task.hpp"
#include "ports/state_store.hpp"

namespace sitewright::ports {

struct Clock {
  virtual Millis now() = 0;

 protected:
  ~Clock() = default;
};

struct Timer {
  /// Errors: unavailable when the run is over.
  virtual Task<Done> sleep(Millis time) = 0;

 protected:
  ~Timer() = default;
};

struct IdSource {
  /// A new id of this kind ("prj", "gen", …; project/id.hpp).
  virtual std::string make(std::string_view kind) = 0;

 protected:
  ~IdSource() = default;
};

struct Log {
  enum class Level : std::uint8_t { info, warning, error };
  /// One line of JSON. `fields` never hold a secret or a prompt.
  virtual void write(Level level, std::string_view event,
                     std::vector<std::pair<std::string_view, std::string>> fields) = 0;

 protected:
  ~Log() = default;
};

/// Named strings of the deployment (BASE_HOST, API_TOKEN, …); nullopt when not set.
struct Config {
  virtual std::optional<std::string> get(std::string_view name) = 0;

 protected:
  ~Config() = default;
};

struct BlobObject {
  std::string key;
  std::string bytes;
  std::string media_type;
};

struct BlobStore {
  /// In the order of the keys; nullopt where there is no such object.
  virtual Task<std::vector<std::optional<std::string>>> get_many(std::vector<std::string> keys) = 0;
  /// Content-addressed objects: written once, the same forever.
  virtual Task<Done> put_new(std::vector<BlobObject> objects) = 0;
  virtual Task<Done> put(std::vector<BlobObject> objects) = 0;

 protected:
  ~BlobStore() = default;
};

struct Queues {
  virtual Task<Done> send(std::string queue, std::vector<std::string> bodies) = 0;
  /// Consumers see them after the delay.
  virtual Task<Done> send_later(std::string queue, std::vector<std::string> bodies,
                                std::int64_t delay_seconds) = 0;

 protected:
  ~Queues() = default;
};

struct Channel {
  /// Durable events, in this order.
  virtual Task<Done> publish(std::string project_id, std::vector<ChannelEvent> events) = 0;
  /// Live text; may be lost.
  virtual Task<Done> publish_live(std::string project_id, std::string type,
                                  std::vector<std::string> data) = 0;

 protected:
  ~Channel() = default;
};

}  // namespace sitewright::ports
