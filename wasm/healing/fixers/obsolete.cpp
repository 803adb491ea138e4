// What React has removed and how it is written now: rendering, types, hooks that moved.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/deprecated.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/renaming.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

struct Renamed {
  std::string_view old;
  std::string_view now;
  std::string_view of = {};  ///< part of the module's name where it is not React
};

// Source: the upgrade guide of React 19 and its type declarations, those of React Router 6 and 7.
constexpr std::array renamed{Renamed{"VFC", "FC"},
                             Renamed{"SFC", "FC"},
                             Renamed{"StatelessComponent", "FunctionComponent"},
                             Renamed{"VoidFunctionComponent", "FunctionComponent"},
                             Renamed{"ReactChild", "ReactNode"},
                             Renamed{"ReactText", "ReactNode"},
                             Renamed{"ReactFragment", "ReactNode"},
                             Renamed{"ReactNodeArray", "ReactNode"},
                             Renamed{"useFormState", "useActionState"},
                             Renamed{"ReactChildren", "ReactNode"},
                             Renamed{"Node", "ReactNode"},
                             Renamed{"Element", "ReactElement"},
                             Renamed{"JSXElement", "ReactElement"},
                             Renamed{"Event", "SyntheticEvent"},
                             Renamed{"ClickEvent", "MouseEvent"},
                             Renamed{"ReactComponent", "ComponentType"},
                             Renamed{"ReactType", "ElementType"},
                             Renamed{"RefType", "Ref"},
                             Renamed{"CSSProps", "CSSProperties"},
                             Renamed{"CSS", "CSSProperties"},
                             Renamed{"Style", "CSSProperties"},
                             Renamed{"Switch", "Routes", "react-router"},
                             Renamed{"Redirect", "Navigate", "react-router"},
                             Renamed{"json", "data", "react-router"}};

std::vector<Repair> renamed_types(const Source& source, const Problem& problem) {
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string word = quoted(problem.message, i);
    for (const Renamed& one : renamed) {
      if (one.old != word || !problem.message.contains(one.of)) continue;
      if (!one.of.empty()) {
        std::vector<Edit> everywhere =
            uses_of(source, one.now) > 0 ? std::vector<Edit>() : renamed_in(source, word, one.now);
        if (everywhere.empty()) continue;
        return only("Write " + std::string(one.now) + " instead of " + word + ".",
                    std::move(everywhere));
      }
      const ScriptTokens& tokens = *source.tokens;
      const bool imported = std::ranges::any_of(source.imports, [&](const ImportClause& clause) {
        return clause.specifier == "react" && name_in(clause, word) != nullptr;
      });
      std::vector<Edit> edits;
      for (std::uint32_t at = 0; at < tokens.size(); ++at) {
        if (!tokens.is_word(at, word)) continue;
        // Of the page `Node` and `Event` are other things.
        const bool member = at > 1 && tokens.is_mark(at - 1, '.');
        if (member ? !tokens.is_word(at - 2, "React") : !imported) continue;
        const context::Token& token = tokens[at];
        edits.push_back({std::string(source.path), token.begin, token.end, std::string(one.now)});
      }
      if (edits.empty()) continue;
      return only("Write " + std::string(one.now) + " instead of " + word + ".", std::move(edits));
    }
  }
  return {};
}

/// `import { useFormState } from "react-dom"`: another name, of another module.
std::vector<Repair> moved_export(const Source& source, const std::string& message) {
  for (const ImportClause& clause : source.imports) {
    for (const ImportName& one : clause.names) {
      const std::string name(one.imported);
      const std::string pattern = std::string(clause.specifier) + "#" + name;
      const Instead now = instead_of(context::DeprecatedKind::import_name, pattern);
      // What is called in another way is no new name: render and createRoot.
      const bool moved = !now.from.empty() && message.contains(name) && one.local == one.imported &&
                         !clause.is_export;
      if (!moved || (name != now.name && !name.starts_with("use"))) continue;
      std::vector<Edit> edits = without_name(source, clause, one.local);
      for (Edit& edit : with_import(source, {std::string(now.name), "", std::string(now.from)})) {
        edits.push_back(std::move(edit));
      }
      const ScriptTokens& tokens = *source.tokens;
      for (std::uint32_t at = 0; at < tokens.size(); ++at) {
        const bool used = tokens.is_word(at, name) && tokens[at].begin >= clause.end;
        if (!used || now.name == name) continue;
        edits.push_back(
            {std::string(source.path), tokens[at].begin, tokens[at].end, std::string(now.name)});
      }
      return only("Import " + std::string(now.name) + " from " + std::string(now.from) + ".",
                  std::move(edits));
    }
  }
  return {};
}

