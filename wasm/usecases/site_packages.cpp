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

bool holds(std::span<const std::string> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<std::string> packages_of(const project::TextTree& tree) {
  std::vector<std::string> names;
  const auto file = tree.find(std::string(kManifest));
  if (file == tree.end()) return names;
  for (const std::string_view kind :
       {"dependencies", "devDependencies", "optionalDependencies", "peerDependencies"}) {
    if (const auto object = healing::json_object_at(file->second, {kind})) {
      for (const auto& member : object->members) names.push_back(member.key);
    }
  }
  return names;
}

void add_member(project::TextTree& tree, std::string_view path,
                const std::vector<std::string_view>& keys, std::string_view key,
                std::string_view value) {
  const auto file = tree.find(std::string(path));
  if (file == tree.end()) return;
  const auto object = healing::json_object_at(file->second, keys);
  if (!object || object->find(key) != nullptr) return;
  const auto addition = healing::addition_to(file->second, *object, key, value);
  file->second.insert(addition.at, addition.text);
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

std::vector<std::string> allowed_packages(std::span<const ports::DecisionRecord> decisions) {
  std::vector<std::string> names;
  for (const auto line : allowed_lines(decisions)) names.emplace_back(name_of(line));
  return names;
}

std::map<std::string, std::string, std::less<>> packages_for_repairs(
    const project::TextTree& starter, std::span<const ports::DecisionRecord> decisions) {
  std::map<std::string, std::string, std::less<>> packages;
  const auto allow = [&](std::string_view name, std::string_view version) {
    const bool exact = !version.empty() && version[0] >= '0' && version[0] <= '9';
    if (exact) packages.emplace(name, version);
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
  const auto present = packages_of(tree);
  for (const auto& one : packages) {
    if (holds(present, one.package)) continue;
    const std::string version = "\"" + one.version + "\"";
    add_member(tree, kManifest, {"dependencies"}, one.package, version);
    add_member(tree, kLock, {"packages", "", "dependencies"}, one.package, version);
    add_member(tree, kLock, {"packages"}, "node_modules/" + one.package,
               "{ \"version\": " + version + " }");
  }
  return tree;
}

std::vector<std::string> added_packages(const project::TextTree& before,
                                        const project::TextTree& after,
                                        std::span<const std::string> allowed) {
  const auto old = packages_of(before);
  std::vector<std::string> added;
  for (auto& name : packages_of(after)) {
    if (!holds(old, name) && !holds(allowed, name)) {
      added.push_back(std::move(name));
    }
  }
  return added;
}

void put_back_packages(const project::TextTree& before, project::TextTree& after) {
  put_back(before, after, kManifest);
  put_back(before, after, kLock);
}

}  // namespace sitewright::usecases
