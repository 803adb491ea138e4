#include "context/resolve/resolve.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "context/resolve/glob.hpp"
#include "context/resolve/packages.hpp"
#include "context/resolve/project_paths.hpp"
#include "context/resolve/specifier.hpp"
#include "context/resolve/tsconfig.hpp"
#include "context/scan/language.hpp"

namespace sitewright::context {

namespace {

constexpr std::string_view alias_folders[] = {"src", ".", "app"};

Resolution unresolved(Unresolved reason) {
  return {Outcome::unresolved, no_file, reason, {}};
}
Resolution resolved(FileIndex file) {
  return {Outcome::file, file, Unresolved::none, {}};
}

}  // namespace

struct Resolver::State {
  ProjectPaths paths;
  Packages packages{paths};
  TsConfigs configs{packages};
  std::vector<ConfigProblem> problems;
  struct Place {
    const Package* package = nullptr;
    const PathMapping* mapping = nullptr;
  };
  std::vector<Place> places;  // of each file

  std::size_t read_paths;
  std::unordered_set<std::string_view> folders;  // with files in them, at any depth

  State(std::vector<std::string> names, std::size_t read)
      : paths(std::move(names)), read_paths(read) {}

  void read(const ConfigTexts& texts) {
    for (const auto& [path, text] : texts) {
      const std::string_view name = name_in(path);
      std::string problem;
      if (name == "package.json") {
        problem = packages.add_manifest(path, text);
      } else if (name == "pnpm-workspace.yaml") {
        packages.add_pnpm_workspace(path, text);
      } else if (is_tsconfig(path)) {
        problem = configs.add(path, text);
      } else if (may_be_extended(path, text)) {
        configs.offer(path, text);
      }
      if (!problem.empty()) problems.push_back({path, problem});
    }
    packages.finish();
    configs.finish(problems);
    std::unordered_map<std::string_view, Place> by_directory;
    for (const std::string& path : paths.all()) {
      const auto [found, added] = by_directory.try_emplace(directory_of(path));
      if (added) found->second = {packages.around(found->first), configs.around(found->first)};
      places.push_back(found->second);
      for (std::string_view folder = found->first; folders.insert(folder).second;) {
        folder = directory_of(folder);
      }
    }
  }

