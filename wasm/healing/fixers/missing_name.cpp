// A name that nothing in the file declares: exported by a file of the project, by React or by
// another package of the project, or mistyped.
#include <algorithm>
#include <array>
#include <set>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/known_exports.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/renaming.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

std::vector<Repair> from_project(Workbench& bench, const Source& source, const std::string& name) {
  std::vector<Repair> out;
  for (const Source* file : bench.scripts()) {
    if (file == &source || file->path.ends_with(".config.ts")) continue;
    const Exported* one = file->exported(name);
    const bool is_default =
        one == nullptr && file->exported("default") != nullptr &&
        (file->default_name == name || (file->default_name.empty() && stem_of(file->path) == name));
    if (one == nullptr && !is_default) continue;
    Wanted wanted{name, "", bench.specifier_for(source.path, file->path)};
    wanted.type_only = one != nullptr && one->type_only;
    if (is_default) wanted.form = ImportForm::by_default;
    out.push_back({"Import " + name + " from " + wanted.from + ".", with_import(source, wanted)});
  }
  for (Repair& one : out) one.unique = out.size() == 1;
  return out;
}

std::vector<Repair> from_package(Workbench& bench, const Source& source, const std::string& name) {
  if (name == "React") {
    Wanted wanted{"React", "", "react", ImportForm::all};
    return only("Import React.", with_import(source, wanted));
  }
  const auto known = known_export(bench, name, &source);
  if (!known) return {};
  return only("Import " + name + " from " + known->from + ".", with_import(source, *known));
}

/// What the file declares or imports, with what every script knows.
std::vector<std::string> names_known_in(const Source& source, std::string_view except) {
  std::set<std::string> names;
  const context::ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::word) continue;
    const bool is_property =
        at > 0 && (tokens.text_of(at - 1) == "." || tokens.text_of(at - 1) == "?.");
    const bool is_key = tokens.is_mark(at + 1, ':') && at > 0 && !tokens.is_word(at - 1);
    if (is_property || (is_key && !tokens.is_mark(at - 1, '(') && !tokens.is_mark(at - 1, ','))) {
      continue;
    }
    names.emplace(tokens.text_of(at));
  }
  for (const char* global :
       {"document",   "window",       "console", "undefined",   "Math",
        "Object",     "Array",        "String",  "Number",      "Boolean",
        "Promise",    "localStorage", "string",  "number",      "boolean",
        "setTimeout", "Date",         "JSON",    "Record",      "Partial",
        "unknown",    "never",        "void",    "HTMLElement", "encodeURIComponent"}) {
    names.emplace(global);
  }
  names.erase(std::string(except));
  return {names.begin(), names.end()};
}

bool is_declared(const Source& source, std::string_view name) {
  return uses_of(source, name) > 0 ||
         std::ranges::any_of(source.imports, [&](const ImportClause& one) {
           return name_in(one, name) != nullptr;
         });
}

std::vector<Repair> respelled(const Source& source, std::uint32_t offset, const std::string& name,
                              const std::string& suggested) {
  // TypeScript's word, unless a name of the file is nearer.
  std::string near = suggested;
  const std::string own = nearest_name(name, names_known_in(source, name));
  if (near.empty() ||
      (!own.empty() && edit_distance(name, own, 3) < edit_distance(name, near, 3))) {
    near = own;
  }
  if (near.empty() || source.word_at(offset) != name) return {};
  std::uint32_t begin = offset;
  while (begin > 0 && context::is_word_byte(source.text[begin - 1])) --begin;
  std::vector<Edit> edits{
      {std::string(source.path), begin, begin + static_cast<std::uint32_t>(name.size()), near}};
  // The element's other end goes along.
  const std::uint32_t at = source.token_at(begin);
  if (at < source.tokens->size() && (*source.tokens)[at].kind == TokenKind::jsx_open) {
    const std::uint32_t close = source.tokens->partner(at);
    const std::string_view tag = source.tokens->text_of(close);
    if (tag.starts_with("</") && tag.substr(2).starts_with(name)) {
      const std::uint32_t from = (*source.tokens)[close].begin + 2;
      edits.push_back(
          {std::string(source.path), from, from + static_cast<std::uint32_t>(name.size()), near});
    }
  }
  std::vector<Repair> out = only("Write " + near + " instead of " + name + ".", std::move(edits));
  out.front().unique = is_declared(source, near) || !suggested.empty();
  return out;
}

