// Settings of which one half is there: an alias that one of Vite and TypeScript does not know,
// files that Vite serves without the types of Vite, options of a command that has them not, a value
// where a list of them is meant, a module of Node that is mistyped.
#include <algorithm>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/json_spans.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"

namespace sitewright::healing {
namespace {

/// The settings that the sources are checked by: those that include src, or the only ones.
const project::TextTree::value_type* settings_of_sources(Workbench& bench) {
  const project::TextTree::value_type* found = nullptr;
  for (const auto& file : bench.tree()) {
    const bool settings = file.first.starts_with("tsconfig") && file.first.ends_with(".json") &&
                          !file.first.contains('/');
    if (!settings || !json_object_at(file.second, {"compilerOptions"})) continue;
    const auto root = json_object_at(file.second, {});
    const JsonMember* include = root ? root->find("include") : nullptr;
    const bool of_sources =
        include != nullptr &&
        std::string_view(file.second)
            .substr(include->value_begin, include->value_end - include->value_begin)
            .contains("src");
    if (of_sources) return &file;
    if (include == nullptr) found = &file;
  }
  return found;
}

/// `"@": path.resolve(__dirname, "./src")` in Vite's configuration, and no `paths`.
std::vector<Repair> paths_of_alias(Workbench& bench, const std::string& specifier) {
  const std::size_t slash = specifier.find('/');
  if (slash == std::string::npos || specifier.starts_with('.')) return {};
  const std::string alias = specifier.substr(0, slash);
  const std::string rest = specifier.substr(slash + 1);
  const bool set = std::ranges::any_of(bench.tree(), [&](const auto& file) {
    return file.first.starts_with("vite.config.") &&
           (file.second.contains("\"" + alias + "\"") || file.second.contains("'" + alias + "'"));
  });
  const bool is_file = std::ranges::any_of(bench.tree(), [&](const auto& file) {
    return file.first.starts_with("src/" + rest + ".") ||
           file.first.starts_with("src/" + rest + "/index.") || file.first == "src/" + rest;
  });
  const auto* settings = settings_of_sources(bench);
  if (!set || !is_file || settings == nullptr) return {};
  const auto options = json_object_at(settings->second, {"compilerOptions"});
  if (!options || options->find("paths") != nullptr) return {};
  const JsonAddition added =
      addition_to(settings->second, *options, "paths", "{ \"" + alias + "/*\": [\"./src/*\"] }");
  return only("Let TypeScript follow " + alias + " as Vite does.",
              {{settings->first, added.at, added.at, added.text}});
}

/// `paths` of TypeScript, and no alias in Vite's configuration.
std::vector<Repair> alias_of_paths(Workbench& bench, const std::string& specifier) {
  const std::size_t slash = specifier.find('/');
  const auto* settings = settings_of_sources(bench);
  if (slash == std::string::npos || specifier.starts_with('.') || settings == nullptr) return {};
  const std::string alias = specifier.substr(0, slash);
  const auto paths = json_object_at(settings->second, {"compilerOptions", "paths"});
  const JsonMember* path = paths ? paths->find(alias + "/*") : nullptr;
  if (path == nullptr) return {};
  const std::vector<JsonMember> folders = json_strings(settings->second, path->value_begin);
  if (folders.size() != 1 || !folders[0].key.ends_with("/*")) return {};
  std::string folder = folders[0].key.substr(0, folders[0].key.size() - 2);
  if (folder.starts_with("./")) folder.erase(0, 2);
  const std::string file = folder + specifier.substr(slash);
  const bool is_file = std::ranges::any_of(bench.tree(), [&](const auto& one) {
    return one.first == file || one.first.starts_with(file + ".") ||
           one.first.starts_with(file + "/index.");
  });
  if (!is_file) return {};
  for (const Source* source : bench.scripts()) {
    const bool sets = source->text.contains("alias") || source->text.contains("resolve:") ||
                      source->text.contains("tsconfig");
    if (!source->path.starts_with("vite.config.") || sets) continue;
    const context::ScriptTokens& tokens = *source->tokens;
    for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
      const bool call = tokens.is_word(at, "defineConfig") && tokens.is_mark(at + 1, '(');
      const bool plain = tokens.is_word(at, "export") && tokens.is_word(at + 1, "default");
      if ((!call && !plain) || !tokens.is_mark(at + 2, '{')) continue;
      const std::string entry = "resolve: { alias: { \"" + alias + "\": new URL(\"./" + folder +
                                "\", import.meta.url).pathname } },";
      const std::uint32_t place = tokens[at + 2].end;
      const bool lines = at + 3 < tokens.size() && tokens[at + 3].after_newline;
      return only("Let Vite follow " + alias + " as TypeScript does.",
                  {{std::string(source->path), place, place, (lines ? "\n  " : " ") + entry}});
    }
  }
  return {};
}

/// `"paths": { "@/*": ["src/*"] }` with nothing that says from where.
std::vector<Repair> relative_paths(Workbench& bench) {
  std::vector<Edit> edits;
  for (const auto& [path, text] : bench.tree()) {
    if (!context::name_in(path).starts_with("tsconfig") || !path.ends_with(".json")) continue;
    const auto options = json_object_at(text, {"compilerOptions"});
    const auto paths = json_object_at(text, {"compilerOptions", "paths"});
    if (!options || !paths) continue;
    std::string base;
    if (const JsonMember* set = options->find("baseUrl"); set != nullptr) {
      base = quoted(text.substr(set->value_begin, set->value_end - set->value_begin), 0);
    }
    while (base.starts_with('.') || base.starts_with('/')) base.erase(0, 1);
    while (base.ends_with('/')) base.pop_back();
    if (!base.empty()) base += '/';
    for (const JsonMember& one : paths->members) {
      for (const JsonMember& value : json_strings(text, one.value_begin)) {
        if (value.key.starts_with('.') || value.key.starts_with('/')) continue;
        edits.push_back({path, value.key_begin + 1, value.key_begin + 1, "./" + base});
      }
    }
  }
  if (edits.empty()) return {};
  return only("Begin the paths of aliases with a dot.", std::move(edits));
}

/// A picture or a sheet that is there, or `import.meta.env`, of which no types say anything.
std::vector<Repair> types_of_vite(Workbench& bench, const std::string& said) {
  const bool known = std::ranges::any_of(bench.tree(), [](const auto& file) {
    return !file.first.contains("package-lock") && file.second.contains("vite/client");
  });
  if (known || !bench.wanted().contains("vite")) return {};
  const std::string path = "src/vite-env.d.ts";
  if (bench.tree().contains(path)) return {};
  return only("Tell TypeScript of " + said + ".",
              {{path, 0, 0, "/// <reference types=\"vite/client\" />\n"}});
}

bool is_of_vite(std::string_view specifier) {
  specifier = specifier.substr(0, specifier.find('?'));
  for (const std::string_view one :
       {".css", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".woff2", ".mp4"}) {
    if (specifier.ends_with(one)) return true;
  }
  return false;
}

/// `vite build --prod`: an option that the command does not know.
std::vector<Repair> without_flag(Workbench& bench, const std::string& message) {
  const std::size_t at = message.find("Unknown option `");
  const auto manifest = bench.tree().find("package.json");
  if (at == std::string::npos || manifest == bench.tree().end()) return {};
  std::string flag = message.substr(at + 16);
  flag = flag.substr(0, flag.find('`'));
  const std::string_view text = manifest->second;
  const std::size_t found = text.find(" " + flag);
  if (flag.size() < 3 || !flag.starts_with("--") || found == std::string_view::npos) return {};
  std::size_t end = found + 1 + flag.size();
  if (end < text.size() && text[end] == '=') end = text.find_first_of(" \"", end);
  if (end >= text.size() || (text[end] != ' ' && text[end] != '"')) return {};
  return only(
      "Take " + flag + " out of a script, which is no option.",
      {{"package.json", static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(end), ""}});
}

/// `"include": "src"`
std::vector<Repair> as_list(Workbench& bench, const Problem& problem) {
  const std::string name = quoted(problem.message, 0);
  if (!problem.message.contains("requires a value of type Array")) return {};
  for (const auto& [path, text] : bench.tree()) {
    if (path != problem.file && !(problem.file.empty() && path.starts_with("tsconfig"))) continue;
    const auto root = json_object_at(text, {});
    const JsonMember* member = root ? root->find(name) : nullptr;
    if (member == nullptr || text[member->value_begin] != '"') continue;
    return only("Write " + name + " as a list.",
                {{path, member->value_begin, member->value_begin, "["},
                 {path, member->value_end, member->value_end, "]"}});
  }
  return {};
}

/// `from "node:pth"`
std::vector<Repair> module_of_node(Workbench& bench, const Problem& problem,
                                   const std::string& specifier) {
  static const std::vector<std::string> known{"node:path",   "node:url", "node:fs",
                                              "node:crypto", "node:os",  "node:process",
                                              "node:util",   "node:http"};
  if (!specifier.starts_with("node:") || std::ranges::contains(known, specifier)) return {};
  const Workbench::Place place = importer_of(bench, problem, specifier);
  if (!place) return {};
  const auto module = module_named(*place.source, specifier, place.offset);
  const std::string near = nearest_name(specifier, known);
  if (!module || near.empty()) return {};
  const auto end = module->begin + static_cast<std::uint32_t>(specifier.size());
  return only("Import " + near + " instead of " + specifier + ".",
              {{std::string(place.source->path), module->begin, end, near}});
}

/// `"compilerOption"`: TypeScript passes over a name that it does not know, and all within.
std::vector<Repair> name_of_options(Workbench& bench) {
  constexpr std::string_view right = "compilerOptions";
  std::vector<Edit> edits;
  for (const auto& [path, text] : bench.tree()) {
    const bool settings = path.starts_with("tsconfig") && path.ends_with(".json");
    const auto root = settings ? json_object_at(text, {}) : std::nullopt;
    if (!root || root->find(right) != nullptr) continue;
    for (const JsonMember& member : root->members) {
      if (edit_distance(member.key, right, 2) > 2) continue;
      edits.push_back({path, member.key_begin, member.key_end, "\"" + std::string(right) + "\""});
    }
  }
  if (edits.empty()) return {};
  return only("Name the options of the compiler as TypeScript does.", std::move(edits));
}

}  // namespace

