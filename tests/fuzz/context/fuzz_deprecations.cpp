// Any bytes as any kind of file: what is found lies inside the text, in order, and the passages cut
// from it cover it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "context/deprecation/deprecations.hpp"
#include "context/passages/chunk.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sitewright::context;
  if (size == 0) return 0;
  static constexpr const char* paths[] = {"a.tsx", "a.ts", "a.css", "a.html", "tailwind.config.js"};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const char* last = text.data();
  for (const auto& use : find_deprecated(paths[data[0] % 5], text)) {
    if (use.found.data() < last || use.found.end() > text.end()) std::abort();
    last = use.found.data();
  }
  const auto count = [](std::string_view part) { return part.size(); };
  for (const auto& chunks :
       {chunk_markdown(text, count, {40, 80, 10}), chunk_code(text, count, {40, 80, 10})}) {
    std::size_t covered = 0;
    for (const auto& chunk : chunks) {
      if (chunk.tokens > 80 || chunk.overlap > 10) std::abort();
      covered += chunk.text.size() - chunk.overlap;
    }
    if (covered != text.size()) std::abort();
  }
  return 0;
}
