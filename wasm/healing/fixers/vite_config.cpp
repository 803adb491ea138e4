// Keys of Vite's configuration that are not its own, and an output folder that nobody looks into.
#include <algorithm>
#include <string>
#include <vector>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

struct Setting {
  const Source* source;  ///< nullptr: not set
  std::uint32_t key;     ///< the token; a colon and the text follow
};

/// A key of Vite's configuration whose value is a text.
Setting text_setting(Workbench& bench, std::string_view key) {
  for (const Source* source : bench.scripts()) {
    if (!source->path.starts_with("vite.config.")) continue;
    const context::ScriptTokens& tokens = *source->tokens;
    for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
      const bool set = tokens.is_word(at, key) && tokens.is_mark(at + 1, ':') &&
                       tokens[at + 2].kind == context::TokenKind::string;
      if (set) return {source, at};
    }
  }
  return {nullptr, 0};
}

/// The build's output goes where the product looks for it.
std::vector<Repair> output_folder(Workbench& bench) {
  const auto [source, key] = text_setting(bench, "outDir");
  if (source == nullptr) return {};
  const auto& value = (*source->tokens)[key + 2];
  return only("Build into dist.",
              {{std::string(source->path), value.begin, value.end, "\"dist\""}});
}

/// An option that there is not does nothing.
std::vector<Repair> without_key(const Source& source, std::uint32_t offset,
                                const std::string& key) {
  const context::ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (!tokens.is_word(at, key) || !tokens.is_mark(at + 1, ':')) return {};
  std::uint32_t end = at + 2;
  while (end < tokens.size() && !tokens.is_mark(end, ',') && !tokens.is_mark(end, '}')) {
    end = tokens.after(end);
  }
  if (end >= tokens.size()) return {};
  const std::uint32_t past = tokens.is_mark(end, ',') ? tokens[end].end : tokens[end - 1].end;
  return only("Take out " + key + ", which is no option.",
              {taken_out(source, tokens[at].begin, past)});
}

/// A `root` in which there is no page, while there is one beside the configuration.
std::vector<Repair> page_folder(Workbench& bench) {
  if (!bench.tree().contains("index.html")) return {};
  const auto [source, key] = text_setting(bench, "root");
  if (source == nullptr) return {};
  const context::ScriptTokens& tokens = *source->tokens;
  const bool comma = key + 3 < tokens.size() && tokens.is_mark(key + 3, ',');
  const std::uint32_t past = tokens[key + (comma ? 3 : 2)].end;
  return only("Let Vite begin with index.html.", {taken_out(*source, tokens[key].begin, past)});
}

/// A key of Vite's configuration that is not one: "'plugin' does not exist in type …".
std::vector<Repair> vite_key(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place || !place.source->path.starts_with("vite.config.")) return {};
  // Source: vite.dev, the options that a site's configuration has.
  static const std::vector<std::string> keys{"plugins",
                                             "base",
                                             "root",
                                             "mode",
                                             "define",
                                             "publicDir",
                                             "cacheDir",
                                             "resolve",
                                             "css",
                                             "json",
                                             "esbuild",
                                             "oxc",
                                             "assetsInclude",
                                             "logLevel",
                                             "server",
                                             "build",
                                             "preview",
                                             "ssr",
                                             "worker",
                                             "optimizeDeps",
                                             "envDir",
                                             "alias",
                                             "outDir",
                                             "assetsDir",
                                             "target",
                                             "minify",
                                             "sourcemap",
                                             "emptyOutDir",
                                             "port",
                                             "open",
                                             "rollupOptions",
                                             "rolldownOptions",
                                             "cssTarget",
                                             "modulePreload",
                                             "assetsInlineLimit",
                                             "reportCompressedSize",
                                             "chunkSizeWarningLimit",
                                             "manifest"};
  for (std::string_view rest = problem.message; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t says = line.find("' does not exist in type");
    if (says == std::string_view::npos || says == 0) continue;
    const std::size_t open = line.rfind('\'', says - 1);
    if (open == std::string_view::npos) continue;
    const std::string wrong(line.substr(open + 1, says - open - 1));
    const std::string near = nearest_name(wrong, keys);
    if (near.empty() && place.source->word_at(place.offset) == wrong) {
      return without_key(*place.source, place.offset, wrong);
    }
    if (near.empty() || place.source->word_at(place.offset) != wrong) continue;
    std::uint32_t begin = place.offset;
    while (begin > 0 && context::is_word_byte(place.source->text[begin - 1])) --begin;
    return only("Write " + near + " instead of " + wrong + ".",
                {{std::string(place.source->path), begin,
                  begin + static_cast<std::uint32_t>(wrong.size()), near}});
  }
  return {};
}

