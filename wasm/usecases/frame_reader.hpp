// Cuts the build runner's stream into frames (schemas/build/frame.json), whatever way it arrives.
// Errors: unavailable for what is no frame of ours: the stream is broken, another build may go
// well. Limits: a header up to 64 KiB, a body up to 64 MiB.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "result/result.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::usecases {

struct BuildFrame {
  wire::Frame header;
  std::string body;
};

class FrameReader {
 public:
  void feed(std::string_view bytes);
  /// The next whole frame; nullopt until more bytes have come.
  Result<std::optional<BuildFrame>> next();

 private:
  std::string buffer_;
  std::size_t at_ = 0;
};

}  // namespace sitewright::usecases
