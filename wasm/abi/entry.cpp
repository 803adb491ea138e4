#include "abi/entry.hpp"

#include <memory>
#include <unordered_map>
#include <utility>

#include "host/boundary.hpp"
#include "host/platform.hpp"

namespace sitewright::abi {

namespace {

constexpr std::size_t kBlobCacheBytes = 8U << 20;

struct Run {
  explicit Run(std::uint32_t id) : effects(id) {}
  host::Effects effects;
  std::optional<Task<Outcome>> task;
};

struct Isolate {
  std::unordered_map<std::uint32_t, std::unique_ptr<Run>> runs;
  host::BlobCache blobs{kBlobCacheBytes};
};

Isolate& isolate() {
  static Isolate instance;
  return instance;
}

void finish(std::uint32_t run, const Outcome& outcome) {
  const std::string frame = host::write_frame(outcome.header, outcome.body);
  finish_run(run, frame.data(), frame.size());
}

/// Ends the run if its task has a result.
void settle(std::uint32_t id) {
  auto& runs = isolate().runs;
  const auto found = runs.find(id);
  if (found == runs.end() || !found->second->task->finished()) return;
  auto result = found->second->task->take();
  // Out of the table before finish_run: the host may start the next run from within it.
  const auto run = std::move(found->second);
  runs.erase(found);
  if (!result) {
    host::HostLog().write(ports::Log::Level::error, "run_failed",
                          {{"detail", result.error().detail}});
    __builtin_trap();  // an entry turns every error into an outcome; anything else is our bug
  }
  finish(id, *result);
}

/// The event's kind decides which entry runs. Bytes that are no event of ours are a host bug.
Task<Outcome> task_of(RunContext context, std::string_view frame_bytes) {
  const auto frame = host::read_frame(frame_bytes);
  if (auto http = wire::decode<wire::HttpEvent>(frame.header)) {
    return begin_run(context, std::move(*http), std::string(frame.body));
  }
  if (auto queue = wire::decode<wire::QueueEvent>(frame.header)) {
    if (auto batch = routes::batch_from(std::move(*queue), frame.body)) {
      return begin_run(context, std::move(*batch));
    }
  }
  if (auto scheduled = wire::decode<wire::ScheduledEvent>(frame.header)) {
    return begin_run(context, std::move(*scheduled));
  }
  __builtin_trap();
}

}  // namespace

Outcome ended_with(const routes::HttpReply& reply) {
  return {wire::encode(routes::outcome_of(reply)), reply.body};
}

Outcome ended_with(const wire::QueueOutcome& outcome) {
  return {wire::encode(outcome)};
}

Outcome nothing_to_do(std::string_view what) {
  host::HostLog().write(ports::Log::Level::warning, "event_ignored", {{"what", std::string(what)}});
  return {"{}"};
}

}  // namespace sitewright::abi

using sitewright::abi::isolate;
using sitewright::abi::settle;

#if defined(__wasm__)
#define SITEWRIGHT_EXPORT(name) __attribute__((export_name(name)))
#else
#define SITEWRIGHT_EXPORT(name)
#endif

extern "C" {

/// Memory for the host to write into; wasm frees it once it is handed back in.
SITEWRIGHT_EXPORT("alloc") char* alloc(std::size_t bytes) {
  return static_cast<char*>(::operator new(bytes));
}

SITEWRIGHT_EXPORT("start_run") void start_run(std::uint32_t run, char* data, std::size_t bytes) {
  const sitewright::host::HostBytes event(data, bytes);
  auto [at, added] = isolate().runs.emplace(run, std::make_unique<sitewright::abi::Run>(run));
  if (!added) __builtin_trap();
  sitewright::abi::Run& entry = *at->second;
  entry.task.emplace(sitewright::abi::task_of({entry.effects, isolate().blobs}, event.view()));
  entry.task->start();
  settle(run);
}

SITEWRIGHT_EXPORT("resume_effect")
void resume_effect(std::uint32_t run, std::uint32_t effect, std::uint32_t status, char* data,
                   std::size_t bytes) {
  sitewright::host::HostBytes answer(data, bytes);
  const auto found = isolate().runs.find(run);
  if (found == isolate().runs.end()) return;
  found->second->effects.resume(effect, status != 0, std::move(answer));
  settle(run);
}

SITEWRIGHT_EXPORT("abandon_run") void abandon_run(std::uint32_t run) {
  isolate().runs.erase(run);
}

}  // extern "C"
