// Only canonical text is decoded: whatever decodes encodes to the same bytes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "project/manifest.hpp"
#include "project/path.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sitewright::project;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto manifest = Manifest::decode(text);
  if (!manifest) {
    if (manifest.error().detail.empty()) std::abort();
    return 0;
  }
  if (manifest->encode() != text) std::abort();
  std::vector<ManifestEntry> entries(manifest->entries().begin(), manifest->entries().end());
  for (const ManifestEntry& entry : entries) {
    if (!checked_path(entry.path) || manifest->find(entry.path) == nullptr) std::abort();
  }
  if (Manifest::from_entries(std::move(entries)) != *manifest) std::abort();
  if (!changes_between(*manifest, *manifest).empty()) std::abort();
  return 0;
}
