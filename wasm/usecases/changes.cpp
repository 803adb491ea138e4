#include "usecases/changes.hpp"

namespace sitewright::usecases {

std::vector<wire::FileChange> changes_of(const project::TextTree& before,
                                         const project::TextTree& after) {
  using Kind = wire::FileChangeChange;
  std::vector<wire::FileChange> changes;
  for (const auto& [path, text] : after) {
    const auto old = before.find(path);
    if (old != before.end() && old->second == text) continue;
    changes.push_back({.path = path,
                       .change = old == before.end() ? Kind::added : Kind::changed,
                       .bytes = static_cast<std::int64_t>(text.size())});
  }
  for (const auto& [path, text] : before) {
    if (!after.contains(path)) changes.push_back({.path = path, .change = Kind::removed});
  }
  return changes;
}

std::string first_bytes(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}

}  // namespace sitewright::usecases
