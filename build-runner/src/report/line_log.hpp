// Cuts a stage's output into lines and batches them into log frames: at most 64 lines, at most
// 100 ms late, at most the build's log limit in all.
// Units:  bytes of cleaned text; milliseconds.
// Errors: none; what is over the limit is dropped, and one system line says so.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "report/frame.hpp"
#include "report/frame_log.hpp"

namespace sitewright::report {

/// What is left of a build's log limit; its stages share it.
class LogBudget {
 public:
  explicit LogBudget(std::size_t bytes) : left_(static_cast<std::ptrdiff_t>(bytes)) {}

  [[nodiscard]] bool take(std::size_t bytes) {
    return left_.fetch_sub(static_cast<std::ptrdiff_t>(bytes)) >=
           static_cast<std::ptrdiff_t>(bytes);
  }
  [[nodiscard]] bool first_to_report() { return !reported_.exchange(true); }

 private:
  std::atomic<std::ptrdiff_t> left_;
  std::atomic<bool> reported_ = false;
};

/// One stream of one stage. Not thread-safe: a stage is driven by one thread.
class LineLog {
 public:
  using OnLine = std::function<void(std::string_view line)>;
  using Clock = std::chrono::steady_clock;

  LineLog(FrameLog& frames, LogBudget& budget, Stage stage, Stream stream, OnLine on_line = {})
      : frames_(frames),
        budget_(budget),
        stage_(stage),
        stream_(stream),
        on_line_(std::move(on_line)) {}

  void write(std::string_view bytes);
  /// Sends what has waited for 100 ms.
  void tick();
  /// Sends everything, the unfinished last line included.
  void finish();

 private:
  void take_line(std::string_view raw);
  void flush();

  FrameLog& frames_;
  LogBudget& budget_;
  Stage stage_;
  Stream stream_;
  OnLine on_line_;
  std::string partial_;
  bool partial_is_cut_ = false;
  std::vector<std::string> lines_;
  Clock::time_point oldest_{};
};

}  // namespace sitewright::report
