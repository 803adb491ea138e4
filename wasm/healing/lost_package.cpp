#include "healing/lost_package.hpp"

#include <array>

#include "healing/fixers/json_spans.hpp"

namespace sitewright::healing {
namespace {

constexpr std::array kinds{"dependencies", "devDependencies"};

/// Whether a file names it as a module: "clsx", 'clsx/lite'.
bool is_named(const project::TextTree& tree, const std::string& package) {
  for (const auto& [path, text] : tree) {
    if (path == "package.json" || path == "package-lock.json") continue;
    for (std::size_t at = text.find(package); at != std::string::npos;
         at = text.find(package, at + 1)) {
      const char before = at > 0 ? text[at - 1] : ' ';
      const std::size_t end = at + package.size();
      const char behind = end < text.size() ? text[end] : ' ';
      if ((before == '"' || before == '\'') && (behind == before || behind == '/')) return true;
    }
  }
  return false;
}

}  // namespace

std::string lost_package(const project::TextTree& tree) {
  const auto manifest = tree.find("package.json");
  const auto lock = tree.find("package-lock.json");
  if (manifest == tree.end() || lock == tree.end()) return {};
  if (!json_object_at(manifest->second, {})) return {};
  const auto is_asked_for = [&](const std::string& name) {
    for (const char* kind : kinds) {
      const auto wanted = json_object_at(manifest->second, {kind});
      if (wanted && wanted->find(name) != nullptr) return true;
    }
    return false;
  };
  for (const char* kind : kinds) {
    const auto locked = json_object_at(lock->second, {"packages", "", kind});
    if (!locked) continue;
    for (const JsonMember& one : locked->members) {
      if (!is_asked_for(one.key) && is_named(tree, one.key)) return one.key;
    }
  }
  return {};
}

}  // namespace sitewright::healing
