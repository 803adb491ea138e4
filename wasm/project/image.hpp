// The pictures that people show with a message. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sitewright::project {

/// Of one picture. Anthropic takes 5 MB, but all of a message must fit into a request of 1 MiB.
inline constexpr std::size_t kMaxImageBytes = std::size_t{512} << 10U;

/// What the bytes begin as: "image/png" or "image/jpeg", which are what every provider reads (xAI
/// and most of what serves models locally take no WebP); empty for anything else.
[[nodiscard]] std::string_view image_type_of(std::string_view bytes);

/// Of a side. A provider scales what is larger than it looks at, but one that takes it as it is
/// makes the picture dearer than models::kTokensOfImage; Anthropic refuses more than 8,000.
inline constexpr std::uint32_t kMaxImageSide = 8'000;

/// In pixels.
struct ImageSize {
  std::uint32_t width = 0;
  std::uint32_t height = 0;

  bool operator==(const ImageSize&) const = default;
};

/// What the header of a PNG or JPEG says; nullopt where there is no header, or a side of nothing.
/// Source: ISO/IEC 15948 (IHDR), ITU-T T.81 (frame headers, SOFn).
[[nodiscard]] std::optional<ImageSize> image_size_of(std::string_view bytes);

}  // namespace sitewright::project
