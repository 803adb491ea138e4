// What a component takes, written in another way than React hands it over: several parameters
// instead of one, properties without their types, children of one element where more are given.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/renaming.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/words.hpp"
#include "healing/fixers/written_types.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

void bring_node(const Source& source, std::vector<Edit>& edits) {
  const bool has = std::ranges::any_of(
      source.imports, [](const auto& one) { return name_in(one, "ReactNode") != nullptr; });
  if (has) return;
  for (Edit& edit : with_import(source, {"ReactNode", "", "react", ImportForm::named, true})) {
    edits.push_back(std::move(edit));
  }
}

/// The file that declares a component, its own first.
const Source* declaring(Workbench& bench, const Source& source, std::string_view component) {
  const auto declares = [&](const Source* one) {
    return std::ranges::any_of(one->symbols.symbols, [&](const context::Symbol& symbol) {
      return symbol.kind == context::SymbolKind::component && symbol.name == component;
    });
  };
  if (declares(&source)) return &source;
  for (const Source* one : bench.scripts()) {
    if (declares(one)) return one;
  }
  return nullptr;
}

struct Children {
  std::uint32_t begin = 0;  ///< of the type
  std::uint32_t end = 0;
  bool of_react = false;
};

/// Types of `children` that take one element, or a text.
std::vector<Children> narrow_children(const Source& file) {
  const ScriptTokens& tokens = *file.tokens;
  std::vector<Children> out;
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, "children")) continue;
    const std::uint32_t colon = tokens.is_mark(at + 1, '?') ? at + 2 : at + 1;
    std::uint32_t last = colon + 1;
    if (!tokens.is_mark(colon, ':') || !tokens.is_word(last)) continue;
    const bool member = tokens.is_mark(last + 1, '.') && tokens.is_word(last + 2);
    const std::string_view of = member ? tokens.text_of(last) : std::string_view();
    if (member) last += 2;
    const std::string_view type = tokens.text_of(last);
    const bool narrow =
        type == "ReactElement" || (of.empty() && type == "string") || (member && type == "Element");
    if (!narrow || tokens.is_mark(last + 1, '<')) continue;
    out.push_back({tokens[colon + 1].begin, tokens[last].end, of == "React"});
  }
  return out;
}

/// `children: ReactElement`, where texts or several elements are given.
std::vector<Repair> any_children(Workbench& bench, const Source& source, std::uint32_t offset,
                                 std::string_view message) {
  const ScriptTokens& here = *source.tokens;
  const std::uint32_t open = source.token_at(offset);
  std::string component = quoted(message, 0);
  if (open < here.size() && here[open].kind == TokenKind::jsx_open) {
    component = here.text_of(open).substr(1);
  } else if (const std::uint32_t tag = tag_before(here, open);
             open < here.size() && here[open].kind == TokenKind::jsx_name) {
    component = here.text_of(tag).substr(1);
  }
  const Source* file = declaring(bench, source, component);
  if (file == nullptr) return {};
  const auto symbol = std::ranges::find_if(file->symbols.symbols, [&](const auto& one) {
    return one.kind == context::SymbolKind::component && one.name == component;
  });
  std::vector<Children> found = narrow_children(*file);
  // Of several components in a file each has its own.
  if (found.size() > 1) {
    std::erase_if(found, [&](const Children& one) {
      return one.begin < symbol->head.begin || one.begin >= symbol->end;
    });
  }
  if (found.size() != 1) return {};
  const Children& one = found.front();
  const std::string path(file->path);
  std::vector<Edit> edits;
  if (one.of_react) {
    edits.push_back({path, one.begin, one.end, "React.ReactNode"});
  } else {
    edits.push_back({path, one.begin, one.end, "ReactNode"});
    // An import that nothing else reads becomes the one that is needed.
    constexpr std::string_view element = "ReactElement";
    const auto clause = std::ranges::find_if(file->imports, [&](const ImportClause& its) {
      return name_in(its, element) != nullptr && name_in(its, "ReactNode") == nullptr;
    });
    const bool replaced = file->text.substr(one.begin, one.end - one.begin) == element &&
                          uses_of(*file, element) == 1 && clause != file->imports.end();
    if (replaced) {
      const std::uint32_t end = name_in(*clause, element)->end;
      const auto size = static_cast<std::uint32_t>(element.size());
      edits.push_back({path, end - size, end, "ReactNode"});
    } else {
      bring_node(*file, edits);
    }
  }
  if (edits.empty()) return {};
  return only("Let " + component + " have any children.", std::move(edits));
}

