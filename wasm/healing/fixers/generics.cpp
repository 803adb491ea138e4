// Types that say too little or the wrong thing of a function, an event or a state: `Promise` of
// nothing, `void` of a component, an event of another element, `useState(null)`.
#include <algorithm>
#include <array>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

constexpr std::array<std::string_view, 10> events{
    "ChangeEvent", "FormEvent",    "MouseEvent", "KeyboardEvent", "FocusEvent",
    "SubmitEvent", "PointerEvent", "TouchEvent", "DragEvent",     "ClipboardEvent"};

std::vector<Edit> with_type(const Source& source, const std::string& name) {
  const bool has = std::ranges::any_of(
      source.imports, [&](const ImportClause& one) { return name_in(one, name) != nullptr; });
  if (has) return {};
  return with_import(source, {name, "", "react", ImportForm::named, true});
}

/// `): Promise {`, `): void {` of what gives back a value: what it gives back is told by itself.
std::vector<Repair> without_result(const Source& source, std::uint32_t offset,
                                   std::string_view type) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const bool result = at > 1 && tokens.is_word(at, type) && tokens.is_mark(at - 1, ':') &&
                      tokens.is_mark(at - 2, ')') &&
                      (tokens.is_mark(at + 1, '{') || tokens.is_arrow(at + 1));
  if (!result) return {};
  return only("Let a function say by itself what it gives back.",
              {{std::string(source.path), tokens[at - 2].end, tokens[at].end, ""}});
}

/// `): void {` around the `return` at the offset.
std::vector<Repair> not_void(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = opening_around(source, source.token_at(offset)); open < tokens.size();
       open = opening_around(source, open)) {
    if (!tokens.is_mark(open, '{') || open < 2) continue;
    const std::uint32_t type = tokens.is_arrow(open - 1) ? open - 2 : open - 1;
    if (tokens.is_word(type, "void")) return without_result(source, tokens[type].begin, "void");
  }
  return {};
}

/// "Did you mean to write 'Promise<string>'?"
std::vector<Repair> promised(const Source& source, std::uint32_t offset,
                             const std::string& message) {
  const std::size_t hint = message.find("Did you mean to write '");
  if (hint == std::string::npos) return {};
  const std::string_view rest = std::string_view(message).substr(hint + 23);
  const std::string meant(rest.substr(0, rest.rfind('\'')));
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t first = source.token_at(offset);
  std::uint32_t end = first;
  while (end < tokens.size() && !tokens.is_mark(end, '{') && !tokens.is_arrow(end)) {
    end = tokens.after(end);
  }
  const bool result = first > 0 && tokens.is_mark(first - 1, ':') && end > first &&
                      end < tokens.size() && meant.starts_with("Promise<");
  if (!result) return {};
  return only("Say that a function promises what it gives back.",
              {{std::string(source.path), tokens[first].begin, tokens[end - 1].end, meant}});
}

/// `Dispatch` in a file that knows the type of one kind of action.
std::vector<Repair> dispatched(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (!tokens.is_word(at, "Dispatch")) return {};
  std::vector<std::string> actions;
  for (const context::Symbol& one : source.symbols.symbols) {
    if (one.kind == context::SymbolKind::type && one.name.ends_with("Action")) {
      actions.emplace_back(one.name);
    }
  }
  for (const ImportClause& clause : source.imports) {
    for (const ImportName& one : clause.names) {
      if (one.local.ends_with("Action")) actions.emplace_back(one.local);
    }
  }
  if (actions.size() != 1) return {};
  return only("Say what is dispatched.", {{std::string(source.path), tokens[at].end, tokens[at].end,
                                           "<" + actions.front() + ">"}});
}

std::string between(std::string_view text, std::string_view begin, std::string_view ends) {
  const std::size_t at = text.find(begin);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + begin.size();
  const std::size_t end = text.find_first_of(ends, from);
  return std::string(text.substr(from, end == std::string_view::npos ? end : end - from));
}

/// "Type '(event: ChangeEvent<A>) => void' is not assignable to type 'FormEventHandler<B>'".
std::vector<Repair> event_taken(const Source& source, const std::string& message) {
  const std::size_t middle = message.find("' is not assignable to type '");
  if (middle == std::string::npos) return {};
  const std::string_view is = std::string_view(message).substr(0, middle);
  const std::string_view wanted = std::string_view(message).substr(middle);
  const std::string handler = between(wanted, "type '", "<'");
  const std::string element = between(wanted, handler + "<", ",>");
  const std::string was = between(is, ": ", "<)");
  const std::string was_of = between(is, was + "<", ",>");
  constexpr std::string_view ending = "EventHandler";
  if (!handler.ends_with(ending) || !element.starts_with("HTML") || was_of.empty()) return {};
  if (!std::ranges::contains(events, was)) return {};
  const std::string event = handler.substr(0, handler.size() - 7);
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 1; at + 3 < tokens.size(); ++at) {
    const bool taken = tokens.is_word(at, was) && tokens.is_mark(at + 1, '<') &&
                       tokens.is_word(at + 2, was_of) && tokens.is_mark(at + 3, '>') &&
                       tokens.is_mark(at - 1, ':');
    if (!taken) continue;
    edits.push_back({std::string(source.path), tokens[at].begin, tokens[at + 3].end,
                     event + "<" + element + ">"});
  }
  if (edits.size() != 1) return {};
  for (Edit& edit : with_type(source, event)) edits.push_back(std::move(edit));
  return only("Take the event that the element has.", std::move(edits));
}

