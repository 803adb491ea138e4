// Hooks whose type says nothing of what they hold, and functions that give back what React does not
// take: a reference to an element without its type, a timer kept in one, an effect or a reference
// that gives back the value of its expression.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

struct Element {
  std::string_view tag;
  std::string_view type;
};

// Source: the DOM's own names.
constexpr Element elements[] = {
    {"input", "Input"},   {"div", "Div"},     {"canvas", "Canvas"},     {"video", "Video"},
    {"audio", "Audio"},   {"form", "Form"},   {"button", "Button"},     {"textarea", "TextArea"},
    {"select", "Select"}, {"ul", "UList"},    {"ol", "OList"},          {"li", "LI"},
    {"dialog", "Dialog"}, {"img", "Image"},   {"a", "Anchor"},          {"p", "Paragraph"},
    {"span", "Span"},     {"table", "Table"}, {"label", "Label"},       {"details", "Details"},
    {"iframe", "IFrame"}, {"pre", "Pre"},     {"fieldset", "FieldSet"}, {"progress", "Progress"}};

std::string type_of_tag(std::string_view tag) {
  if (tag == "svg") return "SVGSVGElement";
  if (tag.empty() || context::is_upper(tag[0]) || tag.contains('.')) return {};
  if (tag.size() == 2 && tag[0] == 'h' && context::is_digit(tag[1])) return "HTMLHeadingElement";
  for (const Element& one : elements) {
    if (one.tag == tag) return "HTML" + std::string(one.type) + "Element";
  }
  for (const std::string_view one : {"path", "circle", "rect", "g", "line", "polyline"}) {
    if (one == tag) return {};
  }
  return "HTMLElement";
}

/// The `useRef` of `const name = useRef(null)` and `useRef()`; tokens.size() where there is none.
std::uint32_t untyped_reference(const ScriptTokens& tokens, std::string_view name) {
  std::uint32_t found = tokens.size();
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    if (!tokens.is_word(at, name) || !tokens.is_mark(at + 1, '=')) continue;
    std::uint32_t hook = at + 2;
    if (tokens.is_word(hook, "React") && tokens.is_mark(hook + 1, '.')) hook += 2;
    if (!tokens.is_word(hook, "useRef") || !tokens.is_mark(hook + 1, '(')) continue;
    const std::uint32_t close = tokens.partner(hook + 1);
    if (close > hook + 3 || (close == hook + 3 && !tokens.is_word(hook + 2, "null"))) continue;
    // Two of a name in one file: which one is meant cannot be told.
    if (found < tokens.size()) return tokens.size();
    found = hook;
  }
  return found;
}

/// The element whose tag has ref={name}; empty where several kinds have.
std::string held_element(const ScriptTokens& tokens, std::string_view name) {
  std::string out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool held = tokens[at].kind == TokenKind::jsx_name && tokens.text_of(at) == "ref" &&
                      tokens.is_mark(at + 2, '{') && tokens.is_word(at + 3, name) &&
                      tokens.partner(at + 2) == at + 4;
    if (!held) continue;
    const std::string type = type_of_tag(tokens.text_of(tag_before(tokens, at)).substr(1));
    if (type.empty() || (!out.empty() && out != type)) return {};
    out = type;
  }
  return out;
}

std::vector<Edit> with_argument(const Source& source, std::uint32_t hook, const std::string& type) {
  const ScriptTokens& tokens = *source.tokens;
  const bool empty = tokens.partner(hook + 1) == hook + 2;
  return {{std::string(source.path), tokens[hook].end, tokens[hook + 1].end,
           "<" + type + (empty ? ">(null" : ">(")}};
}

/// The name in front of `.current` at the token, or of what is read out of one: `const el =
/// box.current`.
std::string_view reference_at(const ScriptTokens& tokens, std::uint32_t at) {
  if (at < 2 || at >= tokens.size()) return {};
  const auto current = [&](std::uint32_t word) {
    return word > 1 && tokens.is_word(word, "current") && tokens.is_mark(word - 1, '.') &&
           tokens.is_word(word - 2);
  };
  if (current(at + 2)) return tokens.text_of(at);
  if (current(at - 2)) return tokens.text_of(at - 4);
  if (!tokens.is_word(at - 2)) return {};
  const std::string_view local = tokens.text_of(at - 2);
  for (std::uint32_t word = 1; word + 4 < tokens.size(); ++word) {
    const bool made = tokens.is_word(word, local) && tokens.is_mark(word + 1, '=') &&
                      current(word + 4) && tokens.is_word(word - 1, "const");
    if (made) return tokens.text_of(word + 2);
  }
  return {};
}

