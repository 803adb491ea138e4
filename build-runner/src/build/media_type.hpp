// The media type of a file of a built site, by its extension.
#pragma once

#include <string_view>

namespace sitewright::build {

/// application/octet-stream for what is not known.
[[nodiscard]] std::string_view media_type_of(std::string_view path);

}  // namespace sitewright::build
