#include "usecases/site_packages.hpp"

#include <algorithm>

#include "healing/fixers/json_spans.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::string_view kManifest = "package.json";
constexpr std::string_view kLock = "package-lock.json";

/// The version follows the last "@"; the first may belong to a scope.
std::string_view name_of(std::string_view line) {
  return line.substr(0, line.rfind('@'));
}

/// "name@version" of approved decisions.
std::vector<std::string_view> allowed_lines(std::span<const ports::DecisionRecord> decisions) {
  std::vector<std::string_view> lines;
  for (const auto& decision : decisions) {
    if (decision.state != "approved") continue;
    std::string_view rest = decision.packages;
    while (!rest.empty()) {
      const auto end = std::min(rest.find('\n'), rest.size());
      if (end > 0) lines.push_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return lines;
}

using Keys = std::vector<std::string_view>;

void add_member(std::string& text, const Keys& keys, std::string_view key, std::string_view value) {
  const auto object = healing::json_object_at(text, keys);
  if (!object || object->find(key) != nullptr) return;
  const auto addition = healing::addition_to(text, *object, key, value);
  text.insert(addition.at, addition.text);
}

/// false: there is no such member.
bool replace_member(std::string& text, const Keys& keys, std::string_view key,
                    std::string_view value) {
  const auto object = healing::json_object_at(text, keys);
  const auto* member = object ? object->find(key) : nullptr;
  if (member == nullptr) return false;
  text.replace(member->value_begin, member->value_end - member->value_begin, value);
  return true;
}

/// Below `keys`, in whichever lists the package is; in none: among the dependencies.
void ask_for(std::string& text, const Keys& keys, std::string_view package,
             std::string_view version) {
  bool is_there = false;
  for (const std::string_view kind :
       {"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"}) {
    Keys list = keys;
    list.push_back(kind);
    is_there |= replace_member(text, list, package, version);
  }
  if (is_there) return;
  Keys list = keys;
  list.emplace_back("dependencies");
  add_member(text, list, package, version);
}

/// The lock file's entry is the version alone; what came with another version goes with it.
void hold(std::string& lock, const std::string& package, const std::string& version) {
  const std::string place = "node_modules/" + package;
  const std::string entry = "{ \"version\": " + version + " }";
  if (!replace_member(lock, {"packages"}, place, entry)) {
    add_member(lock, {"packages"}, place, entry);
    return;
  }
  for (;;) {
    const auto object = healing::json_object_at(lock, {"packages"});
    if (!object) return;
    const auto below = std::ranges::find_if(object->members, [&](const auto& member) {
      return std::string_view(member.key).starts_with(place + "/");
    });
    if (below == object->members.end()) return;
    const auto cut = healing::cut_of(lock, *object, *below);
    lock.erase(cut.begin, cut.end - cut.begin);
  }
}

/// Whether package.json asks for it as it is allowed.
bool asks_for(std::string_view manifest, const wire::WantedDependency& wanted) {
  bool asks = false;
  for (const std::string_view kind :
       {"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"}) {
    const auto list = healing::json_object_at(manifest, {kind});
    const auto* member = list ? list->find(wanted.package) : nullptr;
    if (member == nullptr) continue;
    const auto spec = manifest.substr(member->value_begin, member->value_end - member->value_begin);
    if (spec != "\"" + wanted.version + "\"") return false;
    asks = true;
  }
  return asks;
}

void put_back(const project::TextTree& before, project::TextTree& after, std::string_view path) {
  const auto old = before.find(std::string(path));
  if (old == before.end()) {
    after.erase(std::string(path));
  } else {
    after[std::string(path)] = old->second;
  }
}

}  // namespace

std::string package_lines(std::span<const wire::WantedDependency> packages) {
  std::string lines;
  for (const auto& one : packages) {
    lines += (lines.empty() ? "" : "\n") + one.package + "@" + one.version;
  }
  return lines;
}

std::map<std::string, std::string, std::less<>> packages_for_repairs(
    const project::TextTree& starter, std::span<const ports::DecisionRecord> decisions) {
  std::map<std::string, std::string, std::less<>> packages;
  const auto allow = [&](std::string_view name, std::string_view version) {
    const bool exact = !version.empty() && version[0] >= '0' && version[0] <= '9';
    if (exact) packages.insert_or_assign(std::string(name), std::string(version));
  };
  const auto file = starter.find(std::string(kManifest));
  for (const std::string_view kind : {"dependencies", "devDependencies"}) {
    if (file == starter.end()) break;
    const std::string_view text = file->second;
    const auto object = healing::json_object_at(text, {kind});
    if (!object) continue;
    for (const auto& member : object->members) {
      const auto size = member.value_end - member.value_begin;
      if (size > 2) allow(member.key, text.substr(member.value_begin + 1, size - 2));
    }
  }
  for (const auto line : allowed_lines(decisions)) {
    const auto name = name_of(line);
    if (name.size() < line.size()) allow(name, line.substr(name.size() + 1));
  }
  return packages;
}

std::vector<std::string> allowed_packages(const project::TextTree& starter,
                                          std::span<const ports::DecisionRecord> decisions) {
  std::vector<std::string> lines;
  for (const auto& [name, version] : packages_for_repairs(starter, {})) {
    lines.push_back(name + "@" + version);
  }
  for (const auto line : allowed_lines(decisions)) lines.emplace_back(line);
  return lines;
}

std::vector<wire::WantedDependency> undecided_packages(
    std::span<const wire::WantedDependency> wanted,
    std::span<const ports::DecisionRecord> decisions) {
  const auto allowed = allowed_lines(decisions);
  std::vector<wire::WantedDependency> left;
  for (const auto& one : wanted) {
    if (!std::ranges::contains(allowed, package_lines({&one, 1}))) left.push_back(one);
  }
  return left;
}

project::TextTree with_packages(project::TextTree tree,
                                std::span<const wire::WantedDependency> packages) {
  const auto manifest = tree.find(std::string(kManifest));
  const auto lock = tree.find(std::string(kLock));
  if (manifest == tree.end()) return tree;
  for (const auto& one : packages) {
    if (asks_for(manifest->second, one)) continue;
    const std::string version = "\"" + one.version + "\"";
    ask_for(manifest->second, {}, one.package, version);
    if (lock == tree.end()) continue;
    ask_for(lock->second, {"packages", ""}, one.package, version);
    hold(lock->second, one.package, version);
  }
  return tree;
}

void put_back_packages(const project::TextTree& before, project::TextTree& after) {
  put_back(before, after, kManifest);
  put_back(before, after, kLock);
}

}  // namespace sitewright::usecases
