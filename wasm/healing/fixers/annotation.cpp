// Declarations that say too little or too much: parameters of components and of event handlers
// without a type, constants that are written to.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// The parameter's pattern { a, b } without a type, where the file has one for it.
std::vector<Repair> component_props(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  std::uint32_t open = opening_around(source, at);
  if (open >= tokens.size() || !tokens.is_mark(open, '{')) return {};
  if (open == 0 || !tokens.is_mark(open - 1, '(')) return {};
  std::string component;
  for (std::uint32_t back = open; back-- > 0 && open - back < 10;) {
    if (tokens.is_word(back) && !tokens.is_word(back, "function")) {
      component = tokens.text_of(back);
      break;
    }
  }
  std::vector<std::string> types;
  for (const context::Symbol& symbol : source.symbols.symbols) {
    if (symbol.kind == context::SymbolKind::type) types.emplace_back(symbol.name);
  }
  std::string type;
  for (const std::string& one :
       {component + "Props", component + "Properties", std::string("Props")}) {
    if (type.empty() && std::ranges::contains(types, one)) type = one;
  }
  if (type.empty()) {
    std::erase_if(types, [](const std::string& one) { return !one.ends_with("Props"); });
    if (types.size() == 1) type = types.front();
  }
  if (type.empty()) return {};
  const std::uint32_t end = tokens[tokens.partner(open)].end;
  return only("Say that " + component + " takes " + type + ".",
              {{std::string(source.path), end, end, ": " + type}});
}

struct Handler {
  std::string_view attribute;
  std::string_view type;
};

constexpr std::array handlers{
    Handler{"onChange", "ChangeEvent"},    Handler{"onInput", "FormEvent"},
    Handler{"onSubmit", "FormEvent"},      Handler{"onClick", "MouseEvent"},
    Handler{"onKeyDown", "KeyboardEvent"}, Handler{"onKeyUp", "KeyboardEvent"},
    Handler{"onFocus", "FocusEvent"},      Handler{"onBlur", "FocusEvent"},
    Handler{"onMouseEnter", "MouseEvent"}, Handler{"onMouseLeave", "MouseEvent"}};

std::string element_type(std::string_view tag) {
  if (tag == "input") return "HTMLInputElement";
  if (tag == "textarea") return "HTMLTextAreaElement";
  if (tag == "select") return "HTMLSelectElement";
  if (tag == "form") return "HTMLFormElement";
  if (tag == "button") return "HTMLButtonElement";
  if (tag == "a") return "HTMLAnchorElement";
  if (tag == "div") return "HTMLDivElement";
  return "HTMLElement";
}

/// The name of the function whose parameter stands at the token.
std::string function_of(const ScriptTokens& tokens, std::uint32_t parameter) {
  for (std::uint32_t back = parameter; back-- > 0 && parameter - back < 8;) {
    if (tokens.is_word(back, "function") && tokens.is_word(back + 1)) {
      return std::string(tokens.text_of(back + 1));
    }
    if ((tokens.is_word(back, "const") || tokens.is_word(back, "let")) &&
        tokens.is_word(back + 1)) {
      return std::string(tokens.text_of(back + 1));
    }
  }
  return {};
}

/// `function onPick(event)` that some onChange={onPick} takes.
std::vector<Repair> event_handler(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at >= tokens.size() || !tokens.is_word(at)) return {};
  const std::string function = function_of(tokens, at);
  if (function.empty()) return {};
  for (std::uint32_t use = 0; use + 3 < tokens.size(); ++use) {
    if (tokens[use].kind != TokenKind::jsx_name || !tokens.is_mark(use + 1, '=')) continue;
    if (!tokens.is_mark(use + 2, '{') || !tokens.is_word(use + 3, function)) continue;
    const auto handler = std::ranges::find(handlers, tokens.text_of(use), &Handler::attribute);
    if (handler == handlers.end()) continue;
    std::uint32_t open = use;
    while (open > 0 && tokens[open].kind != TokenKind::jsx_open) --open;
    const std::string type(handler->type);
    const std::string element = element_type(tokens.text_of(open).substr(1));
    const bool bare = at > 0 && !tokens.is_mark(at - 1, '(') && !tokens.is_mark(at - 1, ',');
    const std::string path(source.path);
    std::vector<Edit> edits;
    if (bare) edits.push_back({path, tokens[at].begin, tokens[at].begin, "("});
    edits.push_back({path, tokens[at].end, tokens[at].end,
                     ": " + type + "<" + element + ">" + (bare ? ")" : "")});
    bool imported = false;
    for (const ImportClause& clause : source.imports) imported = imported || name_in(clause, type);
    if (!imported) {
      for (Edit& edit : with_import(source, {type, "", "react", ImportForm::named, true})) {
        edits.push_back(std::move(edit));
      }
    }
    return only("Say what " + function + " takes.", std::move(edits));
  }
  return {};
}

