// Modules whose shape is another than their users think: a list of exports that lost a line, a page
// that is loaded later and has no default export, a default that is imported by a name.
#include <algorithm>

#include "context/resolve/project_paths.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

/// The file of the import that holds the place, and the name that the message gives.
const Source* target_of(Workbench& bench, const Source& source, std::uint32_t offset,
                        std::string_view name) {
  for (const ImportClause& one : source.imports) {
    const bool here = one.begin <= offset && offset < one.end;
    const bool wants = std::ranges::any_of(
        one.names, [&](const ImportName& each) { return each.imported == name; });
    if (here && wants) return bench.source(bench.resolved(source.path, one.specifier));
  }
  return nullptr;
}

/// `export { Button } from "./button";` is gone from the file that gathers a folder's exports.
std::vector<Repair> lost_line(Workbench& bench, const Source& source, std::uint32_t offset,
                              const std::string& name) {
  const Source* target = target_of(bench, source, offset, name);
  if (target == nullptr || target->tokens == nullptr || stem_of(target->path) == target->path ||
      !context::name_in(target->path).starts_with("index.")) {
    return {};
  }
  const std::string_view folder = context::directory_of(target->path);
  const Source* found = nullptr;
  bool by_default = false;
  for (const Source* file : bench.scripts()) {
    if (file == target || !file->path.starts_with(std::string(folder) + "/")) continue;
    const bool is_default = file->exported("default") != nullptr && file->default_name == name;
    if (file->exported(name) == nullptr && !is_default) continue;
    if (found != nullptr) return {};
    found = file;
    by_default = file->exported(name) == nullptr;
  }
  if (found == nullptr) return {};
  const std::string_view text = target->text;
  const bool single = text.contains("from '");
  const bool bare = !text.empty() && !text.contains(';');
  const std::string quote = single ? "'" : "\"";
  const Exported* one = found->exported(name);
  const std::string type = one != nullptr && one->type_only ? "type " : "";
  const std::string line = "export { " + type + (by_default ? "default as " : "") + name +
                           " } from " + quote + bench.specifier_for(target->path, found->path) +
                           quote + (bare ? "\n" : ";\n");
  const auto end = static_cast<std::uint32_t>(text.size());
  return only("Export " + name + " from " + std::string(target->path) + ".",
              {{std::string(target->path), end, end,
                (text.empty() || text.ends_with('\n') ? "" : "\n") + line}});
}

/// `lazy(() => import("./Table"))` of a file that exports Table by its name.
std::vector<Repair> lazy_by_name(Workbench& bench, const Source& source, std::uint32_t offset,
                                 std::string_view message) {
  if (!message.contains("Property 'default' is missing in type 'typeof import(")) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(offset);
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool import = tokens.is_word(at, "import") && tokens.is_mark(at + 1, '(') &&
                        tokens[at + 2].kind == context::TokenKind::string &&
                        tokens.line_of(tokens[at].begin) >= line &&
                        tokens.line_of(tokens[at].begin) <= line + 2;
    if (!import) continue;
    const std::string_view quoted_path = tokens.text_of(at + 2);
    const Source* file =
        bench.source(bench.resolved(source.path, quoted_path.substr(1, quoted_path.size() - 2)));
    if (file == nullptr || file->exported("default") != nullptr) continue;
    std::string name = stem_of(file->path);
    std::size_t values = 0;
    for (const Exported& one : file->exports) values += one.type_only ? 0 : 1;
    if (file->exported(name) == nullptr) {
      if (values != 1) continue;
      for (const Exported& one : file->exports) {
        if (!one.type_only) name = one.name;
      }
    }
    const std::uint32_t end = tokens[tokens.partner(at + 1)].end;
    return only("Load " + name + " by its name.",
                {{std::string(source.path), end, end,
                  ".then((module) => ({ default: module." + name + " }))"}});
  }
  return {};
}

/// `import { react } from "@vitejs/plugin-react"`: "Did you mean to use 'import react from …'".
std::vector<Repair> default_meant(const Source& source, std::uint32_t offset,
                                  std::string_view message) {
  if (!message.contains("Did you mean to use 'import ")) return {};
  for (const ImportClause& one : source.imports) {
    const bool here = one.begin <= offset && offset < one.end && !one.is_export;
    if (!here || one.names.size() != 1 || !one.default_name.local.empty() || one.type_only)
      continue;
    const std::string local(one.names.front().local);
    // A picture is an address: an element of it is none.
    const bool element =
        source.text.contains("<" + local + " ") || source.text.contains("<" + local + "/");
    const bool asset = one.specifier.ends_with(".svg") || one.specifier.ends_with(".png");
    if (asset && element) return {};
    std::vector<Repair> out =
        only("Import " + local + " as the default of " + std::string(one.specifier) + ".",
             {{std::string(source.path), one.names_begin, one.names_end, local}});
    return out;
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_module_shape(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  if (auto found = lazy_by_name(bench, source, place.offset, problem.message); !found.empty()) {
    return found;
  }
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string word = quoted(problem.message, i);
    if (word.empty()) break;
    if (auto found = lost_line(bench, source, place.offset, word); !found.empty()) return found;
  }
  const bool of_package = std::ranges::any_of(source.imports, [&](const ImportClause& one) {
    return one.begin <= place.offset && place.offset < one.end &&
           bench.source(bench.resolved(source.path, one.specifier)) == nullptr;
  });
  return of_package || problem.message.contains("*.svg") || problem.message.contains("*.png")
             ? default_meant(source, place.offset, problem.message)
             : std::vector<Repair>();
}

}  // namespace sitewright::healing
