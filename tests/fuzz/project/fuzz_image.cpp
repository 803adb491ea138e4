// Whatever has a size is a picture of a known kind with two sides, and what follows changes
// neither.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "project/image.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sitewright::project;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto pixels = image_size_of(bytes);
  if (!pixels) return 0;
  if (image_type_of(bytes).empty() || pixels->width == 0 || pixels->height == 0) std::abort();
  if (image_size_of(std::string(bytes) + "\xff\xc0") != pixels) std::abort();
  return 0;
}