/// What nothing tells the type of may be anything; others know better.
std::vector<Repair> any_parameter(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (!tokens.is_word(at)) return {};
  const std::string path(source.path);
  const bool bare = tokens.is_arrow(at + 1) && !(at > 0 && tokens.is_mark(at - 1, '('));
  std::vector<Edit> edits;
  if (bare) edits.push_back({path, tokens[at].begin, tokens[at].begin, "("});
  edits.push_back({path, tokens[at].end, tokens[at].end, bare ? ": any)" : ": any"});
  std::vector<Repair> out =
      only("Let " + std::string(tokens.text_of(at)) + " be anything.", std::move(edits));
  out.front().unique = false;
  return out;
}

/// const that is assigned to becomes let: the nearest one above the assignment.
std::vector<Repair> not_constant(const Source& source, std::uint32_t offset,
                                 const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t nearest = 0;
  for (std::uint32_t at = 1; at < tokens.size() && tokens[at].begin <= offset; ++at) {
    if (tokens.is_word(at, name) && tokens.is_word(at - 1, "const")) nearest = at;
  }
  if (nearest == 0) return {};
  const context::Token& word = tokens[nearest - 1];
  return only("Let " + name + " change.",
              {{std::string(source.path), word.begin, word.end, "let"}});
}

/// The first type of the message that a list which is empty so far could hold; "any" when none is.
std::string element_in(std::string_view message) {
  for (std::size_t at = message.find("ype '"); at != std::string_view::npos;
       at = message.find("ype '", at + 5)) {
    std::string_view type = message.substr(at + 5);
    type = type.substr(0, type.find('\''));
    // "(was: never[]) => { id: number; }[]": what a function makes of the list before it.
    if (const std::size_t arrow = type.rfind("=> "); arrow != std::string_view::npos) {
      type.remove_prefix(arrow + 3);
    }
    if (type.contains("never") || type.contains("...") || type.contains("SetStateAction")) continue;
    if (type.ends_with("[]")) type.remove_suffix(2);
    const bool braced = !type.contains(' ') || (type.starts_with('{') && type.ends_with('}'));
    if (!type.empty() && braced && type != "undefined" && type != "null") return std::string(type);
  }
  return "any";
}

/// Whether the member at the place is of what a function takes: an item of some list.
bool is_item(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t member = source.token_at(offset);
  const std::string_view name = member > 1 ? tokens.text_of(member - 2) : std::string_view();
  for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
    const bool first = tokens.is_word(at, name) && tokens.is_mark(at - 1, '(');
    if (first &&
        (tokens.is_arrow(at + 1) || tokens.is_mark(at + 1, ',') || tokens.is_arrow(at + 2))) {
      return true;
    }
  }
  return false;
}

/// `useState([])` holds nothing that anybody could put in: what it holds is told by the message.
/// The state is the one that the line names, or the only one of its kind.
std::vector<Repair> list_state(const Source& source, std::uint32_t offset,
                               const std::string& message) {
  if (!message.contains("never[]") && !message.contains("'never'")) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(offset);
  std::vector<std::uint32_t> states;
  std::vector<std::uint32_t> named;
  for (std::uint32_t at = 2; at + 3 < tokens.size(); ++at) {
    const bool empty = (tokens.is_word(at, "useState") || tokens.is_word(at, "useRef")) &&
                       tokens.is_mark(at + 1, '(') && tokens.is_mark(at + 2, '[') &&
                       tokens.is_mark(at + 3, ']');
    if (!empty) continue;
    states.push_back(at);
    for (std::uint32_t name = at; name-- > 0 && !tokens.is_word(name, "const");) {
      if (!tokens.is_word(name)) continue;
      for (std::uint32_t use = source.token_at(source.line_begin(line));
           use < tokens.size() && tokens.line_of(tokens[use].begin) <= line; ++use) {
        if (tokens.is_word(use, tokens.text_of(name))) named.push_back(at);
      }
    }
  }
  const std::vector<std::uint32_t>& meant = named.empty() ? states : named;
  if (meant.empty() || (named.empty() && states.size() > 1)) return {};
  if (named.empty() && !message.contains("never[]") && !is_item(source, offset)) return {};
  const std::uint32_t place = tokens[meant.front()].end;
  const std::string type = element_in(message) + "[]";
  std::vector<Repair> out = only("Say what the state holds.",
                                 {{std::string(source.path), place, place, "<" + type + ">"}});
  out.front().unique = type != "any[]";
  return out;
}

