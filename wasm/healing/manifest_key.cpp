#include "healing/manifest_key.hpp"

#include "healing/fixers/json_spans.hpp"
#include "healing/fixers/nearest_name.hpp"

namespace sitewright::healing {
namespace {

constexpr std::size_t max_slips = 3;

bool is_spelt(std::string_view key) {
  for (const std::string_view one :
       {"dependencies", "devDependencies", "peerDependencies", "optionalDependencies",
        "bundleDependencies", "bundledDependencies", "peerDependenciesMeta"}) {
    if (key == one) return true;
  }
  return false;
}

}  // namespace

std::optional<MisspeltKey> misspelt_key(std::string_view manifest) {
  const auto root = json_object_at(manifest, {});
  if (!root) return std::nullopt;
  for (const std::string name : {"dependencies", "devDependencies"}) {
    if (root->find(name) != nullptr) continue;
    for (const JsonMember& one : root->members) {
      const bool near = !is_spelt(one.key) && edit_distance(one.key, name, max_slips) <= max_slips;
      if (!near || !json_object(manifest, one.value_begin)) continue;
      return MisspeltKey{one.key, name, one.key_begin, one.key_end};
    }
  }
  return std::nullopt;
}

}  // namespace sitewright::healing
