// What the simulated D1, R2, queues, channel and runner do when an effect asks them.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <utility>

#include "run.hpp"
#include "wire/generated/build.hpp"
#include "world.hpp"

namespace sitewright::simulation {

namespace {

std::string frame_of(std::string_view header, std::string_view body = {}) {
  return host::write_frame(header, body);
}

std::string file_bytes(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The files that Workers ask for; templates are linked into this program.
const std::string& asset(const std::string& header) {
  static const std::string tokens = file_bytes(SITEWRIGHT_TOKEN_TABLES "/o200k_base.tokens");
  static const std::string prompts = file_bytes(SITEWRIGHT_PROMPTS_PACK);
  static const std::string reference = file_bytes(SITEWRIGHT_REFERENCE_PACK);
  if (header.contains("reference.pack")) return reference;
  return header.contains("prompts.pack") ? prompts : tokens;
}

}  // namespace

/// The secret's place stands for its ciphertext.
std::string World::sealed(std::size_t secret) const {
  return R"({"sealed":"v1.)" + vault_keys_.at(0) + "." + std::to_string(secret) + R"(","keyId":")" +
         vault_keys_.at(0) + R"("})";
}

Result<std::string> World::reseal(const std::string& header) const {
  const auto request = wire::decode<wire::SecretResealRequest>(header);
  REQUIRE_MESSAGE(request.has_value(), request.error().detail);
  const auto text = std::string_view(request->sealed).substr(3);
  const auto dot = text.find('.');
  if (std::ranges::find(vault_keys_, text.substr(0, dot)) == vault_keys_.end()) {
    return fail(Code::unavailable, "VAULT_KEYS has not the key of this secret");
  }
  if (text.ends_with("damaged")) return fail(Code::unavailable, "the secret does not open");
  return frame_of(sealed(std::stoul(std::string(text.substr(dot + 1)))));
}

Result<std::string> World::perform(std::string_view kind, const std::string& header,
                                   std::string_view body) {
  if (kind == "d1.batch") return d1_batch(header);
  if (kind == "blob.get.many") return blob_get(header);
  if (kind == "blob.put.many") return blob_put(header, body);
  if (kind == "asset.read") return frame_of(R"({"found":true})", asset(header));
  if (kind == "secret.seal") {
    secrets_.emplace_back(body);
    return frame_of(sealed(secrets_.size()));
  }
  if (kind == "secret.keys") return frame_of(wire::encode(wire::SecretKeysReply{vault_keys_}));
  if (kind == "secret.reseal") return reseal(header);
  if (kind == "clock.sleep") {
    slept_ += wire::decode<wire::ClockSleepRequest>(header)->ms;
    return frame_of("{}");
  }
  if (kind == "queue.send") return queue_send(header, body);
  if (kind == "channel.publish") return publish(header, body);
  if (kind == "runner.open") return runner_open(header, body);
  if (kind == "runner.cancel") return frame_of(R"({"status":204})");
  if (kind == "stream.read") return stream_read(header);
  FAIL("no effect " << std::string(kind));
  return {};
}

std::string World::d1_batch(const std::string& header) {
  const auto request = wire::decode<wire::D1BatchRequest>(header);
  REQUIRE_MESSAGE(request.has_value(), request.error().detail);
  wire::D1BatchReply reply;
  // All before the first: to explain a change resets changes().
  for (const auto& statement : request->statements) {
    if (!plans_.contains(statement.sql)) {
      plans_[statement.sql] = rows("EXPLAIN QUERY PLAN " + statement.sql);
    }
  }
  sqlite3_exec(db_, "BEGIN", nullptr, nullptr, nullptr);
  for (const auto& statement : request->statements) {
    sqlite3_stmt* prepared = nullptr;
    int status = sqlite3_prepare_v2(db_, statement.sql.c_str(), -1, &prepared, nullptr);
    for (std::size_t i = 0; i < statement.params.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      const auto& param = statement.params[i];
      if (const auto* text = std::get_if<std::string>(&param)) {
        sqlite3_bind_text(prepared, at, text->data(), static_cast<int>(text->size()),
                          SQLITE_TRANSIENT);
      } else if (const auto* number = std::get_if<std::int64_t>(&param)) {
        sqlite3_bind_int64(prepared, at, *number);
      } else if (const auto* real = std::get_if<double>(&param)) {
        sqlite3_bind_double(prepared, at, *real);
      }
    }
    wire::D1BatchReplyResult result;
    while (status == SQLITE_OK || status == SQLITE_ROW) {
      status = sqlite3_step(prepared);
      if (status != SQLITE_ROW) break;
      std::vector<wire::Scalar> row;
      for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
        if (sqlite3_column_type(prepared, i) == SQLITE_INTEGER) {
          row.emplace_back(static_cast<std::int64_t>(sqlite3_column_int64(prepared, i)));
        } else if (sqlite3_column_type(prepared, i) == SQLITE_TEXT) {
          row.emplace_back(
              std::string(reinterpret_cast<const char*>(sqlite3_column_text(prepared, i))));
        } else {
          row.emplace_back(std::monostate{});
        }
      }
      result.rows.push_back(std::move(row));
    }
    sqlite3_finalize(prepared);
    if (status != SQLITE_DONE) {
      reply.error = std::string("D1_ERROR: ") + sqlite3_errmsg(db_) + ": SQLITE_CONSTRAINT";
      reply.results.clear();
      sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
      return frame_of(wire::encode(reply));
    }
    reply.results.push_back(std::move(result));
  }
  sqlite3_exec(db_, "COMMIT", nullptr, nullptr, nullptr);
  return frame_of(wire::encode(reply));
}

