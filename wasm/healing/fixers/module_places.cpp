#include "healing/fixers/module_places.hpp"

#include <algorithm>

#include "context/resolve/project_paths.hpp"
#include "context/scan/modules.hpp"
#include "healing/errors/quoted.hpp"

namespace sitewright::healing {

std::optional<NamedModule> module_named(const Source& source, std::string_view specifier,
                                        std::uint32_t offset) {
  const context::ModuleScan scan = context::scan_modules(source.language, source.text);
  const context::Import* best = nullptr;
  const auto distance = [&](const context::Import& one) {
    return one.offset > offset ? one.offset - offset : offset - one.offset;
  };
  for (const context::Import& one : scan.imports) {
    if (one.specifier != specifier) continue;
    if (best == nullptr || distance(one) < distance(*best)) best = &one;
  }
  if (best == nullptr || source.text.substr(best->offset, specifier.size()) != specifier) {
    return std::nullopt;
  }
  NamedModule out{std::string(specifier), best->offset};
  const auto clause =
      std::ranges::find(source.imports, best->offset, &ImportClause::specifier_begin);
  if (clause != source.imports.end()) out.clause = &*clause;
  return out;
}

std::string specifier_in(std::string_view message) {
  // "./y" is not exported under the conditions […] from package /site/node_modules/x (see …)
  constexpr std::string_view from = "from package /site/node_modules/";
  if (const std::size_t at = message.find(from); at != std::string_view::npos) {
    const std::string_view rest = message.substr(at + from.size());
    const std::string entry = quoted(message, 0);
    return std::string(rest.substr(0, rest.find(' '))) + entry.substr(entry.empty() ? 0 : 1);
  }
  const std::size_t missing = message.find("Missing \"./");
  if (missing == std::string_view::npos) return quoted(message, 0);
  const std::string_view rest = message.substr(missing);
  const std::string entry = quoted(rest, 0);
  return quoted(rest, 1) + entry.substr(entry.empty() ? 0 : 1);
}

Workbench::Place importer_of(Workbench& bench, const Problem& problem, std::string_view specifier) {
  const Workbench::Place place = bench.place_of(problem);
  if (place && module_named(*place.source, specifier, place.offset)) return place;
  for (const auto& [path, text] : bench.tree()) {
    const context::Language language = context::language_of(path);
    const bool reads = context::is_script(language) || language == context::Language::css ||
                       language == context::Language::html;
    if (!reads || !text.contains(specifier)) continue;
    const Source* source = bench.source(path);
    const auto module = module_named(*source, specifier, 0);
    if (module && bench.resolved(path, specifier).empty()) return {source, module->begin};
  }
  return {};
}

std::string stem_of(std::string_view path) {
  path = path.substr(0, path.find('?'));
  std::string_view name = context::name_in(path);
  std::string_view stem = name.substr(0, name.find('.', 1));
  if (stem == "index" && path.size() > name.size()) {
    stem = context::name_in(path.substr(0, path.size() - name.size() - 1));
  }
  return std::string(stem);
}

std::size_t uses_of(const Source& source, std::string_view word) {
  if (source.tokens == nullptr || word.empty()) return 0;
  std::size_t count = 0;
  const context::ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    std::string_view text = tokens.text_of(at);
    if (tokens[at].kind == context::TokenKind::jsx_open) {
      text.remove_prefix(1);
      text = text.substr(0, text.find('.'));
    } else if (tokens[at].kind != context::TokenKind::word) {
      continue;
    }
    if (text != word) continue;
    const bool in_import = std::ranges::any_of(source.imports, [&](const ImportClause& clause) {
      return tokens[at].begin >= clause.begin && tokens[at].begin < clause.end;
    });
    if (!in_import) ++count;
  }
  return count;
}

}  // namespace sitewright::healing
