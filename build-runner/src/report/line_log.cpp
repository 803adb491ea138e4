#include "report/line_log.hpp"

#include <algorithm>

#include "healing/errors/clean_text.hpp"

namespace sitewright::report {
namespace {

constexpr std::chrono::milliseconds batch_delay{100};
constexpr std::size_t max_raw_line_bytes = 32u << 10;  // escapes can be most of a line

}  // namespace

void LineLog::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view piece = bytes.substr(0, end);
    const std::size_t room = max_raw_line_bytes - std::min(partial_.size(), max_raw_line_bytes);
    partial_ += piece.substr(0, room);
    partial_is_cut_ = partial_is_cut_ || piece.size() > room;
    if (end == std::string_view::npos) return;
    take_line(partial_);
    partial_.clear();
    partial_is_cut_ = false;
    bytes.remove_prefix(end + 1);
  }
}

void LineLog::take_line(std::string_view raw) {
  if (raw.ends_with('\r')) raw.remove_suffix(1);
  std::string line = healing::clean_line(raw);
  if (partial_is_cut_) line += "…";
  if (on_line_) on_line_(line);
  line = healing::clipped(std::move(line), max_line_bytes);
  if (!budget_.take(line.size() + 1)) {
    if (!budget_.first_to_report()) return;
    flush();
    const std::vector<std::string> notice{"The log limit is reached; further output is dropped."};
    frames_.append(log_frame(Stream::system, stage_, notice));
    return;
  }
  if (lines_.empty()) oldest_ = Clock::now();
  lines_.push_back(std::move(line));
  if (lines_.size() >= max_lines_per_frame) flush();
}

void LineLog::tick() {
  if (!lines_.empty() && Clock::now() - oldest_ >= batch_delay) flush();
}

void LineLog::finish() {
  if (!partial_.empty()) take_line(partial_);
  partial_.clear();
  flush();
}

void LineLog::flush() {
  if (lines_.empty()) return;
  frames_.append(log_frame(stream_, stage_, lines_));
  lines_.clear();
}

}  // namespace sitewright::report
