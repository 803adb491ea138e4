// All builds that this runner knows: waiting, running, and ended within the last hour.
// A build id names one build: asking again for the same attempt joins it or returns what it gave; a
// newer attempt ends the older one; an older attempt is refused.
// Errors: stale for an older attempt, unavailable when the queue is full or the runner is stopping.
// Ownership: one thread per unfinished build, joined by stop() at the latest. Records are shared
// with
//            the readers of their streams.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "build/run_build.hpp"
#include "result/result.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::server {

enum class BuildState : std::uint8_t { queued, running, succeeded, failed, cancelled };

[[nodiscard]] std::string_view name_of(BuildState state);

struct BuildRecord {
  wire::Job job;
  std::string archive;  ///< empty once the build has ended
  report::FrameLog frames;
  sandbox::CancelToken cancel;
  std::atomic<BuildState> state = BuildState::queued;
  std::chrono::steady_clock::time_point ended;
};

struct RegistryLimits {
  unsigned jobs;
  std::size_t waiting = 32;
  std::size_t kept_bytes = 256u << 20;
  std::chrono::minutes kept_for{60};
};

class BuildRegistry {
 public:
  BuildRegistry(build::Workshop& workshop, build::ResidentBundlers& bundlers,
                build::ResidentBrowsers& browsers, const RegistryLimits& limits);
  BuildRegistry(const BuildRegistry&) = delete;
  BuildRegistry& operator=(const BuildRegistry&) = delete;
  ~BuildRegistry() { stop(); }

  [[nodiscard]] Result<std::shared_ptr<BuildRecord>> submit(wire::Job job, std::string archive);
  [[nodiscard]] std::shared_ptr<BuildRecord> find(const std::string& build_id);
  /// Whether there was such a build; one that has ended stays as it is.
  bool cancel(const std::string& build_id);
  /// Cancels everything and waits for the ends.
  void stop();

  struct Counts {
    std::size_t running;
    std::size_t waiting;
    std::size_t bundlers;  ///< that wait for a project
    std::size_t browsers;  ///< that wait for a site
  };
  [[nodiscard]] Counts counts();

 private:
  using Record = std::shared_ptr<BuildRecord>;
  struct Worker {
    Record record;
    std::thread thread;
  };

  void work(const Record& record);
  [[nodiscard]] bool take_slot(const BuildRecord& record, unsigned& slot);
  void release_slot(unsigned slot);
  void end(const Record& record, const build::BuildSummary& summary);
  void cancel_record(BuildRecord& record);
  void forget_old();
  void join_ended();

  build::Workshop& workshop_;
  build::ResidentBundlers& bundlers_;
  build::ResidentBrowsers& browsers_;
  RegistryLimits limits_;
  std::mutex mutex_;
  std::condition_variable slot_changed_;
  std::map<std::string, Record> records_;
  std::vector<Worker> workers_;
  std::vector<bool> slots_;  ///< true: taken
  bool stopping_ = false;
};

}  // namespace sitewright::server