/// process.env.NODE_ENV and process.env.X of code for browsers.
std::vector<Repair> environment(const Source& source, std::uint32_t offset) {
  const std::string_view rest = source.text.substr(offset);
  constexpr std::string_view env = "process.env";
  if (!rest.starts_with(env)) return {};
  const bool mode = rest.substr(env.size()).starts_with(".NODE_ENV");
  const std::size_t size = env.size() + (mode ? 9 : 0);
  return only("Read the environment as Vite gives it.",
              {{std::string(source.path), offset, offset + static_cast<std::uint32_t>(size),
                mode ? "import.meta.env.MODE" : "import.meta.env"}});
}

/// `total = 0;` that no declaration goes before: const, or let where it is written to again.
std::vector<Repair> undeclared(const Source& source, std::uint32_t offset,
                               const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const auto assigns = [&](std::uint32_t token) {
    return tokens.is_word(token, name) && tokens.is_mark(token + 1, '=') &&
           !tokens.is_mark(token + 2, '=') && !(token > 0 && tokens.is_mark(token - 1, '.'));
  };
  if (!assigns(at) || statement_around(source, at).begin != at) return {};
  std::uint32_t writes = 0;
  for (std::uint32_t token = 0; token < tokens.size(); ++token) {
    if (assigns(token)) ++writes;
  }
  const std::string word = writes > 1 ? "let" : "const";
  return only("Declare " + name + ".",
              {{std::string(source.path), tokens[at].begin, tokens[at].begin, word + " "}});
}

/// Of a browser, and likely names of a site's own variables: nobody writes to the browser's.
constexpr std::string_view other_globals[] = {"window", "document", "navigator", "performance",
                                              "crypto", "caches",   "focus",     "blur",
                                              "prompt", "frames",   "external"};

/// The name that a statement of such a variable writes to, where the file declares none.
std::string window_name(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (!tokens.is_word(at)) return {};
  std::string name(tokens.text_of(at));
  if (!is_of_window(name) && !std::ranges::contains(other_globals, name)) return {};
  for (std::uint32_t token = 1; token < tokens.size(); ++token) {
    if (!tokens.is_word(token, name)) continue;
    const bool declared = tokens.is_word(token - 1, "const") || tokens.is_word(token - 1, "let") ||
                          tokens.is_word(token - 1, "var") || tokens.is_word(token - 1, "function");
    if (declared && opening_around(source, token) == opening_around(source, at)) return {};
  }
  return name;
}

/// `props.title` in a component that takes its props apart and has `title`.
std::vector<Repair> of_props(const Source& source, std::uint32_t offset, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const bool member = name == "props" && tokens.is_word(at, name) && tokens.is_mark(at + 1, '.') &&
                      tokens.is_word(at + 2);
  if (!member) return {};
  const std::string_view prop = tokens.text_of(at + 2);
  for (std::uint32_t open = 1; open < at; ++open) {
    const bool pattern = tokens.is_mark(open, '{') && tokens.is_mark(open - 1, '(');
    if (!pattern) continue;
    for (std::uint32_t in = open + 1; in < tokens.partner(open); ++in) {
      if (!tokens.is_word(in, prop)) continue;
      return only("Read " + std::string(prop) + ", which is taken apart already.",
                  {{std::string(source.path), tokens[at].begin, tokens[at + 2].begin, ""}});
    }
  }
  return {};
}

/// A statement that is nothing but an undeclared name of a letter or two: a slip.
std::vector<Repair> stray(const Source& source, std::uint32_t offset, const std::string& name) {
  if (name.size() > 2) return {};
  const std::uint32_t at = source.token_at(offset);
  const Span statement = statement_around(source, at);
  const ScriptTokens& tokens = *source.tokens;
  const bool alone =
      statement.begin == at &&
      (statement.end == at + 1 || (statement.end == at + 2 && tokens.is_mark(at + 1, ';')));
  if (!alone || !tokens.is_word(at, name)) return {};
  return only("Take out " + name + ", which stands alone.",
              {taken_out(source, tokens[at].begin, tokens[statement.end - 1].end)});
}