/// `(event: KeyboardEvent) =>` where React's event is meant and the browser's is written.
std::vector<Repair> event_of_react(const Source& source, const std::string& message) {
  if (!message.contains("EventHandler<")) return {};
  const std::size_t end = message.find("Event) => ");
  if (end == std::string::npos) return {};
  std::size_t begin = end;
  while (begin > 0 && context::is_word_byte(message[begin - 1])) --begin;
  const std::string type = message.substr(begin, end + 5 - begin);
  const auto known = std::ranges::find(handlers, type, &Handler::type);
  if (known == handlers.end()) return {};
  for (const ImportClause& clause : source.imports) {
    if (name_in(clause, type) != nullptr) return {};
  }
  return only("Import " + type + " from react.",
              with_import(source, {type, "", "react", ImportForm::named, true}));
}

/// `(event: Event) =>` where the attribute at the place hands over an event of React.
std::vector<Repair> event_of_attribute(const Source& source, std::uint32_t offset,
                                       const std::string& message) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const std::uint32_t open = tag_before(tokens, at);
  const auto handler = std::ranges::find(handlers, tokens.text_of(at), &Handler::attribute);
  if (!message.contains(": Event) => ") || handler == handlers.end() || open >= tokens.size()) {
    return {};
  }
  std::uint32_t found = tokens.size();
  for (std::uint32_t one = 1; one < tokens.size(); ++one) {
    if (!tokens.is_word(one, "Event") || !tokens.is_mark(one - 1, ':')) continue;
    if (found < tokens.size()) return {};
    found = one;
  }
  if (found >= tokens.size()) return {};
  const std::string type(handler->type);
  std::vector<Edit> edits{{std::string(source.path), tokens[found].begin, tokens[found].end,
                           type + "<" + element_type(tokens.text_of(open).substr(1)) + ">"}};
  bool imported = false;
  for (const ImportClause& clause : source.imports) imported = imported || name_in(clause, type);
  if (!imported) {
    for (Edit& edit : with_import(source, {type, "", "react", ImportForm::named, true})) {
      edits.push_back(std::move(edit));
    }
  }
  return only("Take the event of React.", std::move(edits));
}

bool is_primitive(std::string_view type) {
  return type == "string" || type == "number" || type == "boolean";
}

/// `function price(): number` that gives back a text: what it gives back is what it says.
std::vector<Repair> returned_type(const Source& source, std::uint32_t offset,
                                  const std::string& message) {
  const std::string is = quoted(message, 0);
  const std::string wanted = quoted(message, 1);
  if (!is_primitive(is) || !is_primitive(wanted) || message.contains('\n')) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  for (std::uint32_t open = opening_around(source, at); open < tokens.size();
       open = opening_around(source, open)) {
    if (open < 3) return {};
    const std::uint32_t type = tokens.is_arrow(open - 1) ? open - 2 : open - 1;
    const bool says = tokens.is_mark(open, '{') && tokens.is_word(type, wanted) &&
                      tokens.is_mark(type - 1, ':') && tokens.is_mark(type - 2, ')');
    if (!says) continue;
    const Span statement = statement_around(source, at);
    if (!tokens.is_word(statement.begin, "return")) return {};
    return only("Say that a function gives back a " + is + ".",
                {{std::string(source.path), tokens[type].begin, tokens[type].end, is}});
  }
  return {};
}