/// `__dirname` of a module, and modules of Node that are not imported.
std::vector<Repair> names_of_node(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const context::ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> edits;
  bool needs_path = false;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (at > 0 && tokens.is_mark(at - 1, '.')) continue;
    if (tokens.is_word(at, "__dirname")) {
      edits.push_back({path, tokens[at].begin, tokens[at].end, "import.meta.dirname"});
    }
    needs_path = needs_path || (tokens.is_word(at, "path") && tokens.is_mark(at + 1, '.'));
  }
  const bool imported = std::ranges::any_of(
      source.imports, [](const ImportClause& one) { return name_in(one, "path") != nullptr; });
  if (needs_path && !imported) {
    for (Edit& edit : with_import(source, {"path", "", "node:path", ImportForm::by_default})) {
      edits.push_back(std::move(edit));
    }
  }
  if (edits.empty()) return {};
  return only("Name what Node gives to modules in " + path + ".", std::move(edits));
}

/// `plugins: [react]`: a plugin is what the function gives back.
std::vector<Repair> uncalled_plugins(Workbench& bench) {
  std::vector<Edit> edits;
  for (const Source* source : bench.scripts()) {
    if (!source->path.starts_with("vite.config.")) continue;
    const context::ScriptTokens& tokens = *source->tokens;
    for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
      const bool list = tokens.is_word(at, "plugins") && tokens.is_mark(at + 1, ':') &&
                        tokens.is_mark(at + 2, '[');
      if (!list) continue;
      for (std::uint32_t item = at + 3; item < tokens.partner(at + 2); item = tokens.after(item)) {
        const bool alone = tokens.is_word(item) && !tokens.is_mark(item - 1, '.') &&
                           (tokens.is_mark(item + 1, ',') || tokens.is_mark(item + 1, ']'));
        const bool imported = std::ranges::any_of(source->imports, [&](const ImportClause& one) {
          return name_in(one, tokens.text_of(item)) != nullptr;
        });
        if (!alone || !imported) continue;
        edits.push_back({std::string(source->path), tokens[item].end, tokens[item].end, "()"});
      }
    }
  }
  if (edits.empty()) return {};
  return only("Call what makes a plugin.", std::move(edits));
}

struct Plugin {
  std::string_view written;
  std::string_view meant;
};

// Source: the packages' own names; Tailwind's of before version 4 is a plugin of PostCSS.
constexpr Plugin plugins[] = {{"tailwindcss", "@tailwindcss/vite"},
                              {"tailwindcss/vite", "@tailwindcss/vite"},
                              {"@tailwindcss/postcss", "@tailwindcss/vite"},
                              {"@tailwind/vite", "@tailwindcss/vite"},
                              {"vite-plugin-tailwind", "@tailwindcss/vite"},
                              {"vite-plugin-tailwindcss", "@tailwindcss/vite"},
                              {"vite-plugin-react", "@vitejs/plugin-react"},
                              {"vite-react-plugin", "@vitejs/plugin-react"},
                              {"@vite/plugin-react", "@vitejs/plugin-react"},
                              {"@vitejs/react", "@vitejs/plugin-react"},
                              {"@vitejs/plugin-react-swc", "@vitejs/plugin-react"}};

}  // namespace

/// `import tailwindcss from "tailwindcss"` in Vite's configuration.
std::vector<Repair> fix_plugin_module(Workbench& bench, const Problem& problem) {
  const bool told = problem.file.starts_with("vite.config.") ||
                    problem.message.contains("tailwindcss") || problem.message.contains("plugin");
  if (!told) return {};
  for (const Source* source : bench.scripts()) {
    if (!source->path.starts_with("vite.config.")) continue;
    for (const ImportClause& clause : source->imports) {
      const auto plugin = std::ranges::find(plugins, clause.specifier, &Plugin::written);
      const bool wrong = plugin != std::end(plugins) && !clause.default_name.local.empty() &&
                         bench.wanted().contains(plugin->meant) &&
                         std::ranges::find(source->imports, plugin->meant,
                                           &ImportClause::specifier) == source->imports.end();
      // Another package that the project has may be meant as it is.
      if (!wrong || (clause.specifier.contains("-swc") && bench.is_installed(clause.specifier))) {
        continue;
      }
      const auto end = clause.specifier_begin + static_cast<std::uint32_t>(clause.specifier.size());
      return only(
          "Take Vite's plugin from " + std::string(plugin->meant) + ".",
          {{std::string(source->path), clause.specifier_begin, end, std::string(plugin->meant)}});
    }
  }
  return {};
}

std::vector<Repair> fix_vite_config(Workbench& bench, const Problem& problem) {
  const bool of_plugins = problem.message.contains("read only property 'name'") ||
                          problem.message.contains("PluginOption") ||
                          problem.message.contains("Plugin<");
  if (of_plugins) {
    if (auto called = uncalled_plugins(bench); !called.empty()) return called;
  }
  if (problem.code == "no_output") return output_folder(bench);
  if (problem.code == "no_index_page" || problem.message.contains("index.html")) {
    return page_folder(bench);
  }
  if (problem.message.contains("__dirname") || problem.message.contains("path is not defined") ||
      problem.message.contains("name 'path'")) {
    return names_of_node(bench, problem);
  }
  return vite_key(bench, problem);
}

}  // namespace sitewright::healing
