// A reader of one build's frames as a byte stream, with a heartbeat when the build is quiet.
// Ownership: keeps the build's record alive; one per HTTP response.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>

#include "server/build_registry.hpp"

namespace sitewright::server {

class FrameStream {
 public:
  explicit FrameStream(std::shared_ptr<BuildRecord> record) : record_(std::move(record)) {}

  /// Waits for and copies what comes next; 0 at the end.
  [[nodiscard]] std::size_t read(std::span<char> into);

 private:
  [[nodiscard]] bool advance(std::chrono::milliseconds patience);

  std::shared_ptr<BuildRecord> record_;
  report::FrameLog::Frame current_;
  std::size_t offset_ = 0;
  std::size_t next_ = 0;
  bool ended_ = false;
};

}  // namespace sitewright::server