/// `useState<string>(false)`, `useState<string>(null)`, `useState<Item>([])`: the type of what it
/// begins with, or with it.
std::vector<Repair> state_type(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = source.token_at(offset);
  // Of a list that holds something else the place is within it.
  while (at > 0 && !tokens.is_mark(at - 1, '(') && !tokens.is_word(at - 1)) --at;
  const bool call = at > 4 && tokens.is_mark(at - 1, '(') && tokens.is_mark(at - 2, '>') &&
                    tokens.is_mark(tokens.after(at), ')');
  if (!call) return {};
  std::uint32_t open = at - 2;
  while (open > 0 && !tokens.is_word(open, "useState") && at - open < 40) --open;
  const std::uint32_t first = open + 2;
  if (!tokens.is_word(open, "useState") || !tokens.is_mark(open + 1, '<') || first > at - 3) {
    return {};
  }
  const std::string path(source.path);
  const std::uint32_t end = tokens[at - 3].end;
  const std::string_view value = tokens.text_of(at);
  const std::string was(source.text.substr(tokens[first].begin, end - tokens[first].begin));
  const auto say = [&](std::string type) {
    std::string summary = "Say that the state holds " + type + ".";
    return only(std::move(summary), {{path, tokens[first].begin, end, std::move(type)}});
  };
  const bool nothing = value == "null" || value == "undefined";
  if (nothing && !was.contains(value)) return say(was + " | " + std::string(value));
  const bool single = first == at - 3;
  if (single && tokens.is_mark(at, '[') && tokens.partner(at) == at + 1) return say(was + "[]");
  const bool text = tokens[at].kind == context::TokenKind::string;
  const bool truth = value == "true" || value == "false";
  const bool number = !value.empty() && context::is_digit(value.front());
  if (!single || !is_primitive(was) || !(text || truth || number)) return {};
  return say(text ? "string" : truth ? "boolean" : "number");
}

/// `useRef<HTMLSpanElement>` for what is the reference of another element.
std::vector<Repair> element_type(const Source& source, const std::string& message) {
  const auto between = [&](std::string_view begin) {
    const std::size_t at = message.find(begin);
    if (at == std::string::npos) return std::string();
    const std::size_t from = at + begin.size();
    std::size_t end = from;
    while (end < message.size() && context::is_word_byte(message[end])) ++end;
    return message.substr(from, end - from);
  };
  const std::string is = between("'RefObject<");
  const std::string wanted = between("'Ref<");
  if (!is.starts_with("HTML") || !wanted.starts_with("HTML") || is == wanted) return {};
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 2; at < tokens.size(); ++at) {
    const bool held =
        tokens.is_word(at, is) && tokens.is_mark(at - 1, '<') && tokens.is_word(at - 2, "useRef");
    if (held) edits.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, wanted});
  }
  if (edits.size() != 1) return {};
  return only("Let a reference be of a " + wanted + ".", std::move(edits));
}

/// `if (a = b)`, `{a = b && <p />}`: where a value is asked for, a constant is compared.
std::vector<Repair> compared(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const bool given = at > 1 && tokens.is_word(at) && tokens.is_mark(at + 1, '=') &&
                     at + 2 < tokens.size() && tokens[at + 2].begin > tokens[at + 1].end;
  if (!given) return {};
  const std::uint32_t around = opening_around(source, at - 1);
  const bool among_elements = tokens.is_mark(at - 1, '{') && around < tokens.size() &&
                              tokens[around].kind == TokenKind::jsx_open;
  const bool of_control = tokens.is_mark(at - 1, '(') &&
                          (tokens.is_word(at - 2, "if") || tokens.is_word(at - 2, "while"));
  const char before = source.text[tokens[at - 1].end - 1];
  const bool joined = before == '&' || before == '|';
  if (!among_elements && !of_control && !joined) return {};
  return only("Compare " + std::string(tokens.text_of(at)) + " where a condition stands.",
              {{std::string(source.path), tokens[at + 1].begin, tokens[at + 1].end, "==="}});
}

}  // namespace

std::vector<Repair> fix_annotation(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  if (problem.code == "TS2588") {
    if (auto condition = compared(source, place.offset); !condition.empty()) return condition;
    return not_constant(source, place.offset, quoted(problem.message, 0));
  }
  if (problem.code == "TS7031") return component_props(source, place.offset);
  if (problem.code == "TS7006") {
    std::vector<Repair> out = event_handler(source, place.offset);
    for (Repair& one : any_parameter(source, place.offset)) out.push_back(std::move(one));
    return out;
  }
  if (auto state = list_state(source, place.offset, problem.message); !state.empty()) return state;
  if (auto state = state_type(source, place.offset); !state.empty()) return state;
  if (auto type = returned_type(source, place.offset, problem.message); !type.empty()) return type;
  if (auto type = element_type(source, problem.message); !type.empty()) return type;
  if (problem.code == "TS2322" || problem.code == "TS2769") {
    auto event = event_of_attribute(source, place.offset, problem.message);
    if (!event.empty()) return event;
    return event_of_react(source, problem.message);
  }
  return {};
}

}  // namespace sitewright::healing