/// `MouseEvent<HTMLButtonElement>` of the browser, which has no argument: React's is meant.
std::vector<Repair> event_of_react(const Source& source, const std::string& name) {
  if (!std::ranges::contains(events, name)) return {};
  std::vector<Edit> edits = with_type(source, name);
  if (edits.empty()) return {};
  return only("Import " + name + " from react.", std::move(edits));
}

/// `"a"` is some text, `1` some number.
std::string wide_type(std::string type) {
  if (type.starts_with('"')) return "string";
  if (!type.empty() && context::is_digit(type[0])) return "number";
  return type == "true" || type == "false" ? "boolean" : type;
}

/// `useState(null)` and `useState()`, told of where something else is put in.
std::vector<Repair> empty_state(const Source& source, std::uint32_t offset,
                                const std::string& message) {
  const bool absent = message.contains("type 'SetStateAction<undefined>'");
  const std::size_t at =
      message.find(absent ? "type 'SetStateAction<undefined>'" : "type 'SetStateAction<null>'");
  if (at == std::string::npos) return {};
  const std::string_view before = std::string_view(message).substr(0, at);
  const std::size_t close = before.rfind("' is not assignable to ");
  if (close == std::string_view::npos) return {};
  const std::size_t open = before.substr(0, close).rfind("ype '");
  if (open == std::string_view::npos) return {};
  std::string type = wide_type(std::string(before.substr(open + 5, close - open - 5)));
  if (type.contains("=>") || type.contains("...") || type == "never[]") return {};
  if (!absent && !type.contains("null")) type += " | null";
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(offset);
  std::vector<std::uint32_t> states;
  std::vector<std::uint32_t> named;
  for (std::uint32_t state = 4; state + 3 < tokens.size(); ++state) {
    const bool empty =
        tokens.is_word(state, "useState") && tokens.is_mark(state + 1, '(') &&
        (absent ? tokens.partner(state + 1) == state + 2
                : tokens.is_word(state + 2, "null") && tokens.is_mark(state + 3, ')'));
    if (!empty) continue;
    states.push_back(state);
    const std::string_view setter = tokens.text_of(state - 3);
    for (std::uint32_t use = source.token_at(source.line_begin(line));
         use < tokens.size() && tokens.line_of(tokens[use].begin) <= line; ++use) {
      if (tokens.is_word(use, setter)) {
        named.push_back(state);
        break;
      }
    }
  }
  const std::vector<std::uint32_t>& meant = named.empty() ? states : named;
  if (meant.size() != 1) return {};
  const std::uint32_t place = tokens[meant.front()].end;
  return only("Say what the state holds.",
              {{std::string(source.path), place, place, "<" + type + ">"}});
}

/// `({ children }: {})` and `({ children })`
std::vector<Repair> with_children(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const std::uint32_t open = opening_around(source, at);
  if (!tokens.is_word(at, "children") || open >= tokens.size() || open == 0 ||
      !tokens.is_mark(open, '{') || tokens.partner(open) != at + 1) {
    return {};
  }
  const std::uint32_t close = at + 1;
  const std::string path(source.path);
  const std::string type = "{ children?: ReactNode }";
  std::vector<Edit> edits = with_type(source, "ReactNode");
  if (tokens.is_mark(close + 1, ')')) {
    edits.push_back({path, tokens[close].end, tokens[close].end, ": " + type});
  } else if (tokens.is_mark(close + 1, ':') && tokens.is_mark(close + 2, '{') &&
             tokens.partner(close + 2) == close + 3) {
    edits.push_back({path, tokens[close + 2].begin, tokens[close + 3].end, type});
  } else {
    return {};
  }
  return only("Let a component have children.", std::move(edits));
}

/// `const { state } = useFilter()` of a context that may be missing.
std::vector<Repair> present(const Source& source, std::uint32_t offset,
                            const std::string& message) {
  const bool missing = message.ends_with(" | undefined'.") || message.ends_with(" | null'.");
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, source.token_at(offset));
  if (!missing || open >= tokens.size() || !tokens.is_mark(open, '{')) return {};
  std::uint32_t at = tokens.after(open);
  if (!tokens.is_mark(at, '=') || !tokens.is_word(at + 1) || !tokens.is_mark(at + 2, '(')) {
    return {};
  }
  const std::uint32_t end = tokens.after(at + 2);
  const bool ends = end >= tokens.size() || tokens.is_mark(end, ';') || tokens[end].after_newline;
  if (!ends) return {};
  const std::uint32_t place = tokens[end - 1].end;
  return only("Say that " + std::string(tokens.text_of(at + 1)) + " gives something.",
              {{std::string(source.path), place, place, "!"}});
}

}  // namespace

std::vector<Repair> fix_generics(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string& message = problem.message;
  if (problem.code == "TS2314") {
    if (auto found = dispatched(source, place.offset); !found.empty()) return found;
    return without_result(source, place.offset, "Promise");
  }
  if (problem.code == "TS1064") return promised(source, place.offset, message);
  if (problem.code == "TS2315") return event_of_react(source, quoted(message, 0));
  if (problem.code == "TS2339" || problem.code == "TS7031") {
    if (quoted(message, 0) == "children") return with_children(source, place.offset);
    return present(source, place.offset, message);
  }
  if (message.contains("to type 'void'")) return not_void(source, place.offset);
  if (auto found = empty_state(source, place.offset, message); !found.empty()) return found;
  return event_taken(source, message);
}

}  // namespace sitewright::healing