/// The parameters of `function Card(` and `const Card = (`; tokens.size() where there are none.
std::uint32_t parameters_of(const ScriptTokens& tokens, std::string_view component) {
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, component)) continue;
    if (tokens.is_word(at - 1, "function") && tokens.is_mark(at + 1, '(')) return at + 1;
    const bool arrow = tokens.is_word(at - 1, "const") && tokens.is_mark(at + 1, '=') &&
                       tokens.is_mark(at + 2, '(');
    if (arrow) return at + 2;
  }
  return tokens.size();
}

/// `function Card(title, text: Props)` and `function Card(title: string, text: string)`
std::vector<Repair> one_parameter(Workbench& bench, const Source& source,
                                  std::string_view component) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = parameters_of(tokens, component);
  if (open >= tokens.size()) return {};
  const std::uint32_t close = tokens.partner(open);
  std::vector<std::string_view> names;
  std::string last_type;
  std::size_t typed = 0;
  for (std::uint32_t at = open + 1; at < close;) {
    if (!tokens.is_word(at)) return {};
    names.push_back(tokens.text_of(at));
    std::uint32_t end = ++at;
    while (end < close && !tokens.is_mark(end, ',')) end = tokens.after(end);
    last_type.clear();
    if (end > at && !tokens.is_mark(at, ':')) return {};
    if (end > at) {
      ++typed;
      last_type = source.text.substr(tokens[at].end, tokens[end - 1].end - tokens[at].end);
      last_type = trimmed(last_type);
    }
    at = end + 1;
  }
  if (names.empty()) return {};
  const std::vector<Member> members = members_of(bench, last_type);
  const auto is_member = [&](std::string_view name) {
    return std::ranges::contains(members, name, &Member::name);
  };
  const bool of_type = typed == 1 && !last_type.empty() && context::is_upper(last_type[0]) &&
                       std::ranges::all_of(names, is_member);
  // `props: Props` is how React has it.
  const bool of_each =
      typed == names.size() && names.front() != "props" && type_body(bench, last_type).empty();
  if (!of_type && !of_each) return {};
  std::string pattern;
  for (const std::string_view name : names) {
    pattern += (pattern.empty() ? "{ " : ", ") + std::string(name);
  }
  const std::uint32_t begin = tokens[open].end;
  const std::uint32_t end = tokens[close].begin;
  std::string types(source.text.substr(begin, end - begin));
  std::ranges::replace(types, ',', ';');
  return only("Take the properties of " + std::string(component) + " out of one parameter.",
              {{std::string(source.path), begin, end,
                pattern + " }: " + (of_type ? last_type : "{ " + types + " }")}});
}

/// What an attribute is, as it is written; nothing for what has to be worked out.
std::string type_of_attribute(const ScriptTokens& tokens, const Attribute& one) {
  if (one.end == one.name + 1) return "boolean";
  std::uint32_t first = one.name + 2;
  const bool braces = tokens.is_mark(first, '{');
  if (braces) ++first;
  if (tokens[first].kind == TokenKind::jsx_open) return "ReactNode";
  const bool whole = !braces || first + 2 == one.end;
  if (whole) return literal_type(tokens, first);
  return tokens.text_of(one.name).starts_with("on") && tokens.is_mark(first, '(') ? "() => void"
                                                                                  : "";
}

/// What the callers of a component write for one of its properties.
struct Given {
  std::string type;  ///< empty: nothing that tells it, or two of them differ
  bool always = true;
};