/// `list.map((item) (…))`, `compose={(data) (…)}`, `<A>{(b) (…)}</A>`: what is not declared is a
/// parameter whose arrow is missing.
std::vector<Repair> without_arrow(const Source& source, const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 2; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, name) || !tokens.is_mark(at - 1, '(')) continue;
    // In the braces of an attribute and of what an element holds.
    const bool value = at > 2 && tokens.is_mark(at - 2, '{') &&
                       (tokens.is_mark(at - 3, '=') || tokens.is_mark(at - 3, '>'));
    if (!value && !tokens.is_mark(at - 2, '(') && !tokens.is_mark(at - 2, ',')) continue;
    std::uint32_t close = at + 1;
    while (close < tokens.size() && (tokens.is_mark(close, ',') || tokens.is_word(close))) ++close;
    if (!tokens.is_mark(close, ')')) continue;
    const bool body = tokens.is_mark(close + 1, '(') || tokens.is_mark(close + 1, '{') ||
                      (close + 1 < tokens.size() && tokens[close + 1].kind == TokenKind::jsx_open);
    if (!body) continue;
    const std::uint32_t place = tokens[close].end;
    return only("Put the arrow after (" + name + ").",
                {{std::string(source.path), place, place, " =>"}});
  }
  return {};
}

/// <P> where no component is called so: the element in lower case, and its other end.
std::vector<Repair> element_of_html(const Source& source, std::uint32_t offset,
                                    const std::string& name) {
  const std::uint32_t at = source.token_at(offset);
  const std::uint32_t open = at > 0 && source.tokens->is_mark(at, '<') ? at + 1 : at;
  if (open >= source.tokens->size() || (*source.tokens)[open].kind != TokenKind::jsx_open) {
    return {};
  }
  std::string tag = name;
  for (char& c : tag) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  if (tag == name || !is_html_tag(tag)) return {};
  const auto place = word_near(source, (*source.tokens)[open].begin, name);
  if (!place) return {};
  return only("Write <" + tag + "> instead of <" + name + ">.",
              replaced_word(source, *place, name, tag));
}

/// Whether an import of the file was mistyped and is to be this name.
bool is_import_mended(Workbench& bench, const Source& source, const std::string& name) {
  const std::string here[] = {name};
  for (const Problem& other : bench.problems()) {
    const bool mismatch = other.code == "TS2305" || other.code == "TS2724" ||
                          other.code == "TS2614" || other.code == "missing_export";
    if (!mismatch || other.file != source.path) continue;
    for (const ImportClause& clause : source.imports) {
      for (const ImportName& one : clause.names) {
        const bool said = other.message.contains("'" + std::string(one.imported) + "'") ||
                          other.message.contains("\"" + std::string(one.imported) + "\"");
        if (said && !nearest_name(one.imported, here).empty()) return true;
      }
    }
  }
  return false;
}

/// A package of that name, or the plugin that a configuration calls so.
std::vector<Repair> default_of_package(Workbench& bench, const Source& source,
                                       const std::string& name) {
  const bool config = source.path.contains(".config.");
  for (const auto& [package, version] : bench.wanted()) {
    const bool imported = std::ranges::any_of(
        source.imports, [&](const ImportClause& one) { return one.specifier == package; });
    const bool plugin = config && package.contains("/") && package.contains(name) &&
                        (package.contains("vite") || package.contains("plugin"));
    if (imported || (package != name && !plugin)) continue;
    Wanted wanted{name, "", package, ImportForm::by_default};
    return only("Import " + name + " from " + package + ".", with_import(source, wanted));
  }
  return {};
}