std::vector<std::string> World::rows(const std::string& sql) {
  std::vector<std::string> rows;
  sqlite3_stmt* prepared = nullptr;
  REQUIRE_MESSAGE(sqlite3_prepare_v2(db_, sql.c_str(), -1, &prepared, nullptr) == SQLITE_OK,
                  sqlite3_errmsg(db_));
  while (sqlite3_step(prepared) == SQLITE_ROW) {
    std::string row;
    for (int i = 0; i < sqlite3_column_count(prepared); ++i) {
      if (i > 0) row += '|';
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(prepared, i));
      row += text != nullptr ? text : "null";
    }
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(prepared);
  return rows;
}

std::string World::blob_get(const std::string& header) {
  const auto request = wire::decode<wire::BlobGetManyRequest>(header);
  REQUIRE(request.has_value());
  wire::BlobGetManyReply reply;
  std::string body;
  for (const auto& key : request->keys) {
    const auto found = blobs_.find(key);
    if (found == blobs_.end()) {
      reply.sizes.emplace_back(std::nullopt);
      continue;
    }
    reply.sizes.emplace_back(static_cast<std::int64_t>(found->second.size()));
    body += found->second;
  }
  return frame_of(wire::encode(reply), body);
}

std::string World::blob_put(const std::string& header, std::string_view body) {
  const auto request = wire::decode<wire::BlobPutManyRequest>(header);
  REQUIRE(request.has_value());
  wire::BlobPutManyReply reply;
  for (const auto& object : request->objects) {
    std::string bytes(body.substr(0, static_cast<std::size_t>(object.bytes)));
    body.remove_prefix(bytes.size());
    if (object.if_absent && blobs_.contains(object.key)) {
      CHECK_MESSAGE(blobs_[object.key] == bytes, "content under one digest must be equal");
      continue;
    }
    blobs_[object.key] = std::move(bytes);
    ++reply.written;
  }
  return frame_of(wire::encode(reply));
}

