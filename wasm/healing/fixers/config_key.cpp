// Keys of configuration that their tool does not know or no longer takes: tsconfig options, entry
// files that are not there, types that are not installed.
#include <algorithm>
#include <array>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/json_spans.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

const std::vector<std::string>& compiler_options() {
  // Source: the tsconfig reference; those of a site's project.
  static const std::vector<std::string> names{"target",
                                              "lib",
                                              "module",
                                              "moduleResolution",
                                              "jsx",
                                              "jsxImportSource",
                                              "types",
                                              "typeRoots",
                                              "strict",
                                              "strictNullChecks",
                                              "noImplicitAny",
                                              "noImplicitReturns",
                                              "noImplicitOverride",
                                              "noFallthroughCasesInSwitch",
                                              "noUncheckedIndexedAccess",
                                              "noUncheckedSideEffectImports",
                                              "noUnusedLocals",
                                              "noUnusedParameters",
                                              "allowImportingTsExtensions",
                                              "verbatimModuleSyntax",
                                              "erasableSyntaxOnly",
                                              "skipLibCheck",
                                              "noEmit",
                                              "isolatedModules",
                                              "resolveJsonModule",
                                              "esModuleInterop",
                                              "allowJs",
                                              "checkJs",
                                              "composite",
                                              "incremental",
                                              "tsBuildInfoFile",
                                              "useDefineForClassFields",
                                              "moduleDetection",
                                              "paths",
                                              "baseUrl",
                                              "outDir",
                                              "rootDir",
                                              "declaration",
                                              "sourceMap",
                                              "forceConsistentCasingInFileNames",
                                              "exactOptionalPropertyTypes",
                                              "allowSyntheticDefaultImports",
                                              "experimentalDecorators",
                                              "customConditions"};
  return names;
}

/// tsconfig files, the one that the problem names first.
std::vector<const Source*> configs(Workbench& bench, const Problem& problem) {
  std::vector<const Source*> out;
  if (const Source* named = bench.source(problem.file); named != nullptr) {
    if (named->path.ends_with(".json")) out.push_back(named);
  }
  for (const auto& [path, text] : bench.tree()) {
    const std::string_view name = context::name_in(path);
    const bool config = name.starts_with("tsconfig") && name.ends_with(".json");
    if (config && path != problem.file) out.push_back(bench.source(path));
  }
  return out;
}

std::vector<Repair> without_option(const Source& source, const JsonObject& options,
                                   const JsonMember& option) {
  const JsonCut cut = cut_of(source.text, options, option);
  return only("Take " + option.key + " out of " + std::string(source.path) + ".",
              {{std::string(source.path), cut.begin, cut.end, ""}});
}

std::vector<Repair> option_key(Workbench& bench, const Problem& problem, const std::string& name,
                               bool is_removed) {
  for (const Source* source : configs(bench, problem)) {
    for (const bool nested : {true, false}) {
      const auto options = nested ? json_object_at(source->text, {"compilerOptions"})
                                  : json_object_at(source->text, {});
      const JsonMember* option = options ? options->find(name) : nullptr;
      if (option == nullptr) continue;
      std::vector<Repair> out;
      std::string near;
      if (const std::size_t at = problem.message.find("Did you mean '"); at != std::string::npos) {
        near = quoted(std::string_view(problem.message).substr(at), 0);
      }
      if (near.empty() && !is_removed) near = nearest_name(name, compiler_options());
      if (!near.empty() && options->find(near) == nullptr) {
        out.push_back({"Write " + near + " instead of " + name + ".",
                       {{std::string(source->path), option->key_begin, option->key_end,
                         "\"" + near + "\""}}});
      }
      for (Repair& one : without_option(*source, *options, *option)) out.push_back(std::move(one));
      return out;
    }
  }
  return {};
}

