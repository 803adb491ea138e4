// All frames of one build, kept in order: one writer side, any number of readers, each from the
// start. This is what lets a second request for the same build see everything.
// Ownership: frames are immutable and shared; a reader may outlive the build.
// Errors: none. After close() nothing is appended.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace sitewright::report {

class FrameLog {
 public:
  using Frame = std::shared_ptr<const std::string>;
  enum class Wait { ready, timed_out, ended };

  void append(std::string frame) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return;
      bytes_ += frame.size();
      frames_.push_back(std::make_shared<const std::string>(std::move(frame)));
    }
    changed_.notify_all();
  }

  /// `last` is the frame that ends the stream.
  void close(std::string last) {
    {
      const std::lock_guard lock(mutex_);
      if (closed_) return;
      bytes_ += last.size();
      frames_.push_back(std::make_shared<const std::string>(std::move(last)));
      closed_ = true;
    }
    changed_.notify_all();
  }

  /// Waits for frame number `index`.
  Wait next(std::size_t index, std::chrono::milliseconds limit, Frame& out) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, limit, [&] { return index < frames_.size() || closed_; })) {
      return Wait::timed_out;
    }
    if (index >= frames_.size()) return Wait::ended;
    out = frames_[index];
    return Wait::ready;
  }

  [[nodiscard]] std::size_t bytes() const {
    const std::lock_guard lock(mutex_);
    return bytes_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Frame> frames_;
  std::size_t bytes_ = 0;
  bool closed_ = false;
};

}  // namespace sitewright::report