std::string World::queue_send(const std::string& header, std::string_view body) {
  const auto request = wire::decode<wire::QueueSendRequest>(header);
  REQUIRE(request.has_value());
  for (const auto size : request->sizes) {
    const auto bytes = static_cast<std::size_t>(size);
    CHECK_MESSAGE(bytes < 100'000, "a queue takes messages below 128 KB, ours stay below 100 KB");
    queues_[std::string(wire::to_string(request->queue))].push_back(
        {.id = "m" + std::to_string(next_message_++),
         .body = std::string(body.substr(0, bytes)),
         .due = now_ + static_cast<std::int64_t>(pick(40)) +
                request->delay_seconds.value_or(0) * 1000});
    body.remove_prefix(bytes);
  }
  return frame_of(R"({"sent":)" + std::to_string(request->sizes.size()) + "}");
}

std::string World::publish(const std::string& header, std::string_view body) {
  const auto request = wire::decode<wire::ChannelPublishRequest>(header);
  REQUIRE(request.has_value());
  Channel& channel = channels_[request->project_id];
  for (const auto& event : request->events) {
    std::string data(body.substr(0, static_cast<std::size_t>(event.bytes)));
    body.remove_prefix(data.size());
    if (!event.key) {
      live_.push_back({event.type, std::move(data)});
      continue;
    }
    if (!channel.keys.insert(*event.key).second) continue;
    if (event.subject) {
      const auto [at, first] = channel.ranks.try_emplace(*event.subject, event.rank);
      if (!first && event.rank <= at->second) continue;
      at->second = event.rank;
    }
    channel.events.push_back({event.type, std::move(data)});
  }
  return frame_of(R"({"lastSequence":)" + std::to_string(channel.events.size()) + "}");
}

std::string World::stream_read(const std::string& header) {
  const auto request = wire::decode<wire::StreamReadRequest>(header);
  REQUIRE(request.has_value());
  auto& frames = runner_streams_[request->stream];
  if (frames.empty()) return frame_of(R"({"done":true,"bytes":0})");
  const auto bytes = std::move(frames.front());
  frames.pop_front();
  return frame_of(R"({"done":false,"bytes":)" + std::to_string(bytes.size()) + "}", bytes);
}

namespace {

/// The files of a snapshot as the runner unpacks them.
project::TextTree files_of(std::string_view tar) {
  project::TextTree tree;
  constexpr std::size_t block = 512;
  while (tar.size() >= block && tar.front() != '\0') {
    const auto field = [&](std::size_t at, std::size_t size) {
      const auto text = tar.substr(at, size);
      return std::string(text.substr(0, text.find('\0')));
    };
    const auto prefix = field(345, 155);
    const auto size = static_cast<std::size_t>(std::stoull(field(124, 12), nullptr, 8));
    tree.emplace((prefix.empty() ? "" : prefix + "/") + field(0, 100), tar.substr(block, size));
    tar.remove_prefix(std::min(tar.size(), block + (size + block - 1) / block * block));
  }
  return tree;
}

}  // namespace

std::string World::runner_open(const std::string& header, std::string_view tar) {
  const auto request = wire::decode<wire::RunnerOpenRequest>(header);
  jobs_.push_back(*wire::decode<wire::Job>(request->job));
  const auto frame = [](std::string header, std::string body = {}) {
    const auto sizes = [](std::size_t n) {
      const auto size = static_cast<std::uint32_t>(n);
      return std::string(reinterpret_cast<const char*>(&size), sizeof size);
    };
    return sizes(header.size()) + sizes(body.size()) + header + body;
  };
  const std::string digest(64, 'a');
  const auto stream = static_cast<std::int64_t>(runner_streams_.size()) + 1;
  auto& frames = runner_streams_[stream];
  for (const char* stage : {"unpack", "install", "typecheck", "build", "smoke"}) {
    frames.push_back(frame(R"({"kind":"stage","stage":")" + std::string(stage) +
                           R"(","status":"started","ms":0})"));
  }
  frames.push_back(frame(wire::encode(wire::FrameLog{.stream = wire::LogStream::stdout_,
                                                     .stage = wire::FrameLogStage::build,
                                                     .lines = build_lines_})));
  std::vector<wire::FrameError> errors;
  if (judge_) errors = judge_(files_of(tar));
  if (!build_error_.empty()) {
    errors.push_back({.category = wire::ErrorCategory::type,
                      .code = "TS2322",
                      .file = "src/site.ts",
                      .line = 3,
                      .column = 1,
                      .message = build_error_});
  }
  if (errors.empty()) {
    frames.push_back(frame(R"({"kind":"file","path":"index.html","bytes":5,"sha256":")" + digest +
                               R"(","mediaType":"text/html"})",
                           "hello"));
    frames.push_back(frame(R"({"kind":"done","status":"succeeded","exitCode":0,"durationMs":9,)"
                           R"("files":1,"bytes":5})"));
  } else {
    for (const auto& error : errors) frames.push_back(frame(wire::encode(error)));
    if (!completed_lock_.empty()) {
      frames.push_back(
          frame(wire::encode(wire::FrameLock{
                    .bytes = static_cast<std::int64_t>(completed_lock_.size()), .sha256 = digest}),
                completed_lock_));
    }
    frames.push_back(frame(R"({"kind":"done","status":"failed","exitCode":2,"durationMs":9,)"
                           R"("files":0,"bytes":0})"));
  }
  return frame_of(R"({"status":200,"stream":)" + std::to_string(stream) + "}");
}

}  // namespace sitewright::simulation
