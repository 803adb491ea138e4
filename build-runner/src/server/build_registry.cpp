#include "server/build_registry.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

namespace sitewright::server {
namespace {

bool has_ended(const BuildRecord& record) {
  const BuildState state = record.state.load();
  return state != BuildState::queued && state != BuildState::running;
}

BuildState state_of(report::Ending ending) {
  switch (ending) {
    case report::Ending::succeeded:
      return BuildState::succeeded;
    case report::Ending::failed:
      return BuildState::failed;
    case report::Ending::cancelled:
      return BuildState::cancelled;
  }
  std::unreachable();
}

// One line per build, of numbers and names only.
void log_end(const BuildRecord& record, const build::BuildSummary& summary) {
  const nlohmann::json line{{"event", "build_ended"},
                            {"buildId", record.job.build_id},
                            {"attempt", record.job.attempt},
                            {"status", report::name_of(summary.done.status)},
                            {"exitCode", summary.done.exit_code},
                            {"durationMs", summary.done.duration_ms},
                            {"cpuMs", summary.usage.cpu_ms},
                            {"peakMemoryBytes", summary.usage.peak_memory_bytes},
                            {"files", summary.done.files},
                            {"bytes", summary.done.bytes}};
  const std::string text =
      line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace

std::string_view name_of(BuildState state) {
  switch (state) {
    case BuildState::queued:
      return "queued";
    case BuildState::running:
      return "running";
    case BuildState::succeeded:
      return "succeeded";
    case BuildState::failed:
      return "failed";
    case BuildState::cancelled:
      return "cancelled";
  }
  std::unreachable();
}

BuildRegistry::BuildRegistry(build::Workshop& workshop, build::ResidentBundlers& bundlers,
                             build::ResidentBrowsers& browsers, const RegistryLimits& limits)
    : workshop_(workshop),
      bundlers_(bundlers),
      browsers_(browsers),
      limits_(limits),
      slots_(limits.jobs, false) {}

Result<BuildRegistry::Record> BuildRegistry::submit(wire::Job job, std::string archive) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return fail(Code::unavailable, "the runner is stopping");
  join_ended();
  forget_old();
  if (const auto known = records_.find(job.build_id); known != records_.end()) {
    BuildRecord& older = *known->second;
    if (older.job.attempt == job.attempt) return known->second;
    if (older.job.attempt > job.attempt) {
      return fail(Code::stale,
                  "attempt " + std::to_string(older.job.attempt) + " of this build is newer");
    }
    cancel_record(older);
  }
  const auto waiting = std::ranges::count_if(
      workers_, [](const Worker& worker) { return worker.record->state == BuildState::queued; });
  if (static_cast<std::size_t>(waiting) >= limits_.waiting) {
    return fail(Code::unavailable, "too many builds are waiting");
  }
  auto record = std::make_shared<BuildRecord>();
  record->job = std::move(job);
  record->archive = std::move(archive);
  records_[record->job.build_id] = record;
  workers_.push_back({record, std::thread([this, record] { work(record); })});
  return record;
}

BuildRegistry::Record BuildRegistry::find(const std::string& build_id) {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(build_id);
  return found == records_.end() ? nullptr : found->second;
}

bool BuildRegistry::cancel(const std::string& build_id) {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(build_id);
  if (found == records_.end()) return false;
  cancel_record(*found->second);
  return true;
}

void BuildRegistry::stop() {
  std::vector<Worker> workers;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (const Worker& worker : workers_) cancel_record(*worker.record);
    workers.swap(workers_);
  }
  for (Worker& worker : workers) worker.thread.join();
}

BuildRegistry::Counts BuildRegistry::counts() {
  const std::lock_guard lock(mutex_);
  Counts counts{0, 0, bundlers_.ready(), browsers_.ready()};
  for (const Worker& worker : workers_) {
    counts.running += worker.record->state == BuildState::running ? 1 : 0;
    counts.waiting += worker.record->state == BuildState::queued ? 1 : 0;
  }
  return counts;
}

void BuildRegistry::work(const Record& record) {
  unsigned slot = 0;
  build::BuildSummary summary;
  summary.done.status = report::Ending::cancelled;
  summary.done.exit_code = 1;
  if (take_slot(*record, slot)) {
    record->state = BuildState::running;
    const build::BuildInput input{record->archive,
                                  std::chrono::milliseconds(record->job.timeout_ms),
                                  static_cast<std::size_t>(record->job.max_log_bytes),
                                  static_cast<unsigned>(record->job.memory_percent.value_or(100)),
                                  slot,
                                  bundlers_,
                                  browsers_};
    summary = build::run_build(workshop_, input, record->frames, record->cancel);
    release_slot(slot);
  }
  end(record, summary);
}

bool BuildRegistry::take_slot(const BuildRecord& record, unsigned& slot) {
  std::unique_lock lock(mutex_);
  const auto free_slot = [&] { return std::ranges::find(slots_, false); };
  slot_changed_.wait(lock,
                     [&] { return record.cancel.cancelled() || free_slot() != slots_.end(); });
  if (record.cancel.cancelled()) return false;
  const auto found = free_slot();
  *found = true;
  slot = static_cast<unsigned>(found - slots_.begin());
  return true;
}

void BuildRegistry::release_slot(unsigned slot) {
  {
    const std::lock_guard lock(mutex_);
    slots_[slot] = false;
  }
  slot_changed_.notify_all();
}

void BuildRegistry::end(const Record& record, const build::BuildSummary& summary) {
  log_end(*record, summary);
  {
    const std::lock_guard lock(mutex_);
    record->archive = std::string();
    record->ended = std::chrono::steady_clock::now();
    record->state = state_of(summary.done.status);
  }
  record->frames.close(report::done_frame(summary.done));
}

void BuildRegistry::cancel_record(BuildRecord& record) {
  record.cancel.cancel();
  slot_changed_.notify_all();
}

void BuildRegistry::forget_old() {
  const auto now = std::chrono::steady_clock::now();
  std::erase_if(records_, [&](const auto& entry) {
    return has_ended(*entry.second) && now - entry.second->ended > limits_.kept_for;
  });
  std::vector<Record> ended;
  std::size_t bytes = 0;
  for (const auto& [id, record] : records_) {
    if (!has_ended(*record)) continue;
    ended.push_back(record);
    bytes += record->frames.bytes();
  }
  std::ranges::sort(ended, {}, [](const Record& record) { return record->ended; });
  for (const Record& record : ended) {
    if (bytes <= limits_.kept_bytes) return;
    bytes -= record->frames.bytes();
    records_.erase(record->job.build_id);
  }
}

void BuildRegistry::join_ended() {
  for (Worker& worker : workers_) {
    if (has_ended(*worker.record)) worker.thread.join();
  }
  std::erase_if(workers_, [](const Worker& worker) { return !worker.thread.joinable(); });
}

}  // namespace sitewright::server
