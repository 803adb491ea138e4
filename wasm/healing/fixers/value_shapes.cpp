// Values in another shape than what takes them: raw HTML without its object, classes as a list, own
// properties of CSS in a style, a key that is any text, a type parameter that is used and not
// declared.
#include <algorithm>
#include <set>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// `dangerouslySetInnerHTML={html}` and `={{ html }}`
std::vector<Repair> raw_html(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  const std::uint32_t at = source.token_at(offset);
  constexpr std::string_view summary = "Hand over HTML as React takes it.";
  if (tokens.text_of(at) == "dangerouslySetInnerHTML") {
    const auto value = value_at(source, offset);
    if (!value || !value->is_attribute) return {};
    const bool braces = value->in_braces;
    return only(
        std::string(summary),
        {{path, value->begin_byte, value->begin_byte, braces ? "{ __html: " : "{{ __html: "},
         {path, value->end_byte, value->end_byte, braces ? " }" : " }}"}});
  }
  const bool key =
      tokens.is_word(at) && at > 0 && tokens.is_mark(at - 1, '{') && tokens.after(at - 1) > at;
  if (!key) return {};
  if (tokens.is_mark(at + 1, ':')) {
    return only(std::string(summary), {{path, tokens[at].begin, tokens[at].end, "__html"}});
  }
  if (!tokens.is_mark(at + 1, '}')) return {};
  return only(std::string(summary), {{path, tokens[at].begin, tokens[at].begin, "__html: "}});
}

/// `className={["a", b]}`
std::vector<Repair> joined_classes(const Source& source, std::uint32_t offset,
                                   std::string_view type) {
  const ScriptTokens& tokens = *source.tokens;
  if (tokens.text_of(source.token_at(offset)) != "className") return {};
  const auto value = value_at(source, offset);
  if (!value || !value->in_braces || chain_end(source, value->first) != value->end) return {};
  const bool gaps = type.contains("false") || type.contains("undefined") || type.contains("null");
  return only("Join classes.", {{std::string(source.path), value->end_byte, value->end_byte,
                                 gaps ? ".filter(Boolean).join(\" \")" : ".join(\" \")"}});
}

/// `style={{ "--accent": color }}`
std::vector<Repair> own_properties(const Source& source, std::uint32_t offset, bool at_key) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t end = 0;
  if (at_key) {
    const std::uint32_t open = opening_around(source, source.token_at(offset));
    if (open >= tokens.size() || !tokens.is_mark(open, '{')) return {};
    end = tokens[tokens.partner(open)].end;
  } else {
    const auto value = value_at(source, offset);
    if (!value || !value->in_braces || chain_end(source, value->first) != value->end) return {};
    end = value->end_byte;
  }
  std::vector<Edit> edits{{std::string(source.path), end, end, " as CSSProperties"}};
  const bool has = std::ranges::any_of(
      source.imports, [](const auto& one) { return name_in(one, "CSSProperties") != nullptr; });
  if (!has) {
    for (Edit& edit :
         with_import(source, {"CSSProperties", "", "react", ImportForm::named, true})) {
      edits.push_back(std::move(edit));
    }
  }
  return only("Let a style have properties of its own.", std::move(edits));
}

/// `icons[name]`, where the name is any text and the object has its keys.
std::vector<Repair> key_of_object(const Source& source, std::uint32_t offset,
                                  std::string_view message) {
  const bool told = message.contains("expression of type 'string' can't be used to index type '{");
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t first = source.token_at(offset);
  std::uint32_t open = first + 1;
  while (tokens.is_mark(open, '.') && tokens.is_word(open + 1)) open += 2;
  if (!told || !tokens.is_word(first) || !tokens.is_mark(open, '[')) return {};
  const std::uint32_t close = tokens.partner(open);
  if (close <= open + 1) return {};
  const std::string path(source.path);
  const std::string object(
      source.text.substr(tokens[first].begin, tokens[open].begin - tokens[first].begin));
  const bool plain = chain_end(source, open + 1) == close;
  const std::uint32_t begin = tokens[open].end;
  const std::uint32_t end = tokens[close].begin;
  std::vector<Edit> edits{{path, end, end, (plain ? "" : ")") + (" as keyof typeof " + object)}};
  if (!plain) edits.push_back({path, begin, begin, "("});
  return only("Take a text for a key of " + object + ".", std::move(edits));
}

