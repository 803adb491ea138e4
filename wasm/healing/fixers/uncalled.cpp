// Functions and components that are named where they are to be called, and called where they are to
// be named: {name.toUpperCase}, await response.json, element={Home}, icon={<Star />}, {count()}.
#include <algorithm>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/type_pairs.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// What a function of that type gives back when nothing is passed to it; empty for other types and
/// where something has to be passed.
std::string_view result_of(std::string_view type) {
  if (!type.starts_with('(')) return {};
  std::size_t depth = 0;
  std::size_t from = 1;
  for (std::size_t at = 0; at < type.size(); ++at) {
    const char c = type[at];
    if (c == '(' || c == '{' || c == '[' || c == '<') ++depth;
    const bool closes = c == ')' || c == '}' || c == ']' || (c == '>' && type[at - 1] != '=');
    if ((c == ',' && depth == 1) || (closes && depth == 1)) {
      const std::string_view parameter = type.substr(from, at - from);
      const std::size_t colon = parameter.find(':');
      const bool needs = colon != std::string_view::npos && parameter[colon - 1] != '?' &&
                         !parameter.contains("...");
      if (needs) return {};
      from = at + 1;
    }
    if (closes && --depth == 0) {
      constexpr std::string_view arrow = " => ";
      const std::string_view rest = type.substr(at + 1);
      return rest.starts_with(arrow) ? rest.substr(arrow.size()) : std::string_view();
    }
  }
  return {};
}

bool is_shown(std::string_view type) {
  return type.contains("ReactNode") || type.contains("Element");
}

/// Whether a value of the one type is one of the other.
bool fits(std::string_view is, std::string_view wanted) {
  if (is.contains("=>") || is.contains("Promise")) return false;
  if (is_shown(wanted)) {
    const bool plain = is == "string" || is == "number";
    return is_shown(is) || (plain && wanted.contains("ReactNode"));
  }
  return is == wanted || wanted.starts_with(std::string(is) + " | ");
}

std::vector<Repair> called(const Source& source, std::uint32_t token, bool unique = true) {
  const std::uint32_t end = (*source.tokens)[token].end;
  std::vector<Repair> out = only("Call " + std::string(source.tokens->text_of(token)) + ".",
                                 {{std::string(source.path), end, end, "()"}});
  out.front().unique = unique;
  return out;
}

/// `const year = date.getFullYear;`: a method goes nowhere without its object. The member's token;
/// `at` where the name stands for something else.
std::uint32_t method_of(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t name = 1; name + 3 < tokens.size(); ++name) {
    const bool declares = tokens.is_word(name, tokens.text_of(at)) &&
                          (tokens.is_word(name - 1, "const") || tokens.is_word(name - 1, "let")) &&
                          tokens.is_mark(name + 1, '=');
    const std::uint32_t end = declares ? chain_end(source, name + 2) : 0;
    const bool ends = end >= tokens.size() || tokens.is_mark(end, ';') || tokens[end].after_newline;
    if (declares && ends && end > name + 4 && tokens.is_mark(end - 2, '.')) return end - 1;
  }
  return at;
}

/// {name.toUpperCase}, {Home} and element={Home}
std::vector<Repair> uncalled(const Source& source, std::uint32_t offset, const Types& types) {
  const ScriptTokens& tokens = *source.tokens;
  const auto value = value_at(source, offset);
  if (!fits(result_of(types.is), types.wanted) || result_of(types.is).empty()) return {};
  if (!value || (value->is_attribute && !value->in_braces)) return {};
  const std::uint32_t last = value->end - 1;
  const std::uint32_t first = value->first + (tokens.is_word(value->first, "new") ? 1 : 0);
  if (chain_end(source, first) != value->end || !tokens.is_word(last)) return {};
  const bool component = context::is_upper(tokens.text_of(last)[0]) && source.path.ends_with('x');
  if (!component) return called(source, last == value->first ? method_of(source, last) : last);
  if (!is_shown(result_of(types.is)) || !is_shown(types.wanted)) return {};
  const std::string element =
      "<" +
      std::string(source.text.substr(value->begin_byte, value->end_byte - value->begin_byte)) +
      " />";
  const std::uint32_t before = value->first - 1;
  const bool child = !value->is_attribute && value->first > 1 && tokens.is_mark(before, '{') &&
                     tokens.partner(before) == value->end && !tokens.is_mark(before - 1, '=');
  return only("Write " + element + ".",
              {{std::string(source.path), child ? tokens[before].begin : value->begin_byte,
                child ? tokens[value->end].end : value->end_byte, element}});
}

