// The pictures that people show with a message. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace sitewright::project {

/// Of one picture. Anthropic takes 5 MB, but all of a message must fit into a request of 1 MiB.
inline constexpr std::size_t kMaxImageBytes = std::size_t{512} << 10U;

/// What the bytes begin as: "image/png" or "image/jpeg", which are what every provider reads (xAI
/// and most of what serves models locally take no WebP); empty for anything else.
[[nodiscard]] std::string_view image_type_of(std::string_view bytes);

}  // namespace sitewright::project