  [[nodiscard]] FileIndex link_above(std::string_view path) const;
  [[nodiscard]] bool is_folder(std::string_view directory, std::string_view address) const;
  [[nodiscard]] Resolution relative(std::string_view directory, std::string_view specifier) const;
  [[nodiscard]] Resolution absolute(std::string_view importer, const Place& place,
                                    std::string_view path) const;
  [[nodiscard]] Resolution linked(std::string_view directory, std::string_view address) const;
  [[nodiscard]] Resolution mapped(const PathMapping& mapping, std::string_view specifier) const;
  [[nodiscard]] Resolution bare(const Place& place, std::string_view specifier,
                                ImportKind kind) const;
  [[nodiscard]] Resolution by_alias(const Place& place, std::string_view specifier) const;
  [[nodiscard]] std::vector<std::string> globs_of(FileIndex importer,
                                                  std::string_view pattern) const;
};

// The link that a path leads through.
FileIndex Resolver::State::link_above(std::string_view path) const {
  if (read_paths >= paths.all().size()) return no_file;
  for (path = directory_of(path); !path.empty(); path = directory_of(path)) {
    const FileIndex link = paths.find(path);
    if (link != no_file && link >= read_paths) return link;
  }
  return no_file;
}

Resolution Resolver::State::relative(std::string_view directory, std::string_view specifier) const {
  const auto path = joined(directory, specifier);
  if (!path) return unresolved(Unresolved::outside_project);
  const FileIndex file = paths.find_module(*path);
  if (file != no_file) return resolved(file);
  // A directory with a manifest of its own.
  const Package* package = packages.around(*path);
  if (package != nullptr && package->directory == *path && !path->empty()) {
    const Resolution entry = packages.entry(*package, {});
    if (entry.outcome == Outcome::file) return entry;
  }
  const FileIndex link = link_above(*path);
  return link == no_file ? unresolved(Unresolved::no_such_file) : resolved(link);
}

bool Resolver::State::is_folder(std::string_view directory, std::string_view address) const {
  const auto path = joined(address.starts_with('/') ? std::string_view() : directory, address);
  return path && folders.contains(*path);
}

// "/src/main.tsx": from a page's own directory, from the package's or the root, also in `public`.
Resolution Resolver::State::absolute(std::string_view importer, const Place& place,
                                     std::string_view path) const {
  const std::string_view home =
      place.package == nullptr ? std::string_view() : std::string_view(place.package->directory);
  const std::string_view page = is_page(importer) ? directory_of(importer) : home;
  for (const std::string_view root : {page, home, std::string_view()}) {
    for (const std::string_view folder : {".", "public"}) {
      const auto base = joined(root, folder);
      const Resolution found = base ? relative(*base, path) : unresolved(Unresolved::no_such_file);
      if (found.outcome == Outcome::file) return found;
    }
  }
  return unresolved(Unresolved::no_such_file);
}

// A link of a Markdown text. "/guide/x" is seen from a folder around the text, the outermost first:
// the repository's, a package's, that of a site's pages. What is no file there is left to the site.
Resolution Resolver::State::linked(std::string_view directory, std::string_view address) const {
  const auto text = [&](std::string_view base) {
    const auto path = joined(base, address);
    return path ? paths.find_text(*path) : no_file;
  };
  if (!address.starts_with('/')) {
    const FileIndex found = text(directory);
    return found == no_file ? relative(directory, address) : resolved(found);
  }
  for (std::size_t end = 0;; end = std::min(directory.find('/', end + 1), directory.size())) {
    for (const std::string_view folder : {".", "public", "static"}) {
      const FileIndex found = text(*joined(directory.substr(0, end), folder));
      if (found != no_file) return resolved(found);
    }
    if (end == directory.size()) break;
  }
  if (names_file(address)) return unresolved(Unresolved::no_such_file);
  return {Outcome::remote, no_file, Unresolved::none, {}};
}

// By `paths`. Reason none: no pattern matches.
Resolution Resolver::State::mapped(const PathMapping& mapping, std::string_view specifier) const {
  const PathMapping::Pattern* best = mapping.pattern_for(specifier);
  if (best == nullptr) return unresolved(Unresolved::none);
  for (const std::string& target : best->targets) {
    const Resolution found = relative({}, best->filled(target, specifier));
    if (found.outcome == Outcome::file) return found;
  }
  const bool open = best->leads_to_packages || (best->has_star && best->before.empty());
  return unresolved(open ? Unresolved::none : Unresolved::no_paths_target);
}

// "@/x" and "~/x" without a tsconfig that says what they are: the usual folders.
Resolution Resolver::State::by_alias(const Place& place, std::string_view specifier) const {
  const std::string_view home =
      place.package == nullptr ? std::string_view() : std::string_view(place.package->directory);
  for (const std::string_view folder : alias_folders) {
    const auto base = joined(home, folder);
    if (!base) continue;
    const Resolution found = relative(*base, specifier.substr(2));
    if (found.outcome == Outcome::file) return found;
  }
  return unresolved(Unresolved::no_such_file);
}

Resolution Resolver::State::bare(const Place& place, std::string_view specifier,
                                 ImportKind kind) const {
  Unresolved reason = Unresolved::none;
  if (place.mapping != nullptr) {
    Resolution found = mapped(*place.mapping, specifier);
    reason = found.reason;
    if (found.outcome == Outcome::file) return found;
    if (place.mapping->base) {
      found = relative(*place.mapping->base, specifier);
      if (found.outcome == Outcome::file) return found;
    }
  }
  // "~bootstrap/x" of a style sheet is a package's, "~icons/x" of a script a plugin's.
  if (specifier.starts_with('~') && !is_alias(specifier)) specifier.remove_prefix(1);
  const std::string_view name = package_of(specifier);
  if (!name.empty()) {
    if (const Package* package = packages.named(name, place.package)) {
      const std::string_view rest = specifier.substr(name.size());
      return packages.entry(*package, rest.empty() ? rest : rest.substr(1), kind);
    }
  }
  if (reason != Unresolved::none) return unresolved(reason);
  if (is_runtime_module(specifier)) return {Outcome::builtin, no_file, Unresolved::none, {}};
  if (is_alias(specifier)) return by_alias(place, specifier);
  if (name.empty()) return unresolved(Unresolved::malformed);
  return {Outcome::external, no_file, Unresolved::none, name};
}

// The patterns from the root that a pattern of import.meta.glob means: by `paths` or as "@/x" and
// "~/x" where it begins with a name.
std::vector<std::string> Resolver::State::globs_of(FileIndex importer,
                                                   std::string_view pattern) const {
  const Place& place = places[importer];
  const std::string_view home =
      place.package == nullptr ? std::string_view() : std::string_view(place.package->directory);
  std::vector<std::string> globs;
  if (!pattern.starts_with('.') && !pattern.starts_with('/') && !pattern.starts_with('*')) {
    const auto* best = place.mapping == nullptr ? nullptr : place.mapping->pattern_for(pattern);
    if (best != nullptr) {
      for (const std::string& target : best->targets) {
        if (auto path = joined({}, best->filled(target, pattern))) globs.push_back(*path);
      }
      return globs;
    }
    const std::string_view plain = pattern.substr(0, pattern.find_first_of("*?[{"));
    for (const std::string_view folder : alias_folders) {
      if (!is_alias(pattern)) break;
      const auto base = joined(home, folder);
      const auto below = base ? joined(*base, directory_of(plain.substr(2))) : base;
      if (!below || !folders.contains(*below)) continue;
      globs.push_back(*joined(*base, pattern.substr(2)));
      return globs;
    }
  }
  const bool from_root = pattern.starts_with('/');
  auto path = joined(from_root ? home : directory_of(paths.all()[importer]), pattern);
  if (path) globs.push_back(std::move(*path));
  return globs;
}

bool Resolver::is_config(std::string_view path, std::string_view text) {
  const std::string_view name = name_in(path);
  return name == "package.json" || name == "pnpm-workspace.yaml" || is_tsconfig(path) ||
         may_be_extended(path, text);
}

Resolver::Resolver(std::vector<std::string> paths, const ConfigTexts& configs, std::size_t read)
    : state_(std::make_unique<State>(std::move(paths), read)) {
  state_->read(configs);
}
Resolver::~Resolver() = default;
Resolver::Resolver(Resolver&&) noexcept = default;
Resolver& Resolver::operator=(Resolver&&) noexcept = default;

const std::vector<std::string>& Resolver::paths() const {
  return state_->paths.all();
}
const std::vector<ConfigProblem>& Resolver::problems() const {
  return state_->problems;
}
FileIndex Resolver::index_of(std::string_view path) const {
  return state_->paths.find(path);
}

Resolution Resolver::resolve(FileIndex importer, std::string_view specifier,
                             ImportKind kind) const {
  const Resolution found = file_of(importer, specifier, kind);
  if (kind != ImportKind::asset || found.reason != Unresolved::no_such_file) return found;
  const std::string decoded = percent_decoded(specifier);
  if (decoded != specifier) {
    const Resolution again = file_of(importer, decoded, kind);
    if (again.outcome == Outcome::file) return again;
  }
  const std::string_view directory = directory_of(paths()[importer]);
  if (!state_->is_folder(directory, without_query(decoded))) return found;
  return {Outcome::folder, no_file, Unresolved::none, {}};
}

Resolution Resolver::file_of(FileIndex importer, std::string_view specifier,
                             ImportKind kind) const {
  const auto& all = state_->paths.all();
  if (importer >= all.size() || specifier.empty() ||
      specifier.find('\0') != std::string_view::npos) {
    return unresolved(Unresolved::malformed);
  }
  const std::string_view directory = directory_of(all[importer]);
  const State::Place& place = state_->places[importer];
  if (is_remote(specifier)) return {Outcome::remote, no_file, Unresolved::none, {}};
  if (specifier.starts_with('#')) {
    if (place.package != nullptr) {
      std::string_view external;
      const Resolution found = state_->packages.imported(*place.package, specifier, kind, external);
      if (found.outcome == Outcome::file) return found;
      if (!external.empty()) return state_->bare(place, external, kind);
    }
    const Resolution found = place.mapping == nullptr ? unresolved(Unresolved::none)
                                                      : state_->mapped(*place.mapping, specifier);
    return found.outcome == Outcome::file ? found : unresolved(Unresolved::no_package_import);
  }
  specifier = without_query(specifier);
  if (language_of(all[importer]) == Language::markdown && !specifier.starts_with('@')) {
    return state_->linked(directory, specifier);
  }
  if (specifier.starts_with("./") || specifier.starts_with("../") || specifier == "." ||
      specifier == "..") {
    return state_->relative(directory, specifier);
  }
  if (specifier.starts_with('/')) return state_->absolute(all[importer], place, specifier);
  if (kind == ImportKind::css_import || kind == ImportKind::asset ||
      (is_style(all[importer]) && !specifier.starts_with('@'))) {
    const Resolution found = state_->relative(directory, specifier.substr(specifier[0] == '~'));
    if (found.outcome == Outcome::file) return found;
    // `@use "mixins"` means _mixins.scss beside it.
    const std::string partial =
        std::string(directory_of(specifier)) + "/_" + std::string(name_in(specifier));
    const Resolution sass = state_->relative(directory, partial);
    if (sass.outcome == Outcome::file) return sass;
    // `url(@scope/name/file.woff2)` is a package's or an alias's file, other names are beside it.
    if (kind == ImportKind::asset && !specifier.starts_with('@') && !specifier.starts_with('~')) {
      return unresolved(Unresolved::no_such_file);
    }
  }
  if (is_page(all[importer])) {
    const Resolution found = state_->relative(directory, specifier);  // <script src=main.js>
    if (found.outcome == Outcome::file) return found;
  }
  return state_->bare(place, specifier, kind);
}

std::vector<FileIndex> Resolver::match(FileIndex importer,
                                       const std::vector<std::string_view>& patterns) const {
  const auto& all = state_->paths.all();
  if (importer >= all.size()) return {};
  std::vector<std::pair<Glob, bool>> globs;
  for (std::string_view pattern : patterns) {
    const bool takes = !pattern.starts_with('!');
    if (!takes) pattern.remove_prefix(1);
    for (const std::string& glob : state_->globs_of(importer, pattern)) {
      globs.emplace_back(Glob(glob), takes);
    }
  }
  std::vector<FileIndex> files;
  for (FileIndex file = 0; file < all.size(); ++file) {
    bool taken = false;
    bool refused = false;
    for (const auto& [glob, takes] : globs) {
      if ((takes ? taken : refused) || !glob.matches(all[file])) continue;
      (takes ? taken : refused) = true;
    }
    if (taken && !refused && file != importer) files.push_back(file);
  }
  return files;
}

std::string_view name_of(Unresolved reason) {
  switch (reason) {
    case Unresolved::none:
      return "none";
    case Unresolved::no_such_file:
      return "no such file";
    case Unresolved::outside_project:
      return "outside the project";
    case Unresolved::no_paths_target:
      return "no target of tsconfig paths exists";
    case Unresolved::not_exported:
      return "not in the package's exports";
    case Unresolved::no_package_import:
      return "not in the package's imports";
    case Unresolved::no_entry:
      return "the package has no entry";
    case Unresolved::malformed:
      return "malformed";
  }
  return "";
}

}  // namespace sitewright::context
