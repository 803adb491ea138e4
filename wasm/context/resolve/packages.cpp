#include "context/resolve/packages.hpp"

#include <algorithm>
#include <iterator>

#include "context/resolve/glob.hpp"
#include "context/scan/characters.hpp"

namespace sitewright::context {

namespace {

Resolution unresolved(Unresolved reason) {
  return {Outcome::unresolved, no_file, reason, {}};
}
Resolution resolved(FileIndex file) {
  return {Outcome::file, file, Unresolved::none, {}};
}

// The member that a subpath matches and what its "*" stands for: the exact key, else the one with
// the longest text before its "*".
const ConfigValue* matching(const ConfigValue& map, std::string_view subpath,
                            std::string_view& star) {
  const ConfigValue* best = nullptr;
  std::size_t best_size = 0;
  for (const auto& [key, value] : map.members) {
    if (key == subpath) {
      star = {};
      return &value;
    }
    const std::size_t place = key.find('*');
    const bool folder = place == std::string::npos && key.ends_with('/');  // before Node 17
    if (place == std::string::npos && !folder) continue;
    const std::string_view before = std::string_view(key).substr(0, folder ? key.size() : place);
    const std::string_view after =
        folder ? std::string_view() : std::string_view(key).substr(place + 1);
    if (subpath.size() < before.size() + after.size() || !subpath.starts_with(before) ||
        !subpath.ends_with(after) || (best != nullptr && before.size() < best_size)) {
      continue;
    }
    best = &value;
    best_size = before.size();
    star = subpath.substr(before.size(), subpath.size() - before.size() - after.size());
  }
  return best;
}

std::string with_star(std::string_view target, std::string_view star) {
  std::string path;
  for (const char c : target) {
    if (c == '*') {
      path += star;
    } else {
      path += c;
    }
  }
  if (target.ends_with('/')) path += star;
  return path;
}

// The conditions that Vite and TypeScript's "bundler" resolve with, `style` for style sheets.
bool holds(std::string_view condition, ImportKind kind) {
  if (condition == "import") return kind != ImportKind::require;
  if (condition == "require") return kind == ImportKind::require;
  if (condition == "style") return kind == ImportKind::css_import;
  constexpr std::string_view always[] = {"types",   "module",      "browser",
                                         "default", "development", "production"};
  return std::ranges::find(always, condition) != std::end(always);
}

std::string_view without_quotes(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  const bool quoted = text.size() > 1 && (text[0] == '"' || text[0] == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::string Packages::add_manifest(std::string_view path, std::string_view text) {
  auto manifest = parse_config(text);
  if (!manifest || !manifest->is_object()) return "not a JSON object";
  Package package;
  package.directory = directory_of(path);
  package.name = manifest->string("name");
  package.manifest = std::move(*manifest);
  packages_.push_back(std::move(package));
  const ConfigValue& kept = packages_.back().manifest;
  if (const ConfigValue* workspaces = kept.find("workspaces")) {
    const ConfigValue* list = workspaces->is_object() ? workspaces->find("packages") : workspaces;
    if (list != nullptr) add_patterns(packages_.back().directory, *list);
  }
  return {};
}

void Packages::add_patterns(std::string_view directory, const ConfigValue& patterns) {
  for (const ConfigValue& item : patterns.items) {
    std::string_view pattern = item.text;
    const bool negated = pattern.starts_with('!');
    if (negated) pattern.remove_prefix(1);
    auto path = joined(directory, pattern);
    if (path && item.is_string()) workspace_patterns_.push_back((negated ? "!" : "") + *path);
  }
}

// The list under `packages:`, as block or flow sequence of plain or quoted strings.
void Packages::add_pnpm_workspace(std::string_view path, std::string_view text) {
  ConfigValue patterns;
  const auto add = [&patterns](std::string_view item) {
    ConfigValue value;
    value.kind = ConfigValue::Kind::string;
    value.text = without_quotes(item);
    if (!value.text.empty()) patterns.items.push_back(std::move(value));
  };
  bool inside = false;
  text.remove_prefix(byte_order_mark(text));
  while (!text.empty()) {
    std::string_view row = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(row.size() + 1, text.size()));
    row = row.substr(0, row.find(" #"));
    const std::size_t indent = std::min(row.find_first_not_of(" \t\r"), row.size());
    const std::string_view content = row.substr(indent);
    if (content.empty() || content[0] == '#') continue;
    if (content[0] == '-') {
      if (inside) add(content.substr(std::min(content.find_first_not_of("- "), content.size())));
      continue;
    }
    inside = indent == 0 && content.starts_with("packages:");
    if (!inside) continue;
    std::string_view flow = content.substr(9);
    const std::size_t open = flow.find('[');
    if (open == std::string_view::npos) continue;
    flow = flow.substr(open + 1, flow.find(']') - open - 1);
    while (!flow.empty()) {
      const std::size_t comma = std::min(flow.find(','), flow.size());
      std::string_view item = flow.substr(0, comma);
      while (!item.empty() && item[0] == ' ') item.remove_prefix(1);
      add(item);
      flow.remove_prefix(std::min(comma + 1, flow.size()));
    }
  }
  add_patterns(directory_of(path), patterns);
}

void Packages::finish() {
  std::vector<std::pair<Glob, bool>> patterns;
  for (const std::string& pattern : workspace_patterns_) {
    const bool negated = pattern.starts_with('!');
    patterns.emplace_back(Glob(std::string_view(pattern).substr(negated ? 1 : 0)), !negated);
  }
  for (Package& package : packages_) {
    by_directory_.emplace(package.directory, &package);
    for (const auto& [glob, takes] : patterns) {
      if (glob.matches(package.directory)) package.in_workspace = takes;
    }
    if (package.in_workspace && !package.name.empty()) by_name_.emplace(package.name, &package);
  }
}

const Package* Packages::around(std::string_view directory) const {
  for (;;) {
    const auto found = by_directory_.find(directory);
    if (found != by_directory_.end()) return found->second;
    if (directory.empty()) return nullptr;
    directory = directory_of(directory);
  }
}

const Package* Packages::named(std::string_view name, const Package* importer) const {
  if (importer != nullptr && importer->name == name) return importer;
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

// A target of a manifest. What it names is often made by the package's own build and not in the
// project: then the source that it is made from, by the usual names of both folders.
FileIndex Packages::target_file(const Package& package, std::string_view target) const {
  const auto path = joined(package.directory, target);
  if (!path) return no_file;
  FileIndex file = paths_.find_module(*path);
  if (file != no_file) return file;
  const std::size_t base = package.directory.empty() ? 0 : package.directory.size() + 1;
  if (path->size() <= base) return no_file;
  std::string_view rest = std::string_view(*path).substr(base);
  for (int level = 0; level < 3; ++level) {  // dist/esm/x.js
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return no_file;
    rest.remove_prefix(slash + 1);
    std::string_view stem = rest;
    for (const std::string_view ending : {".d.ts", ".d.mts", ".d.cts", ".js", ".mjs", ".cjs"}) {
      if (!stem.ends_with(ending)) continue;
      stem.remove_suffix(ending.size());
      break;
    }
    for (const std::string_view folder : {"src/", "source/", "lib/", ""}) {
      const auto source = joined(package.directory, std::string(folder) + std::string(stem));
      file = source ? paths_.find_module(*source) : no_file;
      if (file != no_file) return file;
    }
  }
  return no_file;
}

// By the conditions that a bundler sets; where they lead to nothing, by any of them.
FileIndex Packages::chosen_file(const Package& package, const ConfigValue& target,
                                Wanted wanted) const {
  const FileIndex file = first_file(package, target, wanted);
  if (file != no_file || !wanted.external->empty()) return file;
  wanted.any_condition = true;
  return first_file(package, target, wanted);
}

// The first target that exists, conditions in the order of the manifest.
FileIndex Packages::first_file(const Package& package, const ConfigValue& target,
                               const Wanted& wanted) const {
  if (target.is_string()) {
    if (target.text.starts_with('.')) {
      return target_file(package, with_star(target.text, wanted.star));
    }
    if (wanted.external->empty()) *wanted.external = target.text;
    return no_file;
  }
  for (const ConfigValue& item : target.items) {
    const FileIndex file = first_file(package, item, wanted);
    if (file != no_file) return file;
  }
  FileIndex declared = no_file;
  for (const auto& [condition, value] : target.members) {
    if (!wanted.any_condition && !holds(condition, wanted.kind)) continue;
    const FileIndex file = first_file(package, value, wanted);
    if (file == no_file) continue;
    // Code goes before its declarations.
    if (!paths_.all()[file].ends_with(".d.ts")) return file;
    if (declared == no_file) declared = file;
  }
  return declared;
}

Resolution Packages::legacy_entry(const Package& package, std::string_view subpath) const {
  if (!subpath.empty()) {
    const auto path = joined(package.directory, subpath);
    const FileIndex file = path ? paths_.find_module(*path) : no_file;
    const FileIndex made =
        file == no_file ? target_file(package, "dist/" + std::string(subpath)) : file;
    return made == no_file ? unresolved(Unresolved::no_such_file) : resolved(made);
  }
  for (const std::string_view field : {"source", "module", "main", "browser", "types", "typings"}) {
    const std::string_view target = package.manifest.string(field);
    const FileIndex file = target.empty() ? no_file : target_file(package, target);
    if (file != no_file) return resolved(file);
  }
  for (const std::string_view target : {"index", "src/index", "src/main", "lib/index"}) {
    const auto path = joined(package.directory, target);
    const FileIndex file = path ? paths_.find_module(*path) : no_file;
    if (file != no_file) return resolved(file);
  }
  return unresolved(Unresolved::no_entry);
}

Resolution Packages::entry(const Package& package, std::string_view subpath,
                           ImportKind kind) const {
  const ConfigValue* exports = package.manifest.find("exports");
  if (exports == nullptr || exports->kind == ConfigValue::Kind::null) {
    return legacy_entry(package, subpath);
  }
  const bool has_subpaths = exports->is_object() && !exports->members.empty() &&
                            exports->members.front().first.starts_with('.');
  std::string_view star;
  const ConfigValue* target = exports;
  if (has_subpaths) {
    const std::string wanted = subpath.empty() ? "." : "./" + std::string(subpath);
    target = matching(*exports, wanted, star);
    if (target == nullptr || target->kind == ConfigValue::Kind::null) {
      return unresolved(Unresolved::not_exported);
    }
    const std::string stands_for(star);  // `wanted` does not live as long
    std::string_view external;
    const FileIndex file =
        chosen_file(package, *target, {.star = stands_for, .kind = kind, .external = &external});
    if (file != no_file) return resolved(file);
  } else {
    if (!subpath.empty()) return unresolved(Unresolved::not_exported);
    std::string_view external;
    const FileIndex file =
        chosen_file(package, *target, {.star = star, .kind = kind, .external = &external});
    if (file != no_file) return resolved(file);
  }
  // Exported, but made by a build: what the package would be without `exports`.
  const Resolution made = legacy_entry(package, subpath);
  return made.outcome == Outcome::file ? made : unresolved(Unresolved::no_entry);
}

Resolution Packages::imported(const Package& package, std::string_view specifier, ImportKind kind,
                              std::string_view& external) const {
  const ConfigValue* imports = package.manifest.find("imports");
  if (imports == nullptr) return unresolved(Unresolved::no_package_import);
  std::string_view star;
  const ConfigValue* target = matching(*imports, specifier, star);
  if (target == nullptr) return unresolved(Unresolved::no_package_import);
  const FileIndex file =
      chosen_file(package, *target, {.star = star, .kind = kind, .external = &external});
  if (file != no_file) return resolved(file);
  return unresolved(Unresolved::no_package_import);
}

}  // namespace sitewright::context
