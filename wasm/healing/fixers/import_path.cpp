// An import that names no file: another letter case, extension, depth, folder or spelling of one
// that exists. What the import wants by name tells files apart that are as near.
#include <algorithm>
#include <tuple>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/style_use.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::Language;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

std::string_view ending_of(std::string_view path) {
  path = path.substr(0, path.find('?'));
  const std::string_view name = context::name_in(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

bool is_script_ending(std::string_view ending) {
  return ending.empty() ||
         context::is_script(context::language_of(std::string("x") + std::string(ending)));
}

bool is_image(std::string_view ending) {
  for (const std::string_view one : {".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"}) {
    if (ending == one) return true;
  }
  return false;
}

/// "../../a/b" and "@/a/b" and "/src/a/b" as "a/b".
std::string_view tail_of(std::string_view specifier) {
  specifier = specifier.substr(0, specifier.find('?'));
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view start : {"./", "../", "@/", "~/", "/", "src/"}) {
      if (!specifier.starts_with(start)) continue;
      specifier.remove_prefix(start.size());
      again = true;
    }
  }
  return specifier;
}

std::size_t equal_segments(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  a = context::directory_of(a);
  b = context::directory_of(b);
  while (!a.empty() && !b.empty() && lower(context::name_in(a)) == lower(context::name_in(b))) {
    ++count;
    a = context::directory_of(a);
    b = context::directory_of(b);
  }
  return count;
}

struct Candidate {
  std::string path;
  // Smaller is better, in this order.
  std::size_t missing_names = 0;
  std::size_t distance = 0;  ///< of the stems; 0 when they differ in letter case at most
  std::size_t other_case = 0;
  std::size_t other_folder = 0;

  [[nodiscard]] auto rank() const {
    return std::tuple(missing_names, distance, other_folder, other_case);
  }
};

class PathSearch {
 public:
  PathSearch(Workbench& bench, const Source& source, const NamedModule& module)
      : bench_(bench), source_(source), module_(module) {}

  std::vector<Candidate> run() {
    if (ending_of(module_.specifier) == ".css") unread_ = unread_sheets(bench_);
    const std::string wanted = stem_of(tail_of(module_.specifier));
    for (const auto& [path, text] : bench_.tree()) {
      if (path == source_.path || !fits(path)) continue;
      Candidate one{path};
      const std::string stem = stem_of(path);
      const bool same = lower(stem) == lower(wanted);
      const std::size_t limit = std::clamp<std::size_t>(wanted.size() / 3, 1, 3);
      one.distance = same ? 0 : edit_distance(lower(stem), lower(wanted), limit);
      one.missing_names = missing_names(path);
      const bool by_names = has_names() && one.missing_names == 0;
      if (!unread_.empty() && !same) {
        // A sheet that is read already is not what is missing.
        const bool unread = std::ranges::contains(unread_, path);
        if (!unread || (unread_.size() > 1 && one.distance > limit)) continue;
      } else if (one.distance > limit && !by_names) {
        continue;
      }
      one.other_case = stem == wanted ? 0 : 1;
      one.other_folder =
          10 - std::min<std::size_t>(equal_segments(tail_of(module_.specifier), path), 9);
      if (context::directory_of(path) == intended_folder()) one.other_folder = 0;
      found_.push_back(std::move(one));
    }
    take_endless();
    sort_stably(found_, [](const Candidate& a, const Candidate& b) {
      return std::tuple(a.rank(), a.path) < std::tuple(b.rank(), b.path);
    });
    return found_;
  }