std::vector<Repair> fix_project_settings(Workbench& bench, const Problem& problem) {
  if (auto found = name_of_options(bench); !found.empty()) return found;
  if (problem.code == "TS5024") return as_list(bench, problem);
  if (problem.code == "TS5090") return relative_paths(bench);
  if (problem.message.contains("Unknown option `")) return without_flag(bench, problem.message);
  if (problem.code == "TS2339") {
    const bool of_meta = problem.message.contains("on type 'ImportMeta'");
    const std::string name = quoted(problem.message, 0);
    return of_meta && (name == "env" || name == "glob" || name == "hot")
               ? types_of_vite(bench, "import.meta." + name)
               : std::vector<Repair>();
  }
  const std::string specifier = specifier_in(problem.message);
  if (specifier.empty()) return {};
  if (auto found = module_of_node(bench, problem, specifier); !found.empty()) return found;
  if (problem.code == "unresolved_import") return alias_of_paths(bench, specifier);
  if (auto found = paths_of_alias(bench, specifier); !found.empty()) return found;
  const bool there =
      is_of_vite(specifier) &&
      (!specifier.starts_with('.') || !bench.resolved(problem.file, specifier).empty() ||
       std::ranges::any_of(bench.tree(), [&](const auto& file) {
         return context::name_in(file.first) == context::name_in(specifier);
       }));
  return there ? types_of_vite(bench, "what Vite serves") : std::vector<Repair>();
}

}  // namespace sitewright::healing
