// The frames of a build's stream, encoded for the wire: u32 LE header length, u32 LE body length,
// header JSON, body. Only `file`, `thumbnail` and `lock` have a body.
// Units:  milliseconds, bytes.
// Errors: none; text is cut to the schema's limits here, and ill-formed UTF-8 becomes U+FFFD.
// Source: schemas/build/frame*.json.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "report/problem.hpp"

namespace sitewright::report {

enum class Stage : std::uint8_t { unpack, install, typecheck, build, smoke };
enum class StageStatus : std::uint8_t { started, finished, skipped, failed };
enum class Stream : std::uint8_t { out, err, system };
enum class Ending : std::uint8_t { succeeded, failed, cancelled };

inline constexpr std::size_t max_lines_per_frame = 64;
inline constexpr std::size_t max_line_bytes = 2000;
inline constexpr std::size_t max_message_bytes = 2000;
inline constexpr std::size_t max_note_bytes = 300;
inline constexpr std::size_t max_lock_bytes = 4u << 20;

struct Usage {
  std::uint64_t peak_memory_bytes = 0;
  std::uint64_t cpu_ms = 0;
  std::uint64_t wall_ms = 0;
};

struct OutputFile {
  std::string path;
  std::string_view bytes;
  std::string sha256;
  std::string media_type;
};

struct Done {
  Ending status = Ending::failed;
  int exit_code = 0;
  std::uint64_t duration_ms = 0;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
};

[[nodiscard]] std::string_view name_of(Stage stage);
[[nodiscard]] std::string_view name_of(Ending ending);

/// `note`: what the stage left out, and why.
[[nodiscard]] std::string stage_frame(Stage stage, StageStatus status, std::uint64_t ms,
                                      std::string_view note = {});
[[nodiscard]] std::string log_frame(Stream stream, Stage stage, std::span<const std::string> lines);
[[nodiscard]] std::string usage_frame(const Usage& usage);
[[nodiscard]] std::string file_frame(const OutputFile& file);
/// `bytes`: a WebP picture.
[[nodiscard]] std::string thumbnail_frame(std::string_view bytes);
/// `text`: of a package-lock.json.
[[nodiscard]] std::string lock_frame(std::string_view text);
[[nodiscard]] std::string error_frame(const Problem& problem);
[[nodiscard]] std::string heartbeat_frame();
[[nodiscard]] std::string done_frame(const Done& done);

}  // namespace sitewright::report