/// icon={<Star />}, where a component is wanted.
std::vector<Repair> element_for_component(const Source& source, std::uint32_t offset,
                                          const Types& types) {
  const bool wanted = types.wanted.contains("Component") || types.wanted.contains("ElementType") ||
                      types.wanted.contains("Icon");
  if (!types.is.ends_with("Element") || !wanted || types.wanted.starts_with("ReactNode") ||
      types.wanted.starts_with("ReactElement")) {
    return {};
  }
  const auto value = value_at(source, offset);
  if (!value || (value->is_attribute && !value->in_braces)) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view tag = tokens.text_of(value->first);
  const bool bare = tokens[value->first].kind == TokenKind::jsx_open && tag.size() > 1 &&
                    context::is_upper(tag[1]) && value->end == value->first + 2 &&
                    tokens.text_of(value->first + 1) == "/>";
  if (!bare) return {};
  const std::string name(tag.substr(1));
  return only("Name " + name + ", which is shown elsewhere.",
              {{std::string(source.path), value->begin_byte, value->end_byte, name}});
}

/// `await response.json` and `.then((response) => response.json)`: what a response holds is asked
/// for.
std::vector<Repair> bodies(const Source& source) {
  constexpr std::string_view names = " json text blob arrayBuffer formData ";
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 3; at < tokens.size(); ++at) {
    const bool member = tokens.is_word(at) && tokens.is_mark(at - 1, '.') &&
                        tokens.is_word(at - 2) && !tokens.is_mark(at + 1, '(') &&
                        names.contains(" " + std::string(tokens.text_of(at)) + " ");
    if (!member) continue;
    const bool given = tokens.is_arrow(at - 3) && tokens.is_mark(at + 1, ')');
    if (!given && !tokens.is_word(at - 3, "await")) continue;
    edits.push_back({std::string(source.path), tokens[at].end, tokens[at].end, "()"});
  }
  if (edits.empty()) return {};
  return only("Ask a response for what it holds.", std::move(edits));
}

/// {count()} of what is no function.
std::vector<Repair> without_call(const Source& source, std::uint32_t at, std::string_view message) {
  bool plain = message.contains("No constituent of type");
  for (const std::string_view type : {"Number", "String", "Boolean"}) {
    plain = plain || message.contains("'" + std::string(type) + "' has no call signatures");
  }
  const ScriptTokens& tokens = *source.tokens;
  const bool bare = plain && tokens.is_word(at) && tokens.is_mark(at + 1, '(') &&
                    tokens.partner(at + 1) == at + 2;
  if (!bare) return {};
  std::uint32_t first = at;
  while (first > 1 && tokens.is_mark(first - 1, '.')) first -= 2;
  // What is done there is no value.
  const bool done = first == 0 || tokens.is_arrow(first - 1) || tokens.is_mark(first - 1, ';') ||
                    tokens.is_mark(at + 3, ';');
  if (done) return {};
  return only("Read " + std::string(tokens.text_of(at)) + ", which is no function.",
              {{std::string(source.path), tokens[at + 1].begin, tokens[at + 2].end, ""}});
}

/// `if (isReady)`
std::vector<Repair> condition(const Source& source, std::uint32_t at) {
  const std::uint32_t last = chain_end(source, at) - 1;
  if (!source.tokens->is_word(last)) return {};
  const std::string_view name = source.tokens->text_of(last);
  const bool asks = name.starts_with("is") || name.starts_with("has") || name.starts_with("can");
  return called(source, last, asks);
}

/// `{list.forEach((one) => <li>…)}`
std::vector<Repair> for_each(const Source& source, std::uint32_t offset, const Types& types) {
  if (types.is != "void" || !(is_shown(types.wanted) || types.wanted.ends_with("[]"))) return {};
  const ScriptTokens& tokens = *source.tokens;
  const auto value = value_at(source, offset);
  if (!value) return {};
  for (std::uint32_t at = value->first; at + 1 < value->end; ++at) {
    const bool last = tokens.is_word(at, "forEach") && tokens.is_mark(at + 1, '(') &&
                      tokens.after(at + 1) == value->end;
    if (!last) continue;
    return only("Make a list of what a list is walked over for.",
                {{std::string(source.path), tokens[at].begin, tokens[at].end, "map"}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_uncalled(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::uint32_t at = source.token_at(place.offset);
  if (at >= source.tokens->size()) return {};
  if (problem.message.contains("'() => Promise<")) return bodies(source);
  if (problem.code == "TS2349") return without_call(source, at, problem.message);
  if (problem.code == "TS2774") return condition(source, at);
  const std::vector<Types> pairs = types_in(problem.message);
  if (pairs.empty()) return {};
  const Types& types = pairs.front();
  // The brace of an attribute or a child is told for what it holds.
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t first = at;
  if (tokens.is_mark(at, '{') && at > 1 && at + 1 < tokens.size()) {
    const bool attribute =
        tokens.is_mark(at - 1, '=') && tokens[at - 2].kind == TokenKind::jsx_name;
    first = attribute ? at - 2 : at + 1;
  }
  const std::uint32_t offset = tokens[first].begin;
  if (auto found = for_each(source, offset, types); !found.empty()) return found;
  if (auto found = element_for_component(source, offset, types); !found.empty()) return found;
  return uncalled(source, offset, types);
}

}  // namespace sitewright::healing
