// What an event, a field and a number hold where another kind of value is wanted: `event.value`,
// `setName(event.target)`, onChange={setName}, a number for a text.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/type_pairs.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// `event.target.value` of an event whose target is any element, and `event.value`.
std::vector<Repair> member_of_event(Workbench& bench, const Source& source, const Problem& problem,
                                    std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string name = quoted(problem.message, 0);
  const std::string type = quoted(problem.message, 1);
  const bool of_field = name == "value" || name == "checked" || name == "files";
  if (!of_field || at < 3 || !tokens.is_word(at, name) || !tokens.is_mark(at - 1, '.')) return {};
  const std::string path(source.path);
  // The target of the browser's own events may be missing as well: those tell no element at all.
  const bool own = !bench.is_said("TS18047", source.path, "target' is possibly");
  if (type == "EventTarget" && own && tokens.is_word(at - 2, "target")) {
    return only("Read " + name + " of the field itself.",
                {{path, tokens[at - 2].begin, tokens[at - 2].end, "currentTarget"}});
  }
  if (!type.contains("Event<HTML")) return {};
  const std::uint32_t begin = tokens[at].begin;
  return only("Read " + name + " of the event's field.",
              {{path, begin, begin, type.contains("ChangeEvent<") ? "target." : "currentTarget."}});
}

/// `document.querySelector("#name").value`: any element has none.
std::vector<Repair> member_of_found(const Source& source, const Problem& problem,
                                    std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string name = quoted(problem.message, 0);
  const bool of_field = name == "value" || name == "checked" || name == "files";
  const bool of_html = name == "focus" || name == "style" || name == "click" || name == "dataset" ||
                       name == "innerText" || name == "hidden" || name.starts_with("offset");
  if (quoted(problem.message, 1) != "Element" || (!of_field && !of_html)) return {};
  std::uint32_t call = at;
  while (call > 0 && source.line_of(tokens[call].begin) == source.line_of(tokens[at].begin) &&
         !tokens.is_word(call, "querySelector")) {
    --call;
  }
  if (!tokens.is_word(call, "querySelector") || !tokens.is_mark(call + 1, '(')) return {};
  return only("Say which kind of element is looked for.",
              {{std::string(source.path), tokens[call].end, tokens[call].end,
                of_field ? "<HTMLInputElement>" : "<HTMLElement>"}});
}

/// Whether the tag in front of the token is a box to tick.
bool is_box(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  for (const Attribute& one : attributes_of(tokens, tag_before(tokens, at))) {
    if (tokens.text_of(one.name) == "type") {
      return tokens.text_of(one.name + 2).contains("checkbox");
    }
  }
  return false;
}

/// What a state of that type takes of a field; empty where it cannot be told.
std::string read_of(const std::string& field, std::string_view type, bool box) {
  constexpr std::string_view state = "SetStateAction<";
  if (type.starts_with(state)) type = type.substr(state.size(), type.size() - state.size() - 1);
  if (type == "boolean") return box ? field + ".checked" : std::string();
  if (box) return {};
  if (type == "number") return "Number(" + field + ".value)";
  return type == "string" || type.starts_with("string | ") ? field + ".value" : std::string();
}

/// `setName(event.target)`, and `setCount(event.target.value)` of a state that is no text.
std::vector<Repair> field_as_state(const Source& source, std::uint32_t at, const Types& types) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t end = chain_end(source, at);
  if (end < at + 3 || (!tokens.is_mark(end, ')') && !tokens.is_mark(end, ','))) return {};
  const std::uint32_t past = tokens[end - 1].end;
  if (types.is == "string" && tokens.is_word(end - 1, "value") && end > at + 4) {
    if (types.wanted.contains("string")) return {};
    end -= 2;
  } else if (!types.is.starts_with("EventTarget & HTML")) {
    return {};
  }
  if (!tokens.is_word(end - 1, "target") && !tokens.is_word(end - 1, "currentTarget")) return {};
  const std::uint32_t begin = tokens[at].begin;
  const std::string field(source.text.substr(begin, tokens[end - 1].end - begin));
  const std::string with = read_of(field, types.wanted, is_box(source, at));
  if (with.empty()) return {};
  return only("Write " + with + ".", {{std::string(source.path), begin, past, with}});
}

