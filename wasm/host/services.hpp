// R2, Queues, deployed files, the project channel and the build runner over the host's effects.
#pragma once

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "host/effects.hpp"
#include "ports/assets.hpp"
#include "ports/build_runner.hpp"
#include "ports/effects.hpp"
#include "ports/response_stream.hpp"
#include "ports/sibling.hpp"
#include "ports/vault.hpp"

namespace sitewright::host {

/// Content-addressed objects seen by this isolate. They never change, so a hit is always right;
/// what another isolate knows does not matter. Bounded: least recently used goes first.
class BlobCache {
 public:
  explicit BlobCache(std::size_t capacity_bytes) : capacity_(capacity_bytes) {}
  [[nodiscard]] const std::string* find(const std::string& key);
  void keep(const std::string& key, std::string_view bytes);
  /// Keys known to be in the store, with or without their bytes here.
  [[nodiscard]] bool stored(const std::string& key) const { return stored_.contains(key); }
  void mark_stored(const std::string& key);

 private:
  using Entries = std::list<std::pair<std::string, std::string>>;
  std::size_t capacity_;
  std::size_t bytes_ = 0;
  Entries entries_;  // most recently used first
  std::unordered_map<std::string, Entries::iterator> index_;
  std::unordered_set<std::string> stored_;
};

class R2Blobs final : public ports::BlobStore {
 public:
  R2Blobs(Effects& effects, BlobCache& cache) : effects_(effects), cache_(cache) {}
  Task<std::vector<std::optional<std::string>>> get_many(std::vector<std::string> keys) override;
  Task<Done> put_new(std::vector<ports::BlobObject> objects) override;
  Task<Done> put(std::vector<ports::BlobObject> objects) override;

 private:
  Task<Done> write(std::vector<ports::BlobObject> objects, bool if_absent);
  Effects& effects_;
  BlobCache& cache_;
};

class HostAssets final : public ports::Assets {
 public:
  explicit HostAssets(Effects& effects) : effects_(effects) {}
  Task<std::string> read(std::string name) override;

 private:
  Effects& effects_;
};

class HostTimer final : public ports::Timer {
 public:
  explicit HostTimer(Effects& effects) : effects_(effects) {}
  /// Longer than a minute is a minute.
  Task<Done> sleep(ports::Millis time) override;

 private:
  Effects& effects_;
};

class HostVault final : public ports::Vault {
 public:
  explicit HostVault(Effects& effects) : effects_(effects) {}
  Task<ports::SealedSecret> seal(std::string secret, std::string owner) override;
  Task<std::vector<std::string>> key_ids() override;
  Task<ports::SealedSecret> reseal(std::string sealed, std::string owner) override;

 private:
  Effects& effects_;
};

class HostQueues final : public ports::Queues {
 public:
  explicit HostQueues(Effects& effects) : effects_(effects) {}
  Task<Done> send(std::string queue, std::vector<std::string> bodies) override {
    return send_later(std::move(queue), std::move(bodies), 0);
  }
  Task<Done> send_later(std::string queue, std::vector<std::string> bodies,
                        std::int64_t delay_seconds) override;

 private:
  Effects& effects_;
};

class HostChannel final : public ports::Channel {
 public:
  explicit HostChannel(Effects& effects) : effects_(effects) {}
  Task<Done> publish(std::string project_id, std::vector<ports::ChannelEvent> events) override;
  Task<Done> publish_live(std::string project_id, std::string type,
                          std::vector<std::string> data) override;

 private:
  Effects& effects_;
};

class HostBuildRunner final : public ports::BuildRunner {
 public:
  explicit HostBuildRunner(Effects& effects) : effects_(effects) {}
  Task<std::int64_t> open(std::string build_id, std::string job, std::string tar) override;
  Task<std::optional<std::string>> read(std::int64_t stream) override;
  Task<Done> cancel(std::string build_id) override;
  Task<ports::RunnerHealth> health() override;

 private:
  Effects& effects_;
};

class HostSiblings final : public ports::Sibling {
 public:
  explicit HostSiblings(Effects& effects) : effects_(effects) {}
  Task<ports::SiblingReply> get(std::string service, std::string path,
                                std::vector<std::pair<std::string, std::string>> headers) override;
  Task<ports::SiblingReply> post(std::string service, std::string path, std::string json) override;

 private:
  Task<ports::SiblingReply> fetch(std::string service, wire::ServiceFetchRequest request,
                                  std::string body);
  Effects& effects_;
};

class HostResponse final : public ports::ResponseStream {
 public:
  explicit HostResponse(Effects& effects) : effects_(effects) {}
  Task<Done> start(std::int64_t status,
                   std::vector<std::pair<std::string, std::string>> headers) override;
  Task<bool> write(std::string bytes) override;

 private:
  Effects& effects_;
};

}  // namespace sitewright::host
