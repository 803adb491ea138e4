#include "usecases/frame_reader.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace sitewright::usecases {

namespace {
constexpr std::size_t kPrefix = 8;
/// 64 log lines of 2,000 characters, each of which JSON may write in 6 bytes.
constexpr std::uint32_t kMaxHeader = 1U << 20;
constexpr std::uint32_t kMaxBody = 64U << 20;
constexpr std::size_t kCompactAt = 1U << 20;
}  // namespace

void FrameReader::feed(std::string_view bytes) {
  if (at_ > kCompactAt || at_ == buffer_.size()) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  buffer_ += bytes;
}

Result<std::optional<BuildFrame>> FrameReader::next() {
  const std::string_view rest = std::string_view(buffer_).substr(at_);
  if (rest.size() < kPrefix) return std::nullopt;
  std::uint32_t header = 0;
  std::uint32_t body = 0;
  std::memcpy(&header, rest.data(), sizeof header);
  std::memcpy(&body, rest.data() + sizeof header, sizeof body);
  if (header > kMaxHeader || body > kMaxBody) {
    return fail(Code::unavailable, "The build runner sent a frame that is too large.");
  }
  if (rest.size() < kPrefix + header + body) return std::nullopt;
  auto decoded = wire::decode<wire::Frame>(rest.substr(kPrefix, header));
  if (!decoded) {
    return fail(Code::unavailable,
                "The build runner sent a frame that is not ours: " + decoded.error().detail);
  }
  at_ += kPrefix + header + body;
  return BuildFrame{std::move(*decoded), std::string(rest.substr(kPrefix + header, body))};
}

}  // namespace sitewright::usecases
