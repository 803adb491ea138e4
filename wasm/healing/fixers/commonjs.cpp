// Modules as CommonJS writes them, in a project of ES modules: require(), module.exports.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// `{ a, b: c }` of a pattern as `{ a, b as c }` of an import.
std::string import_list(const ScriptTokens& tokens, std::uint32_t open, std::uint32_t close) {
  std::string out;
  std::uint32_t from = tokens[open].begin;
  for (std::uint32_t at = open; at < close; ++at) {
    if (!tokens.is_mark(at, ':')) continue;
    out.append(tokens.text().substr(from, tokens[at].begin - from)).append(" as");
    from = tokens[at].end;
  }
  return out.append(tokens.text().substr(from, tokens[close].end - from));
}

/// The edit for `require` at the token; nothing where it is used as a value within an expression.
std::optional<Edit> required(Workbench& bench, const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  const bool called = tokens.is_mark(at + 1, '(') && at + 3 < tokens.size() &&
                      tokens[at + 2].kind == TokenKind::string && tokens.is_mark(at + 3, ')');
  if (!called) return std::nullopt;
  const std::string from(tokens.text_of(at + 2));
  const std::string path(source.path);
  const std::uint32_t end = tokens[at + 3].end;
  const bool alone = at == 0 || tokens.is_mark(at - 1, ';') || tokens[at].after_newline;
  if (alone && !(at > 0 && tokens.is_mark(at - 1, '='))) {
    return Edit{path, tokens[at].begin, end, "import " + from};
  }
  if (at < 3 || !tokens.is_mark(at - 1, '=')) return std::nullopt;
  std::uint32_t first = at - 2;
  if (tokens.is_mark(first, '}')) {
    while (first > 0 && !tokens.is_mark(first, '{')) --first;
  }
  const bool declared =
      first > 0 && (tokens.is_word(first - 1, "const") || tokens.is_word(first - 1, "let") ||
                    tokens.is_word(first - 1, "var"));
  if (!declared) return std::nullopt;
  std::string names;
  if (first < at - 2) {
    names = import_list(tokens, first, at - 2);
  } else {
    // What exports no default is taken whole.
    const Source* file = bench.source(bench.resolved(source.path, from.substr(1, from.size() - 2)));
    const bool whole = file != nullptr && file->tokens != nullptr &&
                       file->exported("default") == nullptr && !file->exports.empty();
    names = (whole ? "* as " : "") + std::string(tokens.text_of(first));
  }
  // `require("./a").b`
  if (tokens.is_mark(at + 4, '.') && tokens.is_word(at + 5) && first == at - 2) {
    const std::string member(tokens.text_of(at + 5));
    const std::string local(tokens.text_of(first));
    const bool by_default = member == "default";
    names = by_default        ? local
            : member == local ? "{ " + local + " }"
                              : "{ " + member + " as " + local + " }";
    return Edit{path, tokens[first - 1].begin, tokens[at + 5].end,
                "import " + names + " from " + from};
  }
  return Edit{path, tokens[first - 1].begin, end, "import " + names + " from " + from};
}

/// `module.exports = X`, `module.exports = { a, b }`, `exports.a = …`.
std::optional<Edit> exported(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  if (at > 0 && tokens.is_mark(at - 1, '.')) return std::nullopt;
  const bool whole = tokens.is_word(at, "module") && tokens.is_mark(at + 1, '.') &&
                     tokens.is_word(at + 2, "exports");
  const std::uint32_t next = whole ? at + 3 : at + 1;
  if (!whole && !tokens.is_word(at, "exports")) return std::nullopt;
  const std::string path(source.path);
  if (tokens.is_mark(next, '.') && tokens.is_word(next + 1) && tokens.is_mark(next + 2, '=')) {
    const std::string name(tokens.text_of(next + 1));
    const bool same = tokens.is_word(next + 3, name);
    if (name == "default") {
      return Edit{path, tokens[at].begin, tokens[next + 2].end, "export default"};
    }
    if (same) return Edit{path, tokens[at].begin, tokens[next + 3].end, "export { " + name + " }"};
    return Edit{path, tokens[at].begin, tokens[next + 1].end, "export const " + name};
  }
  if (!whole || !tokens.is_mark(next, '=')) return std::nullopt;
  bool list = tokens.is_mark(next + 1, '{');
  for (std::uint32_t in = next + 2; list && in < tokens.partner(next + 1); ++in) {
    list = tokens.is_word(in) || tokens.is_mark(in, ',');
  }
  return Edit{path, tokens[at].begin, tokens[next].end, list ? "export" : "export default"};
}

bool is_picture(std::string_view specifier) {
  for (const std::string_view one : {".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"}) {
    if (specifier.ends_with(one)) return true;
  }
  return false;
}

/// `src={require("./logo.svg")}`: a picture is imported by a name, which stands for its address.
std::vector<Edit> pictures(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool value = tokens.is_word(at, "require") && tokens.is_mark(at + 1, '(') &&
                       tokens[at + 2].kind == TokenKind::string && tokens.is_mark(at + 3, ')');
    if (!value) continue;
    const std::string_view from = tokens.text_of(at + 2);
    const std::string specifier(from.substr(1, from.size() - 2));
    if (!is_picture(specifier)) continue;
    std::string name;
    for (const ImportClause& one : source.imports) {
      if (one.specifier == specifier) name = one.default_name.local;
    }
    if (name.empty()) {
      for (const char c : stem_of(specifier)) {
        if (context::is_word_byte(c)) name += c;
      }
      if (name.empty() || context::is_digit(name.front())) name.insert(0, "picture");
      if (uses_of(source, name) > 0) name += "Address";
      for (Edit& edit : with_import(source, {name, "", specifier, ImportForm::by_default})) {
        edits.push_back(std::move(edit));
      }
    }
    const bool member = tokens.is_mark(at + 4, '.') && tokens.is_word(at + 5, "default");
    edits.push_back(
        {std::string(source.path), tokens[at].begin, tokens[at + (member ? 5 : 3)].end, name});
  }
  return edits;
}

}  // namespace

std::vector<Repair> fix_commonjs(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  const std::string name = quoted(problem.message, 0);
  const bool about = name == "require" || name == "module" || name == "exports" ||
                     problem.message.contains("require is not defined") ||
                     problem.message.contains("module is not defined") ||
                     problem.message.contains("exports is not defined");
  const bool may_be = about || problem.category == Category::syntax ||
                      problem.category == Category::dependency || problem.code == "TS2306";
  if (!may_be) return {};
  std::vector<Repair> out;
  for (const Source* file : bench.scripts()) {
    if (problem.category == Category::syntax && (!place || place.source != file)) continue;
    if (file->tokens == nullptr || file->path.ends_with(".cjs")) continue;
    std::vector<Edit> edits;
    for (std::uint32_t at = 0; at < file->tokens->size(); ++at) {
      std::optional<Edit> edit;
      if (file->tokens->is_word(at, "require")) edit = required(bench, *file, at);
      if (!edit && file->tokens->is_word(at)) edit = exported(*file, at);
      if (edit) edits.push_back(std::move(*edit));
    }
    if (edits.empty()) edits = pictures(*file);
    if (edits.empty()) continue;
    out.push_back(
        {"Import and export as modules do in " + std::string(file->path) + ".", std::move(edits)});
  }
  return out;
}

}  // namespace sitewright::healing
