#include "report/frame.hpp"

#include <cstdint>
#include <optional>
#include <utility>

#include "healing/errors/clean_text.hpp"
#include "project/sha256.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::report {
namespace {

void append_u32(std::string& out, std::size_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>((value >> shift) & 0xFF);
}

std::string framed(std::string_view header, std::string_view body = {}) {
  std::string out;
  out.reserve(8 + header.size() + body.size());
  append_u32(out, header.size());
  append_u32(out, body.size());
  return out.append(header).append(body);
}

// The generated enumerators are spelled like the names; which header holds them may change.
template <class Value>
void assign(Value& to, std::string_view name) {
  to = wire::from_string<Value>(name).value_or(Value{});
}

std::string_view name_of(StageStatus status) {
  switch (status) {
    case StageStatus::started:
      return "started";
    case StageStatus::finished:
      return "finished";
    case StageStatus::skipped:
      return "skipped";
    case StageStatus::failed:
      return "failed";
  }
  std::unreachable();
}

std::string_view name_of(Stream stream) {
  switch (stream) {
    case Stream::out:
      return "stdout";
    case Stream::err:
      return "stderr";
    case Stream::system:
      return "system";
  }
  std::unreachable();
}

std::optional<std::int64_t> unless_zero(std::uint32_t count) {
  return count == 0 ? std::nullopt : std::optional<std::int64_t>(count);
}

}  // namespace

std::string_view name_of(Stage stage) {
  switch (stage) {
    case Stage::unpack:
      return "unpack";
    case Stage::install:
      return "install";
    case Stage::typecheck:
      return "typecheck";
    case Stage::build:
      return "build";
    case Stage::smoke:
      return "smoke";
  }
  std::unreachable();
}

std::string_view name_of(Ending ending) {
  switch (ending) {
    case Ending::succeeded:
      return "succeeded";
    case Ending::failed:
      return "failed";
    case Ending::cancelled:
      return "cancelled";
  }
  std::unreachable();
}

std::string stage_frame(Stage stage, StageStatus status, std::uint64_t ms, std::string_view note) {
  wire::FrameStage frame;
  assign(frame.stage, name_of(stage));
  assign(frame.status, name_of(status));
  frame.ms = static_cast<std::int64_t>(ms);
  if (!note.empty()) frame.note = healing::clipped(std::string(note), max_note_bytes);
  return framed(wire::encode(frame));
}

std::string log_frame(Stream stream, Stage stage, std::span<const std::string> lines) {
  wire::FrameLog frame;
  assign(frame.stream, name_of(stream));
  assign(frame.stage, name_of(stage));
  for (const std::string& line : lines)
    frame.lines.push_back(healing::clipped(line, max_line_bytes));
  return framed(wire::encode(frame));
}

std::string usage_frame(const Usage& usage) {
  wire::FrameUsage frame;
  frame.peak_memory_bytes = static_cast<std::int64_t>(usage.peak_memory_bytes);
  frame.cpu_ms = static_cast<std::int64_t>(usage.cpu_ms);
  frame.wall_ms = static_cast<std::int64_t>(usage.wall_ms);
  return framed(wire::encode(frame));
}

std::string file_frame(const OutputFile& file) {
  wire::FrameFile frame;
  frame.path = file.path;
  frame.bytes = static_cast<std::int64_t>(file.bytes.size());
  frame.sha256 = file.sha256;
  frame.media_type = file.media_type;
  return framed(wire::encode(frame), file.bytes);
}

std::string thumbnail_frame(std::string_view bytes) {
  wire::FrameThumbnail frame;
  frame.bytes = static_cast<std::int64_t>(bytes.size());
  frame.sha256 = project::sha256_hex(bytes);
  return framed(wire::encode(frame), bytes);
}

std::string lock_frame(std::string_view text) {
  wire::FrameLock frame;
  frame.bytes = static_cast<std::int64_t>(text.size());
  frame.sha256 = project::sha256_hex(text);
  return framed(wire::encode(frame), text);
}

std::string error_frame(const Problem& problem) {
  wire::FrameError frame;
  assign(frame.category, name_of(problem.category));
  frame.code = healing::clipped(problem.code, 64);
  if (!problem.file.empty() && problem.file.size() <= 200) frame.file = problem.file;
  frame.line = unless_zero(problem.line);
  frame.column = unless_zero(problem.column);
  frame.message = healing::clipped(problem.message, max_message_bytes);
  Problem classified = problem;
  healing::classify(classified);
  frame.subclass = wire::from_string<wire::ErrorSubclass>(name_of(classified.subclass));
  if (!classified.symbol.empty()) frame.symbol = healing::clipped(classified.symbol, 200);
  if (!classified.package.empty()) frame.package = healing::clipped(classified.package, 200);
  return framed(wire::encode(frame));
}

std::string heartbeat_frame() {
  return framed(wire::encode(wire::FrameHeartbeat{}));
}

std::string done_frame(const Done& done) {
  wire::FrameDone frame;
  assign(frame.status, name_of(done.status));
  frame.exit_code = done.exit_code;
  frame.duration_ms = static_cast<std::int64_t>(done.duration_ms);
  frame.files = static_cast<std::int64_t>(done.files);
  frame.bytes = static_cast<std::int64_t>(done.bytes);
  return framed(wire::encode(frame));
}

}  // namespace sitewright::report