/// state(…) for useState(…).
std::vector<Repair> as_hook(Workbench& bench, const Source& source, std::uint32_t offset,
                            const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const bool calls =
      tokens.is_word(at, name) && (tokens.is_mark(at + 1, '(') || tokens.is_mark(at + 1, '<'));
  if (!calls || name.front() < 'a' || name.front() > 'z') return {};
  const std::string hook =
      "use" + std::string(1, static_cast<char>(name.front() - 'a' + 'A')) + name.substr(1);
  std::vector<Edit> edits{{std::string(source.path), tokens[at].begin, tokens[at].end, hook}};
  const bool imported = std::ranges::any_of(
      source.imports, [&](const ImportClause& clause) { return name_in(clause, hook) != nullptr; });
  if (!imported) {
    const auto known = known_export(bench, hook, &source);
    if (!known) return {};
    for (Edit& edit : with_import(source, *known)) edits.push_back(std::move(edit));
  }
  return only("Call " + hook + " instead of " + name + ".", std::move(edits));
}

/// Whether an import that nothing uses is called nearly so: that one is meant.
bool is_slip_of_unused(const Source& source, std::string_view name) {
  std::vector<std::string> unused;
  for (const ImportClause& clause : source.imports) {
    for (const ImportName& one : clause.names) {
      if (uses_of(source, one.local) == 0) unused.emplace_back(one.local);
    }
    const std::string_view own = clause.default_name.local;
    if (!own.empty() && uses_of(source, own) == 0) unused.emplace_back(own);
  }
  return !nearest_name(name, unused).empty();
}

/// <Sun> that no file declares: an icon, of a project that has a package of them.
std::vector<Repair> icon(Workbench& bench, const Source& source, std::uint32_t offset,
                         const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const bool shown = (at < tokens.size() && tokens[at].kind == TokenKind::jsx_open) ||
                     (at > 0 && (tokens.is_mark(at - 1, ':') || tokens.is_mark(at - 1, '{')));
  if (!shown) return {};
  const auto wanted = icon_export(bench, name);
  if (!wanted) return {};
  return only("Import " + name + " from " + wanted->from + ".", with_import(source, *wanted));
}

}  // namespace

std::vector<Repair> fix_missing_name(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (problem.code == "TS2322" || problem.code == "TS2540" || problem.code == "TS2630") {
    const std::string name = window_name(*place.source, place.offset);
    return name.empty() ? std::vector<Repair>{} : undeclared(*place.source, place.offset, name);
  }
  std::string name = quoted(problem.message, 0);
  if (problem.code == "reference_error") {
    name = problem.message.substr(0, problem.message.find(" is not defined"));
    if (const std::size_t colon = name.rfind(": "); colon != std::string::npos) {
      name.erase(0, colon + 2);
    }
  }
  if (name.empty() || name.size() > 100 || !std::ranges::all_of(name, context::is_word_byte)) {
    return {};
  }
  const Source& source = *place.source;
  if (name == "process" && !source.path.contains("config"))
    return environment(source, place.offset);
  if (name == "require" || name == "module" || name == "exports") return {};
  const std::uint32_t here = source.token_at(place.offset);
  if (here > 0 && source.tokens->is_word(here - 1, "as") && name.starts_with("const")) {
    const auto past = place.offset + static_cast<std::uint32_t>(name.size());
    return only("Write as const.", {{std::string(source.path), place.offset, past, "const"}});
  }
  if (auto arrow = without_arrow(source, name); !arrow.empty()) return arrow;
  if (is_import_mended(bench, source, name)) return {};
  std::string suggested;
  if (const std::size_t at = problem.message.find("Did you mean '"); at != std::string::npos) {
    suggested = quoted(std::string_view(problem.message).substr(at), 0);
  }
  std::vector<Repair> out = from_project(bench, source, name);
  for (Repair& one : element_of_html(source, place.offset, name)) out.push_back(std::move(one));
  for (Repair& one : from_package(bench, source, name)) out.push_back(std::move(one));
  for (Repair& one : default_of_package(bench, source, name)) out.push_back(std::move(one));
  if (out.empty() && !is_slip_of_unused(source, name)) {
    for (Repair& one : icon(bench, source, place.offset, name)) out.push_back(std::move(one));
  }
  for (Repair& one : as_hook(bench, source, place.offset, name)) out.push_back(std::move(one));
  for (Repair& one : respelled(source, place.offset, name, suggested))
    out.push_back(std::move(one));
  for (auto* look : {of_props, undeclared, stray}) {
    for (Repair& one : look(source, place.offset, name)) out.push_back(std::move(one));
  }
  return out;
}

}  // namespace sitewright::healing