/// ReactDOM.render(<App />, place) and ReactDOM.createRoot of "react-dom".
std::vector<Repair> rendering(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  const ImportClause* clause = nullptr;
  for (const ImportClause& one : source.imports) {
    if (one.specifier == "react-dom" && !one.is_export) clause = &one;
  }
  if (clause == nullptr) return {};
  const std::string name(clause->default_name.local.empty() ? clause->namespace_name.local
                                                            : clause->default_name.local);
  std::vector<Edit> edits;
  bool needs_root = false;
  bool needs_hydrate = false;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    std::uint32_t first = at;
    std::uint32_t call = at;
    const bool member = !name.empty() && tokens.is_word(at, name) && tokens.is_mark(at + 1, '.');
    if (member) call = at + 2;
    const bool named =
        !member && tokens.is_word(at) && name_in(*clause, tokens.text_of(at)) != nullptr;
    if (!member && !named) continue;
    if (!tokens.is_mark(call + 1, '(') || tokens[call].begin < clause->end) continue;
    const std::string_view what = tokens.text_of(call);
    const std::uint32_t open = call + 1;
    const std::uint32_t close = tokens.partner(open);
    std::uint32_t comma = open + 1;
    while (comma < close && !tokens.is_mark(comma, ',')) comma = tokens.after(comma);
    const auto bytes = [&](std::uint32_t from, std::uint32_t to) {
      return std::string(
          trimmed(source.text.substr(tokens[from].begin, tokens[to - 1].end - tokens[from].begin)));
    };
    if (what == "createRoot" || what == "hydrateRoot") {
      edits.push_back({path, tokens[first].begin, tokens[call].end, std::string(what)});
      (what == "createRoot" ? needs_root : needs_hydrate) = true;
    } else if ((what == "render" || what == "hydrate") && comma + 1 < close) {
      std::uint32_t end = close;
      for (std::uint32_t next = comma + 1; next < close; next = tokens.after(next)) {
        if (tokens.is_mark(next, ',')) {
          end = next;
          break;
        }
      }
      const std::string place = bytes(comma + 1, end);
      const std::string element = bytes(open + 1, comma);
      const bool is_render = what == "render";
      edits.push_back({path, tokens[first].begin, tokens[close].end,
                       is_render ? "createRoot(" + place + ").render(" + element + ")"
                                 : "hydrateRoot(" + place + ", " + element + ")"});
      (is_render ? needs_root : needs_hydrate) = true;
      at = close;
    }
  }
  if (edits.empty()) return {};
  std::string names = needs_root ? "createRoot" : "";
  if (needs_hydrate) names += names.empty() ? "hydrateRoot" : ", hydrateRoot";
  const char quote = source.text[clause->specifier_begin - 1];
  const bool semicolon = source.text[clause->end - 1] == ';';
  edits.push_back({path, clause->begin, clause->end,
                   "import { " + names + " } from " + quote + "react-dom/client" + quote +
                       (semicolon ? ";" : "")});
  return only("Render with createRoot.", std::move(edits));
}

/// import.meta.globEager("./*.md") of Vite 2.
std::vector<Repair> eager_glob(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "globEager")) continue;
    std::uint32_t open = at + 1;
    while (open < at + 20 && !tokens.is_mark(open, '(')) ++open;
    if (!tokens.is_mark(open, '(')) continue;
    const std::uint32_t close = tokens.partner(open);
    edits.push_back({path, tokens[at].begin, tokens[at].end, "glob"});
    std::uint32_t comma = open + 1;
    while (comma < close && !tokens.is_mark(comma, ',')) comma = tokens.after(comma);
    if (!tokens.is_mark(comma + 1, '{')) {
      edits.push_back({path, tokens[close].begin, tokens[close].begin, ", { eager: true }"});
      continue;
    }
    bool eager = false;
    for (std::uint32_t in = comma; in < close; ++in) eager = eager || tokens.is_word(in, "eager");
    const std::uint32_t place = tokens[comma + 1].end;
    if (!eager) edits.push_back({path, place, place, " eager: true,"});
  }
  if (edits.empty()) return {};
  return only("Import what a pattern names as Vite has it now.", std::move(edits));
}