/// "Argument for '--jsx' option must be: 'preserve', 'react-jsx', …".
std::vector<Repair> option_value(Workbench& bench, const Problem& problem) {
  std::string name = quoted(problem.message, 0);
  while (name.starts_with('-')) name.erase(0, 1);
  std::vector<std::string> allowed;
  for (std::size_t i = 1; i < 40; ++i) {
    std::string one = quoted(problem.message, i);
    if (one.empty()) break;
    allowed.push_back(std::move(one));
  }
  for (const Source* source : configs(bench, problem)) {
    const auto options = json_object_at(source->text, {"compilerOptions"});
    const JsonMember* option = options ? options->find(name) : nullptr;
    if (option == nullptr) continue;
    std::vector<JsonMember> values = json_strings(source->text, option->value_begin);
    if (values.empty()) {
      const std::string_view text =
          source->text.substr(option->value_begin, option->value_end - option->value_begin);
      JsonMember one;
      one.key = quoted(text, 0);
      one.key_begin = option->value_begin;
      one.key_end = option->value_end;
      values.push_back(one);
    }
    for (const JsonMember& value : values) {
      if (std::ranges::contains(allowed, value.key)) continue;
      std::string near = nearest_name(value.key, allowed);
      if (near.empty() && name == "moduleResolution") near = "bundler";
      if (near.empty() && name == "jsx") near = "react-jsx";
      if (near.empty() && name == "module") near = "esnext";
      if (near.empty() && name == "target") near = "es2022";
      if (near.empty()) continue;
      return only(
          "Write " + near + " for " + name + ".",
          {{std::string(source->path), value.key_begin, value.key_end, "\"" + near + "\""}});
    }
  }
  return {};
}

/// A type library that is not installed: mistyped or not needed.
std::vector<Repair> type_library(Workbench& bench, const Problem& problem) {
  const std::string name = quoted(problem.message, 0);
  std::vector<std::string> known{"vite/client", "node", "react", "react-dom"};
  for (const auto& [package, version] : bench.locked()) {
    if (package.starts_with("@types/")) known.push_back(package.substr(7));
  }
  for (const Source* source : configs(bench, problem)) {
    const auto options = json_object_at(source->text, {"compilerOptions"});
    const JsonMember* types = options ? options->find("types") : nullptr;
    if (types == nullptr) continue;
    const std::vector<JsonMember> values = json_strings(source->text, types->value_begin);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].key != name) continue;
      const std::string path(source->path);
      const std::string near = nearest_name(name, known);
      if (!near.empty()) {
        return only("Write " + near + " instead of " + name + ".",
                    {{path, values[i].key_begin, values[i].key_end, "\"" + near + "\""}});
      }
      const std::uint32_t begin = i > 0 ? values[i - 1].key_end : values[i].key_begin;
      const std::uint32_t end =
          i == 0 && values.size() > 1 ? values[1].key_begin : values[i].key_end;
      return only("Take " + name + " out of types.", {{path, begin, end, ""}});
    }
  }
  return {};
}

/// "Compiler option 'noEmit' requires a value of type boolean."
std::vector<Repair> option_kind(Workbench& bench, const Problem& problem) {
  const std::string name = quoted(problem.message, 0);
  for (const Source* source : configs(bench, problem)) {
    const auto options = json_object_at(source->text, {"compilerOptions"});
    const JsonMember* option = options ? options->find(name) : nullptr;
    if (option == nullptr) continue;
    const std::string_view written =
        source->text.substr(option->value_begin, option->value_end - option->value_begin);
    std::string with = quoted(written, 0);
    const bool truth = with == "true" || with == "false";
    if (problem.message.contains("type boolean") && !truth) {
      const bool yes = written == "1" || with == "yes" || with == "on";
      const bool no = written == "0" || with == "no" || with == "off";
      if (!yes && !no) return without_option(*source, *options, *option);
      with = yes ? "true" : "false";
    }
    if (problem.message.contains("type Array")) with = "[" + std::string(written) + "]";
    if (problem.message.contains("type string") || with.empty()) continue;
    return only("Write " + with + " for " + name + ".",
                {{std::string(source->path), option->value_begin, option->value_end, with}});
  }
  return {};
}

