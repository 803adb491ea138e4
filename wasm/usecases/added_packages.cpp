#include "usecases/added_packages.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "healing/fixers/json_spans.hpp"
#include "healing/manifest_key.hpp"

namespace sitewright::usecases {

namespace {

using healing::JsonMember;
using healing::JsonObject;
using Keys = std::vector<std::string_view>;

constexpr std::string_view kManifest = "package.json";
constexpr std::string_view kLock = "package-lock.json";
constexpr std::array<std::string_view, 4> kKinds{"dependencies", "devDependencies",
                                                 "optionalDependencies", "peerDependencies"};
/// Fields of package.json that decide what is installed as well, here or where a site is exported.
constexpr std::array<std::string_view, 6> kOthers{
    "overrides", "resolutions", "bundleDependencies", "bundledDependencies", "pnpm", "workspaces"};
/// Fields of package-lock.json that name no package.
constexpr std::array<std::string_view, 5> kFrame{"name", "version", "lockfileVersion", "requires",
                                                 "packages"};

/// What one of the files asks for.
struct Asks {
  bool readable = true;
  std::set<std::string, std::less<>> packages = {};             ///< "name@spec"
  std::map<std::string, std::string, std::less<>> others = {};  ///< field or place, its JSON
};

/// Without the blanks between its tokens.
std::string compact(std::string_view json) {
  std::string text;
  bool quoted = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (!quoted && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) continue;
    if (c == '"') quoted = !quoted;
    text += c;
    if (quoted && c == '\\' && i + 1 < json.size()) text += json[++i];
  }
  return text;
}

std::string json_of(std::string_view text, const JsonMember& member) {
  return compact(text.substr(member.value_begin, member.value_end - member.value_begin));
}

/// Every reader of the object finds the same members in it: none is there twice, or by an escape.
bool is_plain(const JsonObject& object) {
  std::set<std::string_view> names;
  return std::ranges::all_of(object.members, [&](const JsonMember& member) {
    const bool escaped = member.key_end - member.key_begin != member.key.size() + 2;
    return !escaped && names.insert(member.key).second;
  });
}

class Reading {
 public:
  explicit Reading(std::string_view text) : text_(text) {}

  Asks manifest() {
    const auto root = whole();
    if (!root) return std::move(asks_);
    Keys kinds(kKinds.begin(), kKinds.end());
    // A rule gives such a key its right name when the build fails.
    const auto misspelt = healing::misspelt_key(text_);
    if (misspelt) kinds.push_back(misspelt->written);
    take_packages(*root, kinds);
    for (const auto name : kOthers) take_other(*root, name);
    return std::move(asks_);
  }

  Asks lock() {
    const auto root = whole();
    if (!root) return std::move(asks_);
    for (const auto& member : root->members) {
      if (!std::ranges::contains(kFrame, std::string_view(member.key))) {
        take_other(*root, member.key);
      }
    }
    const auto packages = object_in(*root, "packages");
    if (!packages) return std::move(asks_);
    for (const auto& member : packages->members) {
      if (!member.key.empty()) take_other(*packages, member.key);
    }
    if (const auto own = object_in(*packages, "")) {
      take_packages(*own, Keys(kKinds.begin(), kKinds.end()));
    }
    return std::move(asks_);
  }

 private:
  std::optional<JsonObject> whole() {
    auto root = healing::json_object_at(text_, {});
    const bool ends =
        root && text_.find_first_not_of(" \t\r\n", root->end) == std::string_view::npos;
    if (ends && is_plain(*root)) return root;
    asks_.readable = false;
    return std::nullopt;
  }

  /// nullopt: there is none, or the file is not readable.
  std::optional<JsonObject> object_in(const JsonObject& parent, std::string_view key) {
    const auto* member = parent.find(key);
    if (member == nullptr) return std::nullopt;
    auto object = healing::json_object(text_, member->value_begin);
    if (object && is_plain(*object)) return object;
    asks_.readable = false;
    return std::nullopt;
  }

  void take_packages(const JsonObject& parent, const Keys& kinds) {
    for (const auto kind : kinds) {
      const auto object = object_in(parent, kind);
      if (!object) continue;
      for (const auto& member : object->members) {
        auto spec = json_of(text_, member);
        const bool is_text = spec.size() > 1 && spec.front() == '"';
        asks_.packages.insert(member.key + "@" +
                              (is_text ? spec.substr(1, spec.size() - 2) : spec));
      }
    }
  }

  void take_other(const JsonObject& parent, std::string_view key) {
    if (const auto* member = parent.find(key)) {
      asks_.others.emplace(key, json_of(text_, *member));
    }
  }

  std::string_view text_;
  Asks asks_;
};

std::string_view text_in(const project::TextTree& tree, std::string_view path) {
  const auto file = tree.find(std::string(path));
  return file == tree.end() ? std::string_view() : std::string_view(file->second);
}

Asks asks_of(const project::TextTree& tree, std::string_view path) {
  const auto text = text_in(tree, path);
  if (text.empty()) return {};
  return path == kManifest ? Reading(text).manifest() : Reading(text).lock();
}

/// An entry of the lock file that says no more than the version that is allowed.
bool is_allowed_entry(std::string_view place, std::string_view json,
                      std::span<const std::string> allowed) {
  return std::ranges::any_of(allowed, [&](std::string_view line) {
    const auto at = line.rfind('@');
    return place == "node_modules/" + std::string(line.substr(0, at)) &&
           json == "{\"version\":\"" + std::string(line.substr(at + 1)) + "\"}";
  });
}

}  // namespace

std::vector<std::string> added_packages(const project::TextTree& before,
                                        const project::TextTree& after,
                                        std::span<const std::string> allowed) {
  std::vector<std::string> added;
  if (text_in(before, kManifest) == text_in(after, kManifest) &&
      text_in(before, kLock) == text_in(after, kLock)) {
    return added;
  }
  std::set<std::string, std::less<>> had(allowed.begin(), allowed.end());
  for (const auto path : {kManifest, kLock}) had.merge(asks_of(before, path).packages);
  for (const auto path : {kManifest, kLock}) {
    if (text_in(before, path) == text_in(after, path)) continue;
    const auto old = asks_of(before, path);
    const auto now = asks_of(after, path);
    if (!now.readable) added.push_back("A " + std::string(path) + " that cannot be read as JSON");
    for (const auto& one : now.packages) {
      if (had.insert(one).second) added.push_back("The package " + one);
    }
    for (const auto& [name, json] : now.others) {
      const auto was = old.others.find(name);
      if (was != old.others.end() && was->second == json) continue;
      if (path == kLock && is_allowed_entry(name, json, allowed)) continue;
      added.push_back("A change of " + name + " in " + std::string(path));
    }
  }
  return added;
}

}  // namespace sitewright::usecases
