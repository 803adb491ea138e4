#include "install/manifest.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "install/json_file.hpp"
#include "project/sha256.hpp"

namespace sitewright::install {
namespace {

using nlohmann::json;
using report::Category;
using report::Outcome;
using report::problem;

constexpr const char* manifest_name = "package.json";
constexpr const char* lock_name = "package-lock.json";
constexpr std::array dependency_kinds{"dependencies", "devDependencies", "optionalDependencies"};

json field(const json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? json() : *found;
}

// "^1.2.3", "latest" and "npm:other@1" name the registry; "git+ssh://…", "file:…", "user/repo" do
// not.
bool from_registry(const json& spec) {
  if (!spec.is_string()) return false;
  std::string_view text = spec.get_ref<const std::string&>();
  if (text.starts_with("npm:")) {
    text.remove_prefix(4);
    if (text.starts_with('@')) text.remove_prefix(std::min(text.find('/'), text.size() - 1) + 1);
  }
  return text.find_first_of(":/\\") == std::string_view::npos;
}

Outcome<void> check_specs(const json& package, const char* file) {
  for (const char* kind :
       {"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"}) {
    const json specs = field(package, kind);
    if (specs.is_null()) continue;
    if (!specs.is_object()) {
      return problem(Category::configuration, "invalid_manifest",
                     std::string(kind) + " must be an object.", file);
    }
    for (const auto& [name, spec] : specs.items()) {
      if (from_registry(spec)) continue;
      return problem(Category::dependency, "unsupported_source",
                     "The package " + name + " does not come from the registry.", file);
    }
  }
  return {};
}

// An exact version, a range, or "$name" for what package.json asks of that package itself.
bool is_version(std::string_view spec) {
  if (spec.starts_with('$')) return spec.size() > 1;
  return !spec.empty() &&
         spec.find_first_not_of(
             "0123456789.^~<>=|* +-"
             "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos &&
         spec.find_first_of("0123456789*") != std::string_view::npos;
}

// Overrides decide what is fetched in the place of other packages' dependencies.
Outcome<void> check_overrides(const json& overrides, const std::string& of) {
  for (const auto& [name, spec] : overrides.items()) {
    const bool plain = spec.is_string() && is_version(spec.get_ref<const std::string&>());
    if (plain) continue;
    const std::string place = of + "/" + name;
    if (!spec.is_object()) {
      return problem(Category::dependency, "unsupported_override",
                     place + " must be a version of the package in the registry.", manifest_name);
    }
    if (auto inner = check_overrides(spec, place); !inner) return inner;
  }
  return {};
}

bool plain_location(std::string_view location) {
  return location.starts_with("node_modules/") && !location.contains("/../") &&
         !location.ends_with("/..") && !location.contains('\\');
}

Outcome<void> restrict_package(const std::string& location, json& package) {
  if (!package.is_object() || !plain_location(location) || package.contains("link")) {
    return problem(Category::dependency, "unsupported_source",
                   "The entry \"" + location + "\" is not a package from the registry.", lock_name);
  }
  const json resolved = field(package, "resolved");
  if (!resolved.is_null()) {
    const bool by_http =
        resolved.is_string() && resolved.get_ref<const std::string&>().starts_with("http");
    if (!by_http) {
      return problem(Category::dependency, "unsupported_source",
                     "The package " + location + " does not come from the registry.", lock_name);
    }
    package.erase("resolved");
  }
  return check_specs(package, lock_name);
}

// Lock files made where a registry lacks packages of other platforms name those packages only as
// optional dependencies, without an entry; npm ci would refuse the whole file. What has no entry is
// not installed, so the edge goes.
void drop_dangling_optionals(const json& packages, const std::string& location, json& package) {
  const auto optional = package.find("optionalDependencies");
  if (optional == package.end() || !optional->is_object()) return;
  std::vector<std::string> dangling;
  for (const auto& [name, spec] : optional->items()) {
    // Node looks in the package's own node_modules, then in every one above it.
    bool found = false;
    for (std::string at = location; !found; at.resize(at.rfind("node_modules/"))) {
      const std::string base = at.empty() || at.ends_with('/') ? at : at + '/';
      found = packages.contains(base + "node_modules/" + name);
      if (at.rfind("node_modules/") == std::string::npos) break;
    }
    if (!found) dangling.push_back(name);
  }
  for (const std::string& name : dangling) optional->erase(name);
}

// What comes inside another package has no digest of its own.
bool sketched(const json& package) {
  return !package.contains("integrity") && !package.contains("inBundle");
}

// npm ci would say this after a second; here it costs nothing and holds for stored sets as well.
Outcome<void> check_in_step(const json& manifest, const json& root) {
  for (const char* kind : dependency_kinds) {
    json wanted = field(manifest, kind);
    json locked = field(root, kind);
    if (wanted.is_null()) wanted = json::object();
    if (locked.is_null()) locked = json::object();
    if (!locked.is_object()) break;
    for (const auto& [name, spec] : wanted.items()) {
      if (locked.contains(name) && locked[name] == spec) continue;
      return problem(
          Category::dependency, "lock_out_of_step",
          "package.json asks for " + name + ", and package-lock.json does not hold it so.",
          manifest_name);
    }
    for (const auto& [name, spec] : locked.items()) {
      if (wanted.contains(name)) continue;
      return problem(Category::dependency, "lock_out_of_step",
                     "package-lock.json holds " + name + ", which package.json does not ask for.",
                     lock_name);
    }
  }
  return {};
}

Outcome<json> read_manifest(std::string_view text) {
  auto manifest = parse_json_file(manifest_name, text);
  if (!manifest) return manifest;
  if (!manifest->is_object()) {
    return problem(Category::configuration, "invalid_manifest", "package.json must be an object.",
                   manifest_name);
  }
  return manifest;
}

std::string dumped(const json& value, int indent = -1) {
  return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

/// The manifest of a project that may be installed.
Outcome<json> installable(std::string_view package_json) {
  auto manifest = read_manifest(package_json);
  if (!manifest) return manifest;
  if (manifest->contains("workspaces")) {
    return problem(Category::configuration, "workspaces_unsupported",
                   "Projects with workspaces are not supported.", manifest_name);
  }
  if (auto checked = check_specs(*manifest, manifest_name); !checked)
    return std::unexpected(checked.error());
  const json overrides = field(*manifest, "overrides");
  if (overrides.is_null()) return manifest;
  if (!overrides.is_object()) {
    return problem(Category::configuration, "invalid_manifest", "overrides must be an object.",
                   manifest_name);
  }
  if (auto checked = check_overrides(overrides, "overrides"); !checked)
    return std::unexpected(checked.error());
  return manifest;
}

/// Without scripts.
json reduced(const json& manifest) {
  json kept = json::object();
  for (const char* name :
       {"name", "version", "dependencies", "devDependencies", "optionalDependencies",
        "peerDependencies", "peerDependenciesMeta", "overrides"}) {
    if (manifest.contains(name)) kept[name] = manifest[name];
  }
  return kept;
}

/// A lock file that lists its packages by location.
Outcome<json> read_lock(std::string_view package_lock) {
  auto lock = parse_json_file(lock_name, package_lock);
  if (!lock) return lock;
  const json version = lock->is_object() ? field(*lock, "lockfileVersion") : json();
  if ((version != 2 && version != 3) || !field(*lock, "packages").is_object()) {
    return problem(Category::dependency, "lock_version_unsupported",
                   "package-lock.json must have lockfileVersion 2 or 3.", lock_name);
  }
  lock->erase("dependencies");  // version 2's copy for npm 6, addresses included
  return lock;
}

}  // namespace

Outcome<InstallPlan> plan_install(std::string_view package_json, std::string_view package_lock,
                                  std::string_view node_version) {
  const auto manifest = installable(package_json);
  if (!manifest) return std::unexpected(manifest.error());
  auto lock = read_lock(package_lock);
  if (!lock) return std::unexpected(lock.error());
  json& packages = (*lock)["packages"];
  const json root = field(packages, "");
  if (!root.is_object()) {
    return problem(Category::dependency, "lock_out_of_step",
                   "package-lock.json does not describe the project itself.", lock_name);
  }
  if (auto in_step = check_in_step(*manifest, root); !in_step)
    return std::unexpected(in_step.error());
  bool is_sketch = false;
  for (auto& [location, package] : packages.items()) {
    if (location.empty()) continue;
    if (auto done = restrict_package(location, package); !done)
      return std::unexpected(done.error());
    drop_dangling_optionals(packages, location, package);
    is_sketch |= sketched(package);
  }
  project::Sha256 hash;
  hash.update("sitewright-dependencies-1\n").update(node_version).update("\n").update(package_lock);
  return InstallPlan{hash.hex(), dumped(reduced(*manifest)), dumped(*lock), is_sketch};
}

Outcome<LockPlan> plan_lock(std::string_view package_json, std::string_view package_lock) {
  const auto manifest = installable(package_json);
  if (!manifest) return std::unexpected(manifest.error());
  LockPlan plan{.package_json = dumped(reduced(*manifest)), .package_lock = {}};
  auto lock = read_lock(package_lock);
  if (!lock) return plan;
  json kept = json::object();
  for (auto& [location, package] : (*lock)["packages"].items()) {
    if (!location.empty() && !restrict_package(location, package)) return plan;
    // npm would believe that such a package needs no others.
    if (location.empty() || !sketched(package)) kept[location] = std::move(package);
  }
  (*lock)["packages"] = std::move(kept);
  plan.package_lock = dumped(*lock);
  return plan;
}

std::string without_addresses(std::string_view package_lock) {
  auto lock = read_lock(package_lock);
  if (!lock) return {};
  for (auto& [location, package] : (*lock)["packages"].items()) {
    if (!location.empty() && !restrict_package(location, package)) return {};
  }
  return dumped(*lock, 2) + "\n";
}

Outcome<std::string> build_script_of(std::string_view package_json) {
  const auto manifest = read_manifest(package_json);
  if (!manifest) return std::unexpected(manifest.error());
  const json scripts = field(*manifest, "scripts");
  const json build = scripts.is_object() ? field(scripts, "build") : json();
  if (!build.is_string() || build.get_ref<const std::string&>().empty()) {
    return problem(Category::configuration, "no_build_script", "package.json has no scripts.build.",
                   manifest_name);
  }
  return build.get<std::string>();
}

}  // namespace sitewright::install
