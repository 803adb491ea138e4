#include "usecases/build_version.hpp"

#include <string>
#include <utility>
#include <vector>

#include "project/archive/tar.hpp"
#include "project/path.hpp"
#include "project/retry.hpp"
#include "usecases/frame_reader.hpp"
#include "usecases/snapshot.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::usecases {

namespace {

using Status = wire::BuildStatusStatus;
using Stage = wire::FrameStageStage;

constexpr std::int64_t kMaxLogBytes = 1 << 20;
constexpr std::size_t kMaxErrors = 50;
/// What one message holds of a log or of errors: a queue takes 128 KB, JSON escapes included.
constexpr std::size_t kMessageBytes = 20'000;
/// Files are written to the store in groups of about this size.
constexpr std::size_t kWriteBytes = 2 << 20;

bool wanted(const ports::GenerationView& view, const wire::BuildRequested& message) {
  const auto state = view.generation.progress.state;
  return (state == project::State::building || state == project::State::testing) && view.build &&
         view.version && view.build->id == message.build_id &&
         view.generation.progress.build_attempt == message.attempt;
}

std::int64_t percent_at_start(Stage stage) {
  switch (stage) {
    case Stage::unpack:
      return 5;
    case Stage::install:
      return 10;
    case Stage::typecheck:
      return 30;
    case Stage::build:
      return 45;
    case Stage::smoke:
      return 85;
  }
  std::unreachable();
}

/// One attempt to build, from the first frame to the last status.
class Attempt {
 public:
  Attempt(BuildPorts ports, wire::BuildRequested message, std::int64_t version)
      : ports_(ports), message_(std::move(message)) {
    status_ = {.generation_id = message_.generation_id,
               .project_id = message_.project_id,
               .build_id = message_.build_id,
               .attempt = message_.attempt,
               .version_number = version,
               .status = Status::running};
    log_.attempt = message_.attempt;
  }

  Task<Done> report(Status status) {
    status_.status = status;
    const std::string body = wire::encode(status_);
    co_await or_return(ports_.queues.send("build-status-to-bff-queue", {body}));
    co_return co_await or_return(ports_.queues.send("build-status-to-db-queue", {body}));
  }

  /// Reads frames to the end. false: nobody wants this build any more.
  Task<bool> follow(std::int64_t stream) {
    FrameReader reader;
    while (!done_) {
      auto bytes = co_await or_return(ports_.runner.read(stream));
      if (!bytes) co_return fail(Code::unavailable, "The build runner's stream broke off.");
      reader.feed(*bytes);
      for (;;) {
        auto frame = co_await or_return(reader.next());
        if (!frame) break;
        co_await or_return(take(std::move(*frame)));
      }
      if (asks_whether_wanted_) {
        asks_whether_wanted_ = false;
        const auto view = co_await or_return(ports_.generations.generation(message_.generation_id));
        if (!wanted(view, message_)) co_return false;
      }
    }
    co_return true;
  }

  Task<Done> finish() {
    co_await or_return(write_files());
    std::vector<ports::BlobObject> objects;
    objects.push_back(
        {dist_index_key(message_.build_id), wire::encode(index_), "application/json"});
    objects.push_back({log_key(message_.build_id), wire::encode(log_), "application/json"});
    co_await or_return(ports_.blobs.put(std::move(objects)));
    status_.log_chunks = static_cast<std::int64_t>(log_.chunks.size());
    co_return co_await or_return(report(final_));
  }

 private:
  Task<Done> take(BuildFrame frame) {
    if (const auto* stage = std::get_if<wire::FrameStage>(&frame.header.value)) {
      if (stage->status == wire::FrameStageStatus::started) {
        co_await or_return(begin_stage(stage->stage));
      }
    } else if (auto* log = std::get_if<wire::FrameLog>(&frame.header.value)) {
      co_await or_return(keep_log(log->stream, std::move(log->lines)));
    } else if (const auto* file = std::get_if<wire::FrameFile>(&frame.header.value)) {
      co_await or_return(keep_file(*file, std::move(frame.body)));
    } else if (const auto* thumbnail = std::get_if<wire::FrameThumbnail>(&frame.header.value)) {
      co_await or_return(keep_thumbnail(*thumbnail, std::move(frame.body)));
    } else if (const auto* lock = std::get_if<wire::FrameLock>(&frame.header.value)) {
      co_await or_return(keep_lock(*lock, std::move(frame.body)));
    } else if (const auto* error = std::get_if<wire::FrameError>(&frame.header.value)) {
      error_bytes_ += error->message.size();
      if (status_.errors.size() < kMaxErrors && error_bytes_ <= kMessageBytes) {
        status_.errors.push_back({.category = error->category,
                                  .code = error->code,
                                  .file = error->file,
                                  .line = error->line,
                                  .column = error->column,
                                  .message = error->message,
                                  .subclass = error->subclass,
                                  .symbol = error->symbol,
                                  .package = error->package});
      }
    } else if (const auto* done = std::get_if<wire::FrameDone>(&frame.header.value)) {
      end(*done);
    } else if (std::holds_alternative<wire::FrameHeartbeat>(frame.header.value)) {
      asks_whether_wanted_ = true;
    }
    co_return Done{};
  }

  Task<Done> begin_stage(Stage stage) {
    status_.percent = percent_at_start(stage);
    asks_whether_wanted_ = true;
    if (stage == Stage::smoke) co_return co_await or_return(report(Status::testing));
    status_.status = Status::running;
    co_return co_await or_return(
        ports_.queues.send("build-status-to-bff-queue", {wire::encode(status_)}));
  }