 private:
  /// "./index" for index.css and "./hero" for hero.png: the one file that is called so.
  void take_endless() {
    if (!ending_of(module_.specifier).empty() || module_.clause == nullptr || has_names()) return;
    const bool bare = module_.clause->binds_nothing();
    const std::string_view wanted = context::name_in(module_.specifier);
    std::vector<Candidate> called;
    for (const auto& [path, text] : bench_.tree()) {
      const std::string_view ending = ending_of(path);
      const bool fits = bare ? ending == ".css" : is_image(ending) || ending == ".json";
      const std::string_view name = context::name_in(path);
      if (!fits || name.substr(0, name.size() - ending.size()) != wanted) continue;
      const bool here = context::directory_of(path) == intended_folder();
      called.push_back({path, 0, 0, 0, here ? 0U : 1U});
    }
    // What stands where the import says is meant before what is called so in another folder.
    const auto rivals = [&](std::size_t folder) {
      return std::ranges::any_of(found_, [&](const Candidate& one) {
        return one.distance == 0 && one.other_folder <= folder;
      });
    };
    if (std::ranges::count(called, 0U, &Candidate::other_folder) == 1 && !rivals(0)) {
      std::erase_if(called, [](const Candidate& one) { return one.other_folder > 0; });
      found_ = std::move(called);
    } else if (called.size() == 1 && !rivals(10)) {
      found_ = std::move(called);
    }
  }

  bool fits(std::string_view path) const {
    const std::string_view ending = ending_of(path);
    const std::string_view wanted = ending_of(module_.specifier);
    if (path.ends_with(".d.ts") || path.ends_with(".config.ts") || path.ends_with(".config.js")) {
      return false;
    }
    if (is_image(wanted)) return is_image(ending);
    const bool known = wanted == ".css" || wanted == ".json" || wanted == ".scss" ||
                       wanted == ".md" || wanted == ".woff2";
    if (known) return ending == wanted || (wanted == ".scss" && ending == ".css");
    return !ending.empty() && is_script_ending(ending);
  }

  [[nodiscard]] bool has_names() const {
    return module_.clause != nullptr && !module_.clause->names.empty();
  }

  std::size_t missing_names(std::string_view path) {
    if (module_.clause == nullptr) return 0;
    const Source* file = bench_.source(path);
    if (file == nullptr || file->tokens == nullptr) return 0;
    std::size_t missing = 0;
    for (const ImportName& name : module_.clause->names) {
      if (file->exported(name.imported) == nullptr) ++missing;
    }
    const bool lacks_default =
        !module_.clause->default_name.local.empty() && file->exported("default") == nullptr;
    return missing + (lacks_default ? 1 : 0);
  }

  [[nodiscard]] std::string intended_folder() const {
    const std::string_view path =
        std::string_view(module_.specifier).substr(0, module_.specifier.find('?'));
    if (!path.starts_with('.')) return "\n";
    const auto whole = context::joined(context::directory_of(source_.path), path);
    return whole ? std::string(context::directory_of(*whole)) : "\n";
  }

  Workbench& bench_;
  const Source& source_;
  const NamedModule& module_;
  std::vector<std::string> unread_;  ///< sheets, where one is wanted
  std::vector<Candidate> found_;
};

/// `import "./theme.css";` of a sheet that there never was: all that the elements ask for is in the
/// others.
std::vector<Repair> needless_sheet(Workbench& bench, const Source& source,
                                   const NamedModule& module) {
  const bool bare = module.clause != nullptr && module.clause->binds_nothing() &&
                    ending_of(module.specifier) == ".css";
  if (!bare) return {};
  const bool others = std::ranges::any_of(bench.scripts(), [&](const Source* file) {
    return std::ranges::any_of(file->imports, [&](const ImportClause& one) {
      return one.specifier.ends_with(".css") && !bench.resolved(file->path, one.specifier).empty();
    });
  });
  if (!others || lacks_styles(bench)) return {};
  std::vector<Repair> out =
      only("Take out the import of " + module.specifier + ", which is no file.",
           {taken_out(source, module.clause->begin, module.clause->end)});
  out.front().unique = false;
  return out;
}

std::string written(Workbench& bench, const Source& source, const NamedModule& module,
                    std::string_view path) {
  const std::string& old = module.specifier;
  if (old.starts_with('/')) return "/" + std::string(path);
  std::string out = bench.specifier_for(source.path, path);
  const std::string_view ending = ending_of(old);
  const bool had_ending = !ending.empty() && is_script_ending(ending);
  if (had_ending && !out.ends_with(ending_of(path))) {
    // The ending was said; a config that demands it does so for all.
    if (old.ends_with(".ts") || old.ends_with(".tsx") || !source.path.ends_with(".ts")) {
      const bool others_have = std::ranges::any_of(source.imports, [&](const ImportClause& one) {
        return one.specifier != old && one.specifier.starts_with('.') &&
               is_script_ending(ending_of(one.specifier)) && !ending_of(one.specifier).empty();
      });
      if (others_have || source.imports.size() < 2) out += ending_of(path);
    }
  }
  if (const std::size_t query = old.find('?'); query != std::string::npos) out += old.substr(query);
  return out;
}