/// The head of a function that holds the token: from its parameters to its body or arrow.
struct Head {
  std::uint32_t name = 0;  ///< what stands in front of the parameters
  std::uint32_t open = 0;
  std::uint32_t end = 0;
};

Head head_around(const Source& source, std::uint32_t use) {
  const ScriptTokens& tokens = *source.tokens;
  Head found;
  for (std::uint32_t at = 0; at + 2 < tokens.size() && at < use; ++at) {
    const bool named = tokens.is_word(at, "function") && tokens.is_word(at + 1);
    const bool arrow = tokens.is_mark(at, '=') || tokens.is_word(at, "async");
    const std::uint32_t open = named ? at + 2 : at + 1;
    if (!(named || arrow) || !tokens.is_mark(open, '(') || open > use) continue;
    std::uint32_t end = tokens.after(open);
    while (end < tokens.size() && !tokens.is_arrow(end) && !tokens.is_mark(end, '{') &&
           !tokens.is_mark(end, ';') && !tokens.is_mark(end, '=')) {
      end = tokens.after(end);
    }
    const bool body = named ? tokens.is_mark(end, '{') : tokens.is_arrow(end);
    if (body && use < end) found = {named ? at + 1 : at, open, end};
  }
  return found;
}

bool is_parameter_name(std::string_view name) {
  return !name.empty() && context::is_upper(name[0]) &&
         (name.size() == 1 || (name[0] == 'T' && context::is_upper(name[1])));
}

/// `function first(list: T[])`
std::vector<Repair> type_parameter(Workbench& bench, const Source& source, std::uint32_t offset,
                                   const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  if (!is_parameter_name(name)) return {};
  const Head head = head_around(source, source.token_at(offset));
  if (head.end == 0) return {};
  std::string list;
  std::set<std::string_view> seen;
  for (std::uint32_t at = head.open; at < head.end; ++at) {
    const std::string_view word = tokens.text_of(at);
    const bool missing = tokens.is_word(at) && is_parameter_name(word) &&
                         bench.is_said("TS2304", source.path, "'" + std::string(word) + "'");
    if (missing && seen.insert(word).second) list += (list.empty() ? "" : ", ") + std::string(word);
  }
  if (list.empty()) return {};
  const bool arrow = !tokens.is_word(head.name) || tokens.is_word(head.name, "async");
  const bool comma = arrow && source.path.ends_with(".tsx") && !list.contains(',');
  const std::uint32_t place = tokens[head.open].begin;
  return only("Declare the type parameter " + list + ".",
              {{std::string(source.path), place, place, "<" + list + (comma ? ",>" : ">")}});
}

}  // namespace

std::vector<Repair> fix_value_shapes(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string& message = problem.message;
  if (problem.code == "TS2304") {
    return type_parameter(bench, source, place.offset, quoted(message, 0));
  }
  if (problem.code == "TS7053") return key_of_object(source, place.offset, message);
  if (message.contains("type '{ __html: ")) return raw_html(source, place.offset);
  const bool own = message.contains("\"--") && message.contains("'Properties<");
  if (own) return own_properties(source, place.offset, problem.code == "TS2353");
  const std::string type = quoted(message, 0);
  const bool list = problem.code == "TS2322" && type.ends_with("[]") &&
                    message.contains("not assignable to type 'string");
  return list ? joined_classes(source, place.offset, type) : std::vector<Repair>();
}

}  // namespace sitewright::healing
