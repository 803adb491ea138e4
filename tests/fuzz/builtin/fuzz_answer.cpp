// Whatever is typed, as prompt and as follow-up: plans are JSON with steps, answers are operations
// that apply, and every step changes a file.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "../../unit/builtin/generated_site.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4000) return 0;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto cut = text.find('\0');
  std::vector<std::string> messages;
  if (cut == std::string::npos) {
    messages = {text};
  } else {
    messages = {text.substr(0, cut), text.substr(cut + 1)};
  }
  const auto site = sitewright::builtin::site_for(messages);
  if (!site.failure.empty()) {
    std::fprintf(stderr, "%s\n", site.failure.c_str());
    std::abort();
  }
  return 0;
}