/// What an import has for the file of "Could not load /site/src/logos.svg (imported by src/A.tsx)":
/// the alias was followed, the file is not there.
std::pair<const Source*, std::string> unloaded(Workbench& bench, std::string_view message) {
  constexpr std::string_view start = "Could not load /site/";
  constexpr std::string_view by = " (imported by ";
  const std::size_t from = message.find(start);
  const std::size_t middle = message.find(by, from);
  if (from == std::string_view::npos || middle == std::string_view::npos) return {};
  const std::string_view path = message.substr(from + start.size(), middle - from - start.size());
  std::string_view importer = message.substr(middle + by.size());
  importer = importer.substr(0, importer.find(')'));
  const Source* source = bench.source(importer);
  if (source == nullptr || source->tokens == nullptr) return {};
  for (const ImportClause& one : source->imports) {
    const bool names_it = tail_of(one.specifier) == tail_of(path) && tail_of(path) != path;
    if (names_it) return {source, std::string(one.specifier)};
  }
  return {};
}

/// `from "@types/react"`: the package that the declarations are of. "a__b" stands for "@a/b".
std::vector<Repair> of_declarations(const Source& source, std::uint32_t offset) {
  constexpr std::string_view start = "@types/";
  for (const ImportClause& one : source.imports) {
    const bool here = one.begin <= offset && offset < one.end;
    if (!here || !one.specifier.starts_with(start)) continue;
    std::string to(one.specifier.substr(start.size()));
    if (const std::size_t scope = to.find("__"); scope != std::string::npos) {
      to = "@" + to.substr(0, scope) + "/" + to.substr(scope + 2);
    }
    const auto end = one.specifier_begin + static_cast<std::uint32_t>(one.specifier.size());
    return only("Import " + to + " instead of its declarations.",
                {{std::string(source.path), one.specifier_begin, end, to}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_import_path(Workbench& bench, const Problem& problem) {
  Workbench::Place place = bench.script_of(problem);
  if (place) {
    if (auto found = of_declarations(*place.source, place.offset); !found.empty()) return found;
  }
  if (problem.code == "TS6137") return {};
  std::string specifier = specifier_in(problem.message);
  if (const auto [source, written_as] = unloaded(bench, problem.message); source != nullptr) {
    specifier = written_as;
    place = {source, 0};
  } else {
    place = importer_of(bench, problem, specifier);
  }
  if (!place) return {};
  const auto module = module_named(*place.source, specifier, place.offset);
  if (!module) return {};
  const std::string there = bench.resolved(place.source->path, specifier);
  // The resolver also takes a sheet without its ending, which no tool does.
  const bool endless = ending_of(specifier).empty() && !is_script_ending(ending_of(there));
  if (!there.empty() && !endless) return {};
  const std::vector<Candidate> found = PathSearch(bench, *place.source, *module).run();
  std::vector<Repair> out;
  for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i) {
    // A bare name is a package first of all: only what has the names it wants is its file.
    const bool bare =
        !specifier.starts_with('.') && !specifier.starts_with('/') && !specifier.contains('/');
    if (bare && (found[i].missing_names > 0 || module->clause == nullptr ||
                 module->clause->binds_nothing())) {
      continue;
    }
    const std::string to = written(bench, *place.source, *module, found[i].path);
    const auto size = static_cast<std::uint32_t>(specifier.size());
    Repair repair{"Import " + to + " instead of " + specifier + ".",
                  {{std::string(place.source->path), module->begin, module->begin + size, to}}};
    repair.unique = i == 0 && (found.size() == 1 || found[0].rank() < found[1].rank());
    out.push_back(std::move(repair));
  }
  if (out.empty()) return needless_sheet(bench, *place.source, *module);
  return out;
}

}  // namespace sitewright::healing
