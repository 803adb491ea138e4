#include "project/image.hpp"

namespace sitewright::project {

namespace {

constexpr std::size_t kSignature = 8;  // of PNG; the length and the name of a chunk follow

/// A number of `count` bytes, the highest first; the caller knows that they are there.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(at, count)) {
    number = number << 8U | static_cast<unsigned char>(byte);
  }
  return number;
}

std::optional<ImageSize> size_unless_empty(std::uint32_t width, std::uint32_t height) {
  if (width == 0 || height == 0) return std::nullopt;
  return ImageSize{width, height};
}

/// The header is the first chunk.
std::optional<ImageSize> png_size(std::string_view bytes) {
  constexpr std::size_t kHeader = kSignature + 8;
  if (bytes.size() < kHeader + 8 || bytes.substr(kSignature + 4, 4) != "IHDR") return std::nullopt;
  return size_unless_empty(number_at(bytes, kHeader, 4), number_at(bytes, kHeader + 4, 4));
}

/// SOF0 to SOF15, without what has other names in that range: DHT, JPG, DAC.
bool begins_frame(unsigned char marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

/// Markers without a segment behind them.
bool stands_alone(unsigned char marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

/// Goes from segment to segment until the frame begins; the picture itself may not come first.
std::optional<ImageSize> jpeg_size(std::string_view bytes) {
  constexpr unsigned char kScan = 0xDA;
  constexpr unsigned char kEnd = 0xD9;
  std::size_t at = 2;
  while (at + 1 < bytes.size()) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF) return std::nullopt;
    const auto marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    at += 2;
    if (stands_alone(marker)) continue;
    if (marker == kScan || marker == kEnd || at + 2 > bytes.size()) return std::nullopt;
    const auto length = number_at(bytes, at, 2);
    if (begins_frame(marker)) {
      // Length and precision, then height and width.
      if (length < 8 || at + 7 > bytes.size()) return std::nullopt;
      return size_unless_empty(number_at(bytes, at + 5, 2), number_at(bytes, at + 3, 2));
    }
    if (length < 2) return std::nullopt;
    at += length;
  }
  return std::nullopt;
}

}  // namespace

std::string_view image_type_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
  if (bytes.starts_with("\xFF\xD8\xFF"sv)) return "image/jpeg";
  return {};
}

std::optional<ImageSize> image_size_of(std::string_view bytes) {
  const auto type = image_type_of(bytes);
  if (type == "image/png") return png_size(bytes);
  if (type == "image/jpeg") return jpeg_size(bytes);
  return std::nullopt;
}

}  // namespace sitewright::project
