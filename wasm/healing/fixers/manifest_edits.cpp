#include "healing/fixers/manifest_edits.hpp"

#include "healing/fixers/json_spans.hpp"

namespace sitewright::healing {
namespace {

bool add_member(const project::TextTree& tree, std::string_view path,
                const std::vector<std::string_view>& keys, std::string_view key,
                std::string_view value, std::vector<Edit>& edits) {
  const auto file = tree.find(path);
  if (file == tree.end()) return false;
  const auto object = json_object_at(file->second, keys);
  if (!object || object->find(key) != nullptr) return false;
  JsonAddition addition = addition_to(file->second, *object, key, value);
  edits.push_back({std::string(path), addition.at, addition.at, std::move(addition.text)});
  return true;
}

}  // namespace

std::vector<Edit> with_package(Workbench& bench, std::string_view package) {
  if (bench.wanted().contains(package)) return {};
  const auto locked = bench.locked().find(package);
  const auto allowed = bench.context().packages.find(package);
  const bool in_lock = locked != bench.locked().end() && !locked->second.empty();
  if (!in_lock && allowed == bench.context().packages.end()) return {};
  const std::string version = "\"" + (in_lock ? locked->second : allowed->second) + "\"";
  std::vector<Edit> edits;
  const project::TextTree& tree = bench.tree();
  if (!add_member(tree, "package.json", {"dependencies"}, package, version, edits)) return {};
  if (!add_member(tree, "package-lock.json", {"packages", "", "dependencies"}, package, version,
                  edits)) {
    return {};
  }
  if (!in_lock &&
      !add_member(tree, "package-lock.json", {"packages"}, "node_modules/" + std::string(package),
                  "{ \"version\": " + version + " }", edits)) {
    return {};
  }
  return edits;
}

}  // namespace sitewright::healing