/// Where the file is told that this reference may be empty, it is asked.
void ask_first(Workbench& bench, const Source& source, std::string_view name,
               std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (const Problem& one : bench.problems()) {
    if (one.code != "TS18047" || one.file != source.path) continue;
    const std::uint32_t at = source.token_at(bench.place_of(one).offset);
    const std::uint32_t dot = at + 3;
    if (!tokens.is_word(at, name) || !tokens.is_mark(dot, '.')) continue;
    const std::uint32_t end = chain_end(source, at);
    const bool assigned = tokens.is_mark(end, '=') && !tokens.is_mark(end + 1, '=');
    const std::uint32_t begin = tokens[dot].begin;
    edits.push_back(
        {std::string(source.path), begin, assigned ? begin : begin + 1, assigned ? "!" : "?."});
  }
}

std::vector<Repair> untyped_element(Workbench& bench, const Source& source, std::string_view name) {
  const std::uint32_t hook = untyped_reference(*source.tokens, name);
  const std::string type = held_element(*source.tokens, name);
  if (hook >= source.tokens->size() || type.empty()) return {};
  std::vector<Edit> edits = with_argument(source, hook, type);
  ask_first(bench, source, name, edits);
  return only("Say that " + std::string(name) + " holds an element.", std::move(edits));
}

/// `timer.current = setTimeout(…)`, told as "'Timeout' is not assignable to type 'null'".
std::vector<Repair> untyped_value(const Source& source, std::uint32_t offset,
                                  const std::string& message) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const std::string_view name = reference_at(tokens, at);
  const std::uint32_t hook = untyped_reference(tokens, name);
  if (hook >= tokens.size() || !tokens.is_mark(at + 3, '=')) return {};
  std::string type = quoted(message, 0);
  for (const std::string_view timer : {"setTimeout", "setInterval"}) {
    if (tokens.is_word(at + 4, timer)) type = "ReturnType<typeof " + std::string(timer) + ">";
  }
  const bool plain = type == "string" || type == "number" || type.starts_with("ReturnType<") ||
                     (type.starts_with("HTML") && !type.contains(' '));
  if (!plain) return {};
  return only("Say what " + std::string(name) + " holds.",
              with_argument(source, hook, type + " | null"));
}

/// Braces around what the arrow gives, so that nothing is given back.
std::vector<Edit> in_braces(const Source& source, std::uint32_t arrow) {
  const ScriptTokens& tokens = *source.tokens;
  if (!tokens.is_arrow(arrow) || tokens.is_mark(arrow + 1, '{')) return {};
  const std::uint32_t first = arrow + 1;
  std::uint32_t end = first;
  while (end < tokens.size() && !tokens.is_mark(end, ',') && !tokens.is_mark(end, ';') &&
         !tokens.is_mark(end, ')') && !tokens.is_mark(end, '}') &&
         !(end > first && tokens[end].after_newline && tokens.is_word(end))) {
    end = tokens.after(end);
  }
  if (end <= first || end >= tokens.size()) return {};
  const std::string path(source.path);
  // A group is no statement of its own.
  const bool group = tokens.is_mark(first, '(') && tokens.after(first) == end;
  if (group && end < first + 3) return {};
  const std::uint32_t stop = tokens[end - 1].end;
  return {{path, tokens[first].begin, group ? tokens[first].end : tokens[first].begin, "{ "},
          {path, group ? tokens[end - 1].begin : stop, stop, "; }"}};
}

/// `ref={(el) => (items.current[i] = el)}`
std::vector<Repair> reference_function(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at + 4 >= tokens.size() || tokens.text_of(at) != "ref" || !tokens.is_mark(at + 2, '{')) {
    return {};
  }
  std::vector<Edit> edits = in_braces(source, tokens.after(at + 3));
  if (edits.empty()) return {};
  return only("Let a reference give nothing back.", std::move(edits));
}

struct Ended {
  std::string_view begins;
  std::string_view ends;
};

constexpr std::array ended{Ended{"setTimeout", "clearTimeout"},
                           Ended{"setInterval", "clearInterval"},
                           Ended{"requestAnimationFrame", "cancelAnimationFrame"}};