  /// Long lines make several chunks of one frame.
  Task<Done> keep_log(wire::LogStream stream, std::vector<std::string> lines) {
    std::vector<std::string> chunk;
    std::size_t bytes = 0;
    for (auto& line : lines) {
      if (!chunk.empty() && bytes + line.size() > kMessageBytes) {
        co_await or_return(keep_chunk(stream, std::exchange(chunk, {})));
        bytes = 0;
      }
      bytes += line.size();
      chunk.push_back(std::move(line));
    }
    if (chunk.empty()) co_return Done{};
    co_return co_await or_return(keep_chunk(stream, std::move(chunk)));
  }

  Task<Done> keep_chunk(wire::LogStream stream, std::vector<std::string> lines) {
    const wire::BuildLog chunk{.generation_id = message_.generation_id,
                               .project_id = message_.project_id,
                               .build_id = message_.build_id,
                               .attempt = message_.attempt,
                               .chunk = static_cast<std::int64_t>(log_.chunks.size()),
                               .stream = stream,
                               .lines = lines};
    log_.chunks.push_back({.stream = stream, .lines = std::move(lines)});
    co_return co_await or_return(
        ports_.queues.send("build-status-to-bff-queue", {wire::encode(chunk)}));
  }

  Task<Done> keep_file(wire::FrameFile file, std::string body) {
    // The runner is trusted with builds, not with names: a path must be one that a site can have.
    const auto path = co_await or_return(project::checked_path(file.path));
    if (body.size() != static_cast<std::size_t>(file.bytes)) {
      co_return fail(Code::unavailable, "The build runner cut " + path + " short.");
    }
    pending_bytes_ += body.size();
    index_.files.push_back({.path = path, .bytes = file.bytes, .sha256 = file.sha256});
    pending_.push_back({dist_prefix(message_.build_id) + path, std::move(body), file.media_type});
    if (pending_bytes_ >= kWriteBytes) co_await or_return(write_files());
    co_return Done{};
  }

  Task<Done> keep_thumbnail(wire::FrameThumbnail picture, std::string body) {
    if (body.size() != static_cast<std::size_t>(picture.bytes)) {
      co_return fail(Code::unavailable, "The build runner cut the thumbnail short.");
    }
    status_.thumbnail = true;
    pending_bytes_ += body.size();
    pending_.push_back({thumbnail_key(message_.build_id), std::move(body),
                        std::string(wire::to_string(picture.media_type))});
    co_return Done{};
  }

  Task<Done> keep_lock(wire::FrameLock lock, std::string body) {
    if (body.size() != static_cast<std::size_t>(lock.bytes)) {
      co_return fail(Code::unavailable, "The build runner cut the lock file short.");
    }
    pending_bytes_ += body.size();
    pending_.push_back(
        {completed_lock_key(message_.build_id), std::move(body), "application/json"});
    co_return Done{};
  }

  Task<Done> write_files() {
    pending_bytes_ = 0;
    co_return co_await or_return(ports_.blobs.put(std::exchange(pending_, {})));
  }

  void end(const wire::FrameDone& done) {
    done_ = true;
    status_.exit_code = done.exit_code;
    status_.duration_ms = done.duration_ms;
    status_.files = done.files;
    status_.bytes = done.bytes;
    switch (done.status) {
      case wire::FrameDoneStatus::succeeded:
        final_ = Status::succeeded;
        status_.percent = 100;
        break;
      case wire::FrameDoneStatus::failed:
        final_ = Status::failed;
        break;
      case wire::FrameDoneStatus::cancelled:
        final_ = Status::cancelled;
        break;
    }
  }

  BuildPorts ports_;
  wire::BuildRequested message_;
  wire::BuildStatus status_;
  wire::BuildLogChunks log_;
  wire::DistIndex index_;
  std::vector<ports::BlobObject> pending_;
  std::size_t pending_bytes_ = 0;
  std::size_t error_bytes_ = 0;
  Status final_ = Status::failed;
  bool done_ = false;
  bool asks_whether_wanted_ = false;
};

Task<std::string> tar_of(BuildPorts ports, std::string project_id, std::string tree_hash) {
  const auto tree = co_await or_return(load_tree({ports.blobs}, project_id, tree_hash));
  std::string tar;
  for (const auto& [path, text] : tree) {
    tar += co_await or_return(project::tar_entry(path, text, project::Mode::regular));
  }
  co_return tar + project::tar_end();
}

}  // namespace

Task<Done> build_version(BuildPorts ports, wire::BuildRequested message) {
  const auto view = co_await or_return(ports.generations.generation(message.generation_id));
  if (!wanted(view, message)) co_return Done{};
  auto tar = co_await or_return(tar_of(ports, view.project.id, view.version->tree_hash));
  const auto allowed = project::allowance_after(view.generation.progress.retries);
  const wire::Job job{.build_id = message.build_id,
                      .attempt = message.attempt,
                      .timeout_ms = allowed.timeout_ms,
                      .max_log_bytes = kMaxLogBytes,
                      .memory_percent = allowed.memory_percent};
  const auto stream =
      co_await or_return(ports.runner.open(message.build_id, wire::encode(job), std::move(tar)));
  Attempt attempt(ports, message, view.version->number);
  co_await or_return(attempt.report(Status::running));
  if (!co_await or_return(attempt.follow(stream))) {
    ports.log.write(ports::Log::Level::info, "build_dropped", {{"buildId", message.build_id}});
    co_return co_await or_return(ports.runner.cancel(message.build_id));
  }
  co_return co_await or_return(attempt.finish());
}

}  // namespace sitewright::usecases