/// useRef<T>() needs its first value, createContext<T>() its default: nothing, as it had.
std::vector<Repair> first_value(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = source.token_at(offset);
  if (tokens.is_word(at, "React") && tokens.is_mark(at + 1, '.')) at += 2;
  const bool context = tokens.is_word(at, "createContext");
  if (!context && !tokens.is_word(at, "useRef")) return {};
  std::uint32_t open = at;
  while (open < tokens.size() && !tokens.is_mark(open, '(')) ++open;
  if (open >= tokens.size() || tokens.partner(open) != open + 1) return {};
  const std::string_view type =
      source.text.substr(tokens[at].end, tokens[open].begin - tokens[at].end);
  std::string value = "null";
  if (context && !type.contains("null")) {
    if (type.empty()) return {};
    // Where the type has no such value, no reader asks for it: its providers always give one.
    value = type.contains("undefined") ? "undefined" : "undefined!";
  }
  return only("Give " + std::string(tokens.text_of(at)) + " its first value.",
              {{std::string(source.path), tokens[open].end, tokens[open].end, value}});
}

/// `Card.propTypes = { … }`, which React 19 does not read: it goes with its import.
std::vector<Repair> property_types(Workbench& bench, const Problem& problem) {
  constexpr std::string_view package = "prop-types";
  if (specifier_in(problem.message) != package) return {};
  const Workbench::Place place = importer_of(bench, problem, package);
  if (!place) return {};
  const Source& source = *place.source;
  const auto module = module_named(source, package, place.offset);
  if (!module || module->clause == nullptr || module->clause->default_name.local.empty()) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view local = module->clause->default_name.local;
  std::vector<Edit> edits{taken_out(source, module->clause->begin, module->clause->end)};
  std::size_t within = 0;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool set = tokens.is_word(at) && tokens.is_mark(at + 1, '.') &&
                     tokens.is_word(at + 2, "propTypes") && tokens.is_mark(at + 3, '=');
    if (!set) continue;
    const Span statement = statement_around(source, at);
    if (statement.begin != at || statement.end <= at) return {};
    for (std::uint32_t in = at; in < statement.end; ++in) {
      if (tokens.is_word(in, local)) ++within;
    }
    edits.push_back(taken_out(source, tokens[at].begin, tokens[statement.end - 1].end));
    at = statement.end - 1;
  }
  if (edits.size() < 2 || within != uses_of(source, local)) return {};
  return only("Take out types of properties that React no longer reads.", std::move(edits));
}

/// Components get no children unless their props say so.
std::vector<Repair> children(Workbench& bench, const Problem& problem) {
  const std::string type = quoted(problem.message, 1);
  for (const Source* file : bench.scripts()) {
    for (const context::Symbol& symbol : file->symbols.symbols) {
      const bool is_props = symbol.kind == context::SymbolKind::type && !symbol.name.empty() &&
                            type.contains(symbol.name) && !symbol.body.is_empty();
      if (!is_props || file->text[symbol.body.begin] != '{') continue;
      const std::uint32_t at = symbol.body.begin + 1;
      std::vector<Edit> edits{{std::string(file->path), at, at, " children?: ReactNode;"}};
      bool has = false;
      for (const ImportClause& clause : file->imports) has = has || name_in(clause, "ReactNode");
      if (!has) {
        for (Edit& edit : with_import(*file, {"ReactNode", "", "react", ImportForm::named, true})) {
          edits.push_back(std::move(edit));
        }
      }
      return only("Let " + std::string(symbol.name) + " have children.", std::move(edits));
    }
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_obsolete(Workbench& bench, const Problem& problem) {
  const bool about_names = problem.code == "TS2305" || problem.code == "TS2339" ||
                           problem.code == "TS2694" || problem.code == "TS2724" ||
                           problem.code == "TS2551" || problem.code == "missing_export" ||
                           problem.code == "TS2322" || problem.code == "TS2559";
  if (problem.code == "TS2307" || problem.code == "unresolved_import") {
    return property_types(bench, problem);
  }
  if (!about_names && problem.code != "TS2554") return {};
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (problem.code == "TS2554") return first_value(*place.source, place.offset);
  if (problem.message.contains("'globEager'")) return eager_glob(*place.source);
  if (auto found = moved_export(*place.source, problem.message); !found.empty()) return found;
  if (auto found = renamed_types(*place.source, problem); !found.empty()) return found;
  const bool dom = problem.message.contains("render'") || problem.message.contains("hydrate") ||
                   problem.message.contains("createRoot") || problem.message.contains("\"render\"");
  if (dom) return rendering(*place.source);
  if (problem.message.contains("'children' does not exist on type") ||
      problem.message.contains("has no properties in common with type 'IntrinsicAttributes")) {
    return children(bench, problem);
  }
  return {};
}

}  // namespace sitewright::healing