/// `return setInterval(…)` and `() => setInterval(…)`: kept, and ended by what is given back.
std::vector<Edit> ended_timer(const Source& source, std::uint32_t arrow) {
  const ScriptTokens& tokens = *source.tokens;
  const bool block = tokens.is_mark(arrow + 1, '{');
  std::uint32_t value = arrow + 1;
  if (block) {
    for (value = arrow + 2; value < tokens.partner(arrow + 1); value = tokens.after(value)) {
      if (tokens.is_word(value, "return")) break;
    }
    ++value;
  }
  std::uint32_t call = value;
  if (tokens.is_word(call, "window") && tokens.is_mark(call + 1, '.')) call += 2;
  const auto found = std::ranges::find(ended, tokens.text_of(call), &Ended::begins);
  if (found == ended.end() || !tokens.is_mark(call + 1, '(')) return {};
  const std::uint32_t close = tokens.partner(call + 1);
  if (close >= tokens.size()) return {};
  const bool semicolon = block && tokens.is_mark(close + 1, ';');
  if (block && !semicolon && !tokens.is_mark(close + 1, '}')) return {};
  const std::string path(source.path);
  bool taken = false;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) taken = taken || tokens.is_word(at, "timer");
  const std::string name = taken ? "started" : "timer";
  const std::string give = " return () => " + std::string(found->ends) + "(" + name + ");";
  const std::uint32_t end = tokens[semicolon ? close + 1 : close].end;
  const std::uint32_t begin = tokens[block ? value - 1 : value].begin;
  const std::string kept = (block ? "const " : "{ const ") + name + " = ";
  return {{path, begin, tokens[value].begin, kept},
          {path, end, end, (semicolon ? "" : ";") + give + (block ? "" : " }")}};
}

/// A function to end it that gives back a value: `return () => all.delete(x)`.
std::vector<Edit> ends_in_braces(const Source& source, std::uint32_t block) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = block + 1; at < tokens.partner(block); at = tokens.after(at)) {
    if (!tokens.is_word(at, "return") || !tokens.is_mark(at + 1, '(')) continue;
    out = in_braces(source, tokens.after(at + 1));
  }
  return out;
}

/// `useEffect(() => run())`, told of at its value or at the function.
std::vector<Repair> effect(const Source& source, std::uint32_t offset, bool at_value) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at == 0 || (!at_value && !tokens.is_mark(at, '('))) return {};
  const std::uint32_t arrow = at_value ? at - 1 : tokens.after(at);
  if (!tokens.is_arrow(arrow)) return {};
  std::vector<Edit> edits = ended_timer(source, arrow);
  if (edits.empty()) {
    edits = tokens.is_mark(arrow + 1, '{') ? ends_in_braces(source, arrow + 1)
                                           : in_braces(source, arrow);
  }
  if (edits.empty()) return {};
  return only("Let an effect give back only what ends it.", std::move(edits));
}

/// `NodeJS.Timeout` without Node's types.
std::vector<Repair> timers_of_node(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool timer = tokens.is_word(at, "NodeJS") && tokens.is_mark(at + 1, '.') &&
                       (tokens.is_word(at + 2, "Timeout") || tokens.is_word(at + 2, "Timer"));
    if (!timer) continue;
    edits.push_back({std::string(source.path), tokens[at].begin, tokens[at + 2].end,
                     "ReturnType<typeof setTimeout>"});
  }
  if (edits.empty()) return {};
  return only("Take the type of a timer from what makes it.", std::move(edits));
}

}  // namespace

std::vector<Repair> fix_hook_types(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string& message = problem.message;
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(place.offset);
  if (problem.code == "TS2503") {
    return quoted(message, 0) == "NodeJS" ? timers_of_node(source) : std::vector<Repair>();
  }
  if (message.contains("VoidOrUndefinedOnly")) return reference_function(source, place.offset);
  if (message.contains("to type 'void | Destructor'")) {
    return effect(source, place.offset, problem.code == "TS2322");
  }
  if (problem.code == "TS2554") {
    // useRef() is told of at its name, which stands behind the one it is given to.
    const bool called = at > 1 && tokens.is_word(at, "useRef");
    return called ? untyped_element(bench, source, tokens.text_of(at - 2)) : std::vector<Repair>();
  }
  if (message.contains("not assignable to type 'null'")) {
    return untyped_value(source, place.offset, message);
  }
  const bool unknown = message.contains("on type 'never'") || message.contains("on type '{}'") ||
                       problem.code == "TS18047";
  if (unknown) return untyped_element(bench, source, reference_at(tokens, at));
  if (message.contains("'RefObject<unknown>'") || message.contains("'RefObject<null>'")) {
    if (tokens.text_of(at) != "ref") return {};
    return untyped_element(bench, source, tokens.text_of(at + 3));
  }
  return {};
}

}  // namespace sitewright::healing