Given given_by_callers(Workbench& bench, std::string_view component, std::string_view name) {
  Given out{.type = name == "children" ? "ReactNode" : ""};
  for (const Source* file : bench.scripts()) {
    const ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t tag = 0; tag < tokens.size(); ++tag) {
      const bool its =
          tokens[tag].kind == TokenKind::jsx_open && tokens.text_of(tag).substr(1) == component;
      if (!its) continue;
      const std::vector<Attribute> attributes = attributes_of(tokens, tag);
      const auto one = std::ranges::find(
          attributes, name, [&](const Attribute& its_own) { return tokens.text_of(its_own.name); });
      if (one == attributes.end()) {
        out.always = out.always && name == "children";
        continue;
      }
      const std::string is = type_of_attribute(tokens, *one);
      if (!is.empty() && !out.type.empty() && is != out.type) return {};
      if (!is.empty()) out.type = is;
    }
  }
  return out;
}

/// `function Link({ href, label }) {` without a type: what its callers write tells it.
std::vector<Repair> untyped_properties(Workbench& bench, const Source& source,
                                       std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, source.token_at(offset));
  if (open >= tokens.size() || open < 2 || !tokens.is_mark(open, '{')) return {};
  const std::uint32_t close = tokens.partner(open);
  if (!tokens.is_mark(open - 1, '(') || !tokens.is_mark(close + 1, ')')) return {};
  const std::uint32_t word = tokens.is_mark(open - 2, '=') ? open - 3 : open - 2;
  const std::string_view component = tokens.text_of(word);
  if (!tokens.is_word(word) || !context::is_upper(component[0])) return {};
  std::string types;
  bool has_node = false;
  for (std::uint32_t at = open + 1; at < close; ++at) {
    if (!tokens.is_word(at)) return {};
    const std::string_view name = tokens.text_of(at);
    const Given given = given_by_callers(bench, component, name);
    if (given.type.empty()) return {};
    has_node = has_node || given.type == "ReactNode";
    const bool may_miss = tokens.is_mark(at + 1, '=') || !given.always;
    types +=
        (types.empty() ? "{ " : "; ") + std::string(name) + (may_miss ? "?: " : ": ") + given.type;
    while (at < close && !tokens.is_mark(at, ',')) at = tokens.after(at);
  }
  if (types.empty()) return {};
  std::vector<Edit> edits{
      {std::string(source.path), tokens[close].end, tokens[close].end, ": " + types + " }"}};
  if (has_node) bring_node(source, edits);
  return only("Say what " + std::string(component) + " takes.", std::move(edits));
}

/// The component around a place: the last one that is declared above it.
std::string_view component_around(const Source& source, std::uint32_t offset) {
  std::string_view out;
  for (const context::Symbol& one : source.symbols.symbols) {
    const bool around =
        one.kind == context::SymbolKind::component && one.head.begin <= offset && offset < one.end;
    if (around) out = one.name;
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_component_types(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string& message = problem.message;
  const std::string& code = problem.code;
  const bool of_children = code == "TS2745" || code == "TS2746" || code == "TS2747" ||
                           message.contains("to type 'ReactElement<");
  if (of_children) return any_children(bench, source, place.offset, message);
  if (code == "TS7031") return untyped_properties(bench, source, place.offset);
  if (code == "TS7006") return one_parameter(bench, source, component_around(source, place.offset));
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(place.offset);
  if (code == "TS2322") {
    // In the component, where the whole is put for one of its parts; or at its element.
    if (message.contains("to type 'ReactNode'")) {
      return one_parameter(bench, source, component_around(source, place.offset));
    }
    if (!message.starts_with("Type '{ ")) return {};
  }
  if (at >= tokens.size()) return {};
  const std::string component = code == "TS2786" ? quoted(message, 0)
                                : tokens[at].kind == TokenKind::jsx_open
                                    ? std::string(tokens.text_of(at).substr(1))
                                    : std::string(tokens.text_of(at));
  const Source* file = declaring(bench, source, component);
  if (file == nullptr) return {};
  const bool told = code == "TS2322" || message.contains("provides too few arguments");
  return told ? one_parameter(bench, *file, component) : std::vector<Repair>();
}

}  // namespace sitewright::healing