/// onChange={setName}
std::vector<Repair> setter_as_handler(const Source& source, std::uint32_t at, const Types& types) {
  constexpr std::string_view setter = "Dispatch<";
  const ScriptTokens& tokens = *source.tokens;
  const bool bare = tokens[at].kind == TokenKind::jsx_name && tokens.is_mark(at + 2, '{') &&
                    tokens.is_word(at + 3) && tokens.partner(at + 2) == at + 4;
  bool of_field = false;
  for (const std::string_view element : {"Input", "TextArea", "Select"}) {
    of_field = of_field || types.wanted.contains("Handler<HTML" + std::string(element) + "Element");
  }
  if (!bare || !of_field || !types.is.starts_with(setter)) return {};
  const bool changes = types.wanted.contains("ChangeEventHandler");
  const std::string state = types.is.substr(setter.size(), types.is.size() - setter.size() - 1);
  const std::string read =
      read_of(changes ? "event.target" : "event.currentTarget", state, is_box(source, at));
  if (read.empty() || !(changes || tokens.text_of(at) == "onInput")) return {};
  const std::string with = "(event) => " + std::string(tokens.text_of(at + 3)) + "(" + read + ")";
  return only("Write " + std::string(tokens.text_of(at)) + "={" + with + "}.",
              {{std::string(source.path), tokens[at + 3].begin, tokens[at + 3].end, with}});
}

/// The part of a value that is to be a text: behind an assignment, in front of another branch.
/// Empty where it is more than one expression.
Span operand(const ScriptTokens& tokens, const Value& value) {
  Span out{value.first, value.end};
  std::uint32_t asked = 0;
  for (std::uint32_t at = value.first; at < value.end; at = tokens.after(at)) {
    if (tokens.is_arrow(at)) return {};
    if (tokens.is_mark(at, '?') && !tokens.is_mark(at + 1, '?') && !tokens.is_mark(at - 1, '?')) {
      ++asked;
    }
    if (tokens.is_mark(at, ':') && asked-- == 0) {
      out.end = at;
      break;
    }
    const bool sets = tokens.is_mark(at, '=') && !tokens.is_mark(at + 1, '=') && at > 0 &&
                      (tokens.is_word(at - 1) || tokens.is_mark(at - 1, ']'));
    if (sets) out.begin = at + 1;
  }
  return out;
}

/// Whether what takes the argument is the browser's, so that its type cannot be what is wrong.
bool is_of_browser(const Source& source, std::uint32_t argument) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, argument);
  if (open >= tokens.size() || open == 0 || !tokens.is_mark(open, '(')) return false;
  constexpr std::string_view names =
      " setItem encodeURIComponent setAttribute parseInt parseFloat ";
  return names.contains(" " + std::string(tokens.text_of(open - 1)) + " ");
}

/// `localStorage.setItem("count", count)`
std::vector<Repair> number_as_text(const Source& source, std::uint32_t offset, const Types& types) {
  constexpr std::string_view texts = "|string|string | undefined|string | null|";
  if (types.is != "number" || !texts.contains("|" + types.wanted + "|")) return {};
  const ScriptTokens& tokens = *source.tokens;
  auto value = value_at(source, offset);
  // A branch is followed by a colon as a key is.
  const std::uint32_t at = source.token_at(offset);
  if (at > 0 && tokens.is_mark(at - 1, '?')) value = Value{.first = at, .end = tokens.size()};
  if (!value || (value->is_attribute && !value->in_braces)) return {};
  const auto [first, end] = operand(tokens, *value);
  if (first >= end) return {};
  // A number that is written there is put in quotes.
  if (end == first + 1 && !tokens.is_word(first)) return {};
  if (context::is_digit(tokens.text_of(first)[0]) && end == first + 1) return {};
  const std::string path(source.path);
  const std::uint32_t open = opening_around(source, first);
  const bool shorthand = end == first + 1 && open < tokens.size() && tokens.is_mark(open, '{') &&
                         !value->is_attribute && !tokens.is_word(first - 1, "return") &&
                         (tokens.is_mark(first - 1, '{') || tokens.is_mark(first - 1, ',')) &&
                         (tokens.is_mark(end, ',') || tokens.is_mark(end, '}'));
  const std::string key = shorthand ? std::string(tokens.text_of(first)) + ": " : "";
  std::vector<Repair> out = only("Write a number as a text.",
                                 {{path, tokens[first].begin, tokens[first].begin, key + "String("},
                                  {path, tokens[end - 1].end, tokens[end - 1].end, ")"}});
  out.front().unique = is_of_browser(source, first);
  return out;
}

}  // namespace

std::vector<Repair> fix_event_values(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::uint32_t at = source.token_at(place.offset);
  if (at >= source.tokens->size()) return {};
  if (problem.code == "TS2339") {
    auto found = member_of_found(source, problem, at);
    return found.empty() ? member_of_event(bench, source, problem, at) : found;
  }
  const std::vector<Types> pairs = types_in(problem.message);
  if (pairs.empty()) return {};
  const Types& types = pairs.front();
  if (auto found = setter_as_handler(source, at, types); !found.empty()) return found;
  if (auto found = field_as_state(source, at, types); !found.empty()) return found;
  return number_as_text(source, place.offset, types);
}

}  // namespace sitewright::healing
