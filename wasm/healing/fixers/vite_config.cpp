// Keys of Vite's configuration that are not its own, and an output folder that nobody looks into.
#include <algorithm>
#include <string>
#include <vector>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"

namespace sitewright::healing {
namespace {

/// The build's output goes where the product looks for it.
std::vector<Repair> output_folder(Workbench& bench) {
  for (const Source* source : bench.scripts()) {
    if (!source->path.starts_with("vite.config.")) continue;
    const context::ScriptTokens& tokens = *source->tokens;
    for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
      const bool set = tokens.is_word(at, "outDir") && tokens.is_mark(at + 1, ':') &&
                       tokens[at + 2].kind == context::TokenKind::string;
      if (!set) continue;
      return only("Build into dist.", {{std::string(source->path), tokens[at + 2].begin,
                                        tokens[at + 2].end, "\"dist\""}});
    }
  }
  return {};
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
    if (near.empty() || place.source->word_at(place.offset) != wrong) continue;
    std::uint32_t begin = place.offset;
    while (begin > 0 && context::is_word_byte(place.source->text[begin - 1])) --begin;
    return only("Write " + near + " instead of " + wrong + ".",
                {{std::string(place.source->path), begin,
                  begin + static_cast<std::uint32_t>(wrong.size()), near}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_vite_config(Workbench& bench, const Problem& problem) {
  return problem.code == "no_output" ? output_folder(bench) : vite_key(bench, problem);
}

}  // namespace sitewright::healing