/// Options that a site with elements and a page cannot do without: `jsx`, the browser's library.
std::vector<Repair> needed_option(Workbench& bench, const Problem& problem) {
  const bool jsx = problem.code == "TS6142" || problem.code == "TS17004";
  for (const auto& [path, text] : bench.tree()) {
    if (!context::name_in(path).starts_with("tsconfig") || !path.ends_with(".json")) continue;
    const auto options = json_object_at(text, {"compilerOptions"});
    const auto root = json_object_at(text, {});
    const JsonMember* include = root ? root->find("include") : nullptr;
    const bool of_sources =
        include == nullptr ||
        text.substr(include->value_begin, include->value_end - include->value_begin)
            .contains("src");
    if (!options || !of_sources) continue;
    if (const JsonMember* set = options->find("jsx"); jsx && set != nullptr) {
      if (quoted(text.substr(set->value_begin, set->value_end - set->value_begin), 0) ==
          "react-jsx") {
        continue;
      }
      return only("Set jsx in " + path + ".",
                  {{path, set->value_begin, set->value_end, "\"react-jsx\""}});
    }
    if (jsx) {
      const std::vector<std::string> meant{"jsx"};
      const auto mistyped = std::ranges::find_if(options->members, [&](const JsonMember& one) {
        return !nearest_name(one.key, meant).empty();
      });
      if (mistyped != options->members.end()) {
        return only("Write jsx instead of " + mistyped->key + ".",
                    {{path, mistyped->key_begin, mistyped->key_end, "\"jsx\""}});
      }
      const JsonAddition added = addition_to(text, *options, "jsx", "\"react-jsx\"");
      return only("Set jsx in " + path + ".", {{path, added.at, added.at, added.text}});
    }
    const JsonMember* library = options->find("lib");
    if (library == nullptr) continue;
    const std::vector<JsonMember> values = json_strings(text, library->value_begin);
    const bool has = std::ranges::any_of(
        values, [](const JsonMember& one) { return one.key == "dom" || one.key == "DOM"; });
    if (has || values.empty()) continue;
    const std::uint32_t at = values.back().key_end;
    return only("Add the browser's library to " + path + ".", {{path, at, at, ", \"dom\""}});
  }
  return {};
}

/// Options that say of how modules are written what the sources do not follow.
std::vector<Repair> module_option(Workbench& bench, bool extensions) {
  std::vector<Edit> edits;
  for (const auto& [path, text] : bench.tree()) {
    if (!context::name_in(path).starts_with("tsconfig") || !path.ends_with(".json")) continue;
    const auto options = json_object_at(text, {"compilerOptions"});
    if (!options) continue;
    const JsonMember* module = options->find("module");
    if (!extensions && module != nullptr) {
      const std::string is =
          quoted(text.substr(module->value_begin, module->value_end - module->value_begin), 0);
      const bool old = is != "esnext" && is != "ESNext" && is != "preserve" && is != "nodenext";
      if (old) edits.push_back({path, module->value_begin, module->value_end, "\"esnext\""});
    }
    if (!extensions || options->find("allowImportingTsExtensions") != nullptr ||
        options->find("noEmit") == nullptr) {
      continue;
    }
    const JsonAddition added = addition_to(text, *options, "allowImportingTsExtensions", "true");
    edits.push_back({path, added.at, added.at, added.text});
  }
  if (edits.empty()) return {};
  return only(extensions ? "Let imports name .ts files." : "Compile to modules.", std::move(edits));
}

/// The page that Vite begins with, where it was put into another folder.
std::vector<Repair> moved_page(Workbench& bench) {
  if (bench.tree().contains("index.html")) return {};
  for (const std::string path : {"public/index.html", "src/index.html", "app/index.html"}) {
    const auto page = bench.tree().find(path);
    if (page == bench.tree().end()) continue;
    Repair repair{
        "Put " + path + " where Vite looks for it.", {{"index.html", 0, 0, page->second}}, {path}};
    std::vector<Repair> out;
    out.push_back(std::move(repair));
    return out;
  }
  return {};
}

