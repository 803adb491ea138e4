#include "server/frame_stream.hpp"

#include <algorithm>

namespace sitewright::server {
namespace {

constexpr std::chrono::seconds heartbeat_interval{5};

}  // namespace

bool FrameStream::advance(std::chrono::milliseconds patience) {
  if (ended_) return false;
  switch (record_->frames.next(next_, patience, current_)) {
    case report::FrameLog::Wait::ready:
      ++next_;
      offset_ = 0;
      return true;
    case report::FrameLog::Wait::ended:
      ended_ = true;
      return false;
    case report::FrameLog::Wait::timed_out:
      return false;
  }
  std::unreachable();
}

std::size_t FrameStream::read(std::span<char> into) {
  std::size_t filled = 0;
  while (filled < into.size()) {
    if (!current_ || offset_ == current_->size()) {
      current_.reset();
      // Only the first frame is waited for; what else is there already goes along with it.
      const bool waits = filled == 0;
      if (!advance(waits ? std::chrono::milliseconds(heartbeat_interval)
                         : std::chrono::milliseconds(0))) {
        if (!waits || ended_) break;
        current_ = std::make_shared<const std::string>(report::heartbeat_frame());
        offset_ = 0;
      }
    }
    const std::size_t count = std::min(into.size() - filled, current_->size() - offset_);
    std::copy_n(current_->data() + offset_, count, into.data() + filled);
    offset_ += count;
    filled += count;
  }
  return filled;
}

}  // namespace sitewright::server
