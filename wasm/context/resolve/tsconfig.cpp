#include "context/resolve/tsconfig.hpp"

namespace sitewright::context {

namespace {

constexpr int longest_chain = 16;
constexpr std::size_t longest_config = std::size_t{64} << 10U;  // of a file with any name

// "${configDir}" is the folder of the configuration at the end of the chain, wherever it is
// written.
std::optional<std::string> placed(std::string_view base, std::string_view leaf,
                                  std::string_view written) {
  constexpr std::string_view config_dir = "${configDir}";
  if (!written.starts_with(config_dir)) return joined(base, written);
  return joined(leaf, written.substr(config_dir.size()));
}

PathMapping::Pattern pattern_of(const std::string& key, const ConfigValue& targets,
                                std::string_view base, std::string_view leaf) {
  PathMapping::Pattern pattern;
  const std::size_t star = key.find('*');
  pattern.has_star = star != std::string::npos;
  pattern.before = key.substr(0, star);
  if (pattern.has_star) pattern.after = key.substr(star + 1);
  for (const ConfigValue& target : targets.items) {
    const std::string_view written = target.text;
    if (written.find("node_modules/") != std::string_view::npos) pattern.leads_to_packages = true;
    if (auto path = placed(base, leaf, written)) pattern.targets.push_back(std::move(*path));
  }
  return pattern;
}

}  // namespace

std::string PathMapping::Pattern::filled(const std::string& target,
                                         std::string_view specifier) const {
  const std::size_t place = target.find('*');
  std::string path = target.substr(0, place);
  if (place == std::string::npos) return path;
  if (has_star) {
    specifier.remove_suffix(after.size());
    path.append(specifier.substr(before.size()));
  }
  return path.append(target, place + 1);
}

const PathMapping::Pattern* PathMapping::pattern_for(std::string_view specifier) const {
  const Pattern* best = nullptr;
  for (const Pattern& pattern : patterns) {
    if (!pattern.has_star) {
      if (pattern.before == specifier) return &pattern;
      continue;
    }
    const bool fits = specifier.size() >= pattern.before.size() + pattern.after.size() &&
                      specifier.starts_with(pattern.before) && specifier.ends_with(pattern.after);
    if (fits && (best == nullptr || pattern.before.size() > best->before.size())) best = &pattern;
  }
  return best;
}

bool is_tsconfig(std::string_view path) {
  const std::string_view name = name_in(path);
  return name.ends_with(".json") &&
         (name.contains("tsconfig") || name == "jsconfig.json" || path.contains("tsconfig/") ||
          path.contains("typescript-config/"));
}

bool may_be_extended(std::string_view path, std::string_view text) {
  return path.ends_with(".json") && text.size() <= longest_config &&
         (text.contains("\"compilerOptions\"") || text.contains("\"extends\""));
}

std::string TsConfigs::add(std::string_view path, std::string_view text) {
  auto config = parse_config(text);
  if (!config || !config->is_object()) return "not a JSON object";
  configs_.emplace(path, std::move(*config));
  return {};
}

// Whether there is such a configuration; an offered one becomes one when it is asked for.
bool TsConfigs::has(const std::string& path) {
  if (configs_.contains(path)) return true;
  const auto offered = offered_.find(path);
  if (offered == offered_.end()) return false;
  std::string problem = add(path, offered->second);
  offered_.erase(offered);
  if (problem.empty()) return true;
  problems_.push_back({path, std::move(problem)});
  return false;
}

// What "name", "name/x" or "@scope/name/x" means: the file there, by the manifest's `tsconfig`, or
// by its `exports`.
std::string TsConfigs::extended_package(std::string_view specifier) {
  std::size_t slash = specifier.find('/');
  if (specifier.starts_with('@') && slash != std::string_view::npos) {
    slash = specifier.find('/', slash + 1);
  }
  const Package* package = packages_.named(specifier.substr(0, slash), nullptr);
  if (package == nullptr) return {};
  std::string_view rest =
      slash == std::string_view::npos ? std::string_view() : specifier.substr(slash + 1);
  const std::string_view named = package->manifest.string("tsconfig");
  const std::string_view file = !rest.empty() ? rest : named.empty() ? "tsconfig.json" : named;
  const std::string path = joined(package->directory, file).value_or(std::string());
  for (const std::string_view ending : {"", ".json", "/tsconfig.json"}) {
    std::string candidate = path + std::string(ending);
    if (has(candidate)) return candidate;
  }
  const Resolution exported = packages_.entry(*package, rest);
  if (exported.outcome != Outcome::file) return {};
  std::string candidate = packages_.path_of(exported.file);
  return has(candidate) ? candidate : std::string();
}

// The path of what `extends` names, or an empty one.
std::string TsConfigs::extended(std::string_view directory, std::string_view specifier) {
  if (!specifier.starts_with('.')) return extended_package(specifier);
  const std::string path = joined(directory, specifier).value_or(std::string());
  for (const std::string_view ending : {"", ".json", "/tsconfig.json"}) {
    std::string candidate = path + std::string(ending);
    if (has(candidate)) return candidate;
  }
  return {};
}

void TsConfigs::take_options(const std::string& path, std::string_view leaf,
                             const ConfigValue& options, PathMapping& mapping) const {
  const std::string_view directory = directory_of(path);
  const std::string_view base_url = options.string("baseUrl");
  if (!base_url.empty()) {
    if (const auto base = placed(directory, leaf, base_url)) mapping.base = *base;
  }
  const ConfigValue* paths = options.find("paths");
  if (paths == nullptr || !paths->is_object()) return;
  mapping.patterns.clear();
  const std::string base(base_url.empty()
                             ? std::string(mapping.base.value_or(std::string(directory)))
                             : mapping.base.value_or(""));
  for (const auto& [key, targets] : paths->members) {
    mapping.patterns.push_back(pattern_of(key, targets, base, leaf));
  }
}

void TsConfigs::collect_extended(const std::string& path, std::string_view leaf,
                                 std::string_view specifier, PathMapping& mapping, int depth) {
  const std::string other = extended(directory_of(path), specifier);
  if (!other.empty()) collect(other, leaf, mapping, depth + 1);
}

void TsConfigs::collect(const std::string& path, std::string_view leaf, PathMapping& mapping,
                        int depth) {
  const auto found = configs_.find(path);
  if (found == configs_.end() || depth > longest_chain) return;
  const ConfigValue& config = found->second;
  if (const ConfigValue* extends = config.find("extends")) {
    if (extends->is_string()) collect_extended(path, leaf, extends->text, mapping, depth);
    for (const ConfigValue& item : extends->items) {
      collect_extended(path, leaf, item.text, mapping, depth);
    }
  }
  if (const ConfigValue* options = config.find("compilerOptions")) {
    take_options(path, leaf, *options, mapping);
  }
  const ConfigValue* references = config.find("references");
  if (references == nullptr || !mapping.patterns.empty() || mapping.base || depth > 0) return;
  for (const ConfigValue& reference : references->items) {
    // Only the parts of this directory: packages elsewhere have their own.
    const std::string other = extended(directory_of(path), reference.string("path"));
    if (other.empty() || directory_of(other) != directory_of(path)) continue;
    PathMapping part;
    collect(other, directory_of(other), part, 1);
    mapping.patterns.insert(mapping.patterns.end(), part.patterns.begin(), part.patterns.end());
    if (!mapping.base) mapping.base = part.base;
  }
}

void TsConfigs::finish(std::vector<ConfigProblem>& problems) {
  for (const std::string_view name : {"tsconfig.json", "jsconfig.json"}) {
    for (const auto& [path, _] : configs_) {  // an offered one that comes in has another name
      if (name_in(path) != name) continue;
      const std::string directory(directory_of(path));
      if (by_directory_.contains(directory)) continue;
      PathMapping mapping;
      collect(path, directory, mapping, 0);
      by_directory_.emplace(directory, std::move(mapping));
    }
  }
  offered_.clear();
  problems.insert(problems.end(), problems_.begin(), problems_.end());
}

const PathMapping* TsConfigs::around(std::string_view directory) const {
  for (;;) {
    const auto found = by_directory_.find(std::string(directory));
    if (found != by_directory_.end()) return &found->second;
    if (directory.empty()) return nullptr;
    directory = directory_of(directory);
  }
}

}  // namespace sitewright::context