/// include and files that name nothing.
std::vector<Repair> no_inputs(Workbench& bench, const Problem& problem) {
  for (const Source* source : configs(bench, problem)) {
    const auto root = json_object_at(source->text, {});
    const JsonMember* include = root ? root->find("include") : nullptr;
    if (include == nullptr) continue;
    for (const JsonMember& value : json_strings(source->text, include->value_begin)) {
      std::vector<std::string> folders;
      for (const auto& [path, text] : bench.tree()) {
        folders.push_back(path.substr(0, path.find('/')));
      }
      if (std::ranges::contains(folders, value.key.substr(0, value.key.find('/')))) continue;
      sort_stably(folders);
      const auto repeated = std::ranges::unique(folders);
      folders.erase(repeated.begin(), repeated.end());
      std::string near = nearest_name(value.key, folders);
      if (near.empty() && std::ranges::contains(folders, "src")) near = "src";
      if (near.empty()) continue;
      return only("Include " + near + ".", {{std::string(source->path), value.key_begin,
                                             value.key_end, "\"" + near + "\""}});
    }
  }
  return {};
}

/// A file that a config, index.html or a command names and that is not there.
std::vector<Repair> named_file(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out;
  for (std::size_t i = 0; i < 3; ++i) {
    std::string name = quoted(problem.message, i);
    if (const std::size_t at = problem.message.find("Failed to resolve /");
        name.empty() && i == 0 && at != std::string::npos) {
      const std::string_view rest = std::string_view(problem.message).substr(at + 19);
      name = rest.substr(0, rest.find(' '));
    }
    if (name.empty()) break;
    if (name.starts_with("/site/")) name.erase(0, 6);
    while (name.starts_with("./") || name.starts_with("/")) name.erase(0, name.find('/') + 1);
    if (bench.tree().contains(name) || name.size() < 3) continue;
    std::vector<std::string> paths;
    for (const auto& [path, text] : bench.tree()) {
      if (stem_of(path) == stem_of(name) || edit_distance(path, name, 3) <= 3)
        paths.push_back(path);
    }
    const std::string near = paths.size() == 1 ? paths.front() : nearest_name(name, paths);
    if (near.empty()) continue;
    for (const auto& [path, text] : bench.tree()) {
      const bool config = path.ends_with(".html") || path.contains(".config.") ||
                          (path.ends_with(".json") && path != "package-lock.json");
      const std::size_t at = config ? text.find(name) : std::string::npos;
      if (at == std::string::npos) continue;
      const auto begin = static_cast<std::uint32_t>(at);
      out.push_back({"Name " + near + " instead of " + name + ".",
                     {{path, begin, begin + static_cast<std::uint32_t>(name.size()), near}}});
    }
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_config_key(Workbench& bench, const Problem& problem) {
  const std::string& message = problem.message;
  if (problem.code == "TS5023" || problem.code == "TS5025") {
    return option_key(bench, problem, quoted(message, 0), false);
  }
  if (problem.code == "TS5102" || problem.code == "TS5101" || problem.code == "TS5107" ||
      problem.code == "TS5108") {
    std::string name = quoted(message, 0);
    return option_key(bench, problem, name.substr(0, name.find('=')), true);
  }
  if (problem.code == "TS5024") return option_kind(bench, problem);
  if (problem.code == "TS5097") return module_option(bench, true);
  if (problem.code == "TS1295" || problem.code == "TS1287" || problem.code == "TS1286" ||
      problem.code == "TS5095" || problem.code == "TS1378") {
    return module_option(bench, false);
  }
  if (message.contains("index.html") || problem.code == "no_index_page") {
    if (auto moved = moved_page(bench); !moved.empty()) return moved;
  }
  const bool needs = problem.code == "TS6142" || problem.code == "TS17004" ||
                     problem.code == "TS2584" || problem.code == "TS2812";
  if (needs) return needed_option(bench, problem);
  if (problem.code == "TS6046" || problem.code == "TS6114") return option_value(bench, problem);
  if (problem.code == "TS2688") return type_library(bench, problem);
  if (problem.code == "TS18003" || problem.code == "TS18002") return no_inputs(bench, problem);
  const bool names_file = problem.code == "TS6053" || problem.code == "TS5083" ||
                          problem.code == "file_not_found" || problem.code == "unresolved_entry" ||
                          message.contains("resolve entry module") || message.contains("ENOENT") ||
                          message.contains("Failed to resolve") || message.contains("load /src");
  return names_file ? named_file(bench, problem) : std::vector<Repair>{};
}

}  // namespace sitewright::healing
