// Says where a find text that does not occur was probably meant, so that its writer can correct it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sitewright::codeops {

/// "find text not found in src/App.tsx; nearest line 32: …", or, when its beginning does occur,
/// the first line where the two part.
[[nodiscard]] std::string describe_nearest(std::span<const std::string_view> file,
                                           std::span<const std::string_view> find,
                                           std::string_view path);

}  // namespace sitewright::codeops
