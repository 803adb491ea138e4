// A path that passes cannot leave the project, checked here in another way; messages about the
// others are always well-formed and short.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "project/path.hpp"
#include "project/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sitewright::project;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string shown = shown_path(text);
  if (!is_utf8(shown) || shown.size() > 80) std::abort();
  const auto path = checked_path(text);
  if (!path) {
    if (!is_utf8(path.error().detail) || path.error().detail.size() > 200) std::abort();
    return 0;
  }
  if (*path != text || !is_utf8(text) || size > max_path_bytes) std::abort();
  const auto below = (std::filesystem::path("/project") / *path).lexically_normal();
  if (below.string() != "/project/" + *path) std::abort();
  if (!checked_path(folded_path(*path))) std::abort();
  return 0;
}
