// Calls that lack what the called wants, or give it in another order: hooks without the values that
// they depend on, effects that are async, a reducer behind its first state, a hook that is not
// called at all.
#include <algorithm>
#include <set>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

/// The open parenthesis of the call of one of these at the offset, or around it.
std::uint32_t call_at(const Source& source, std::uint32_t offset,
                      std::initializer_list<std::string_view> names) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = source.token_at(offset);
  const auto is_named = [&](std::uint32_t word) {
    return std::ranges::any_of(names,
                               [&](std::string_view one) { return tokens.is_word(word, one); });
  };
  for (std::uint32_t next = at; next < std::min(at + 40, tokens.size()); ++next) {
    if (!is_named(at) || tokens[next].after_newline) break;
    if (tokens.is_mark(next, '(')) return next;
  }
  for (std::uint32_t open = opening_around(source, at); open < tokens.size();
       open = opening_around(source, open)) {
    if (!tokens.is_mark(open, '(') || open == 0) continue;
    std::uint32_t word = open - 1;
    if (tokens.is_mark(word, '>')) {
      while (word > 0 && open - word < 40 && !is_named(word)) --word;
    }
    if (is_named(word)) return open;
  }
  return tokens.size();
}

/// Names that the function around the call declares above it, but for those that never change.
std::set<std::string_view> declared_above(const Source& source, std::uint32_t call) {
  const ScriptTokens& tokens = *source.tokens;
  std::set<std::string_view> out;
  std::uint32_t body = opening_around(source, call);
  while (body < tokens.size() && !tokens.is_mark(body, '{')) body = opening_around(source, body);
  if (body >= tokens.size()) return out;
  for (std::uint32_t at = body + 1; at < call; at = tokens.after(at)) {
    const bool declares = tokens.is_word(at, "const") || tokens.is_word(at, "let");
    if (!declares || tokens.after(at) >= call) continue;
    if (tokens.is_word(at + 1)) {
      const bool still = tokens.is_mark(at + 2, '=') && tokens.is_word(at + 3, "useRef");
      if (!still) out.insert(tokens.text_of(at + 1));
      continue;
    }
    const std::uint32_t close = tokens.partner(at + 1);
    const bool setter = tokens.is_mark(at + 1, '[');
    for (std::uint32_t in = at + 2; in < close; ++in) {
      const bool name = tokens.is_word(in) && !tokens.is_mark(in + 1, ':');
      const bool second = setter && in > at + 2 && tokens.is_mark(in - 1, ',');
      if (name && !second) out.insert(tokens.text_of(in));
    }
  }
  if (body == 0) return out;
  std::uint32_t end = tokens.is_arrow(body - 1) ? body - 2 : body - 1;
  for (int back = 0; back < 30 && end > 0 && !tokens.is_mark(end, ')'); ++back) --end;
  std::uint32_t open = end > 0 ? end - 1 : 0;
  while (open > 0 && tokens.partner(open) != end) --open;
  if (tokens.partner(open) != end) return out;
  for (std::uint32_t in = open + 1; in < end; ++in) {
    if (tokens.is_mark(in, ':') && !tokens.is_mark(in - 1, '}')) continue;
    const bool typed = tokens.is_mark(in - 1, ':') || tokens.is_mark(in - 1, '|');
    if (tokens.is_word(in) && !typed) out.insert(tokens.text_of(in));
  }
  return out;
}

/// `useMemo(() => …)`: what its function reads of what is declared around it.
std::vector<Repair> dependencies(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = call_at(source, offset, {"useMemo", "useCallback"});
  if (open >= tokens.size()) return {};
  const std::uint32_t close = tokens.partner(open);
  std::uint32_t commas = 0;
  for (std::uint32_t at = open + 1; at < close; at = tokens.after(at)) {
    if (tokens.is_mark(at, ',') && at + 1 < close) ++commas;
  }
  if (commas > 0) return {};
  const std::set<std::string_view> known = declared_above(source, open);
  std::string list;
  std::set<std::string_view> listed;
  for (std::uint32_t at = open + 1; at < close; ++at) {
    const bool member = at > 0 && (tokens.is_mark(at - 1, '.') || tokens.text_of(at - 1) == "?.");
    const bool key =
        tokens.is_mark(at + 1, ':') && (tokens.is_mark(at - 1, '{') || tokens.is_mark(at - 1, ','));
    const std::string_view word = tokens.text_of(at);
    if (!tokens.is_word(at) || member || key || !known.contains(word)) continue;
    if (!listed.insert(word).second) continue;
    list += (list.empty() ? "" : ", ") + std::string(word);
  }
  const bool comma = tokens.is_mark(close - 1, ',');
  const std::uint32_t place = tokens[close - 1].end;
  return only("Name what a hook depends on.",
              {{std::string(source.path), place, place, (comma ? " [" : ", [") + list + "]"}});
}

/// `useEffect(async () => { … })`: an effect gives back what ends it, no promise.
std::vector<Repair> async_effect(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open =
      call_at(source, offset, {"useEffect", "useLayoutEffect", "useInsertionEffect"});
  if (open >= tokens.size() || !tokens.is_word(open + 1, "async")) return {};
  const std::string path(source.path);
  const std::uint32_t arrow = tokens.after(open + 2);
  if (!tokens.is_arrow(arrow) || !tokens.is_mark(arrow + 1, '{')) return {};
  const std::uint32_t close = tokens.partner(arrow + 1);
  bool waits = false;
  for (std::uint32_t at = arrow; at < close; ++at) waits = waits || tokens.is_word(at, "await");
  if (!waits) {
    return only("Let an effect wait for nothing.",
                {{path, tokens[open + 1].begin, tokens[open + 2].begin, ""}});
  }
  const std::uint32_t begin = tokens[open + 1].begin;
  const std::uint32_t end = tokens[close].end;
  return only("Let an effect start what waits.",
              {{path, begin, begin, "() => { void ("}, {path, end, end, ")(); }"}});
}

/// `useReducer(first, reducer)`, `setTimeout(100, run)`, `useEffect([], run)`
std::vector<Repair> turned_arguments(const Source& source, std::uint32_t offset,
                                     std::string_view message) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = call_at(
      source, offset,
      {"useReducer", "setTimeout", "setInterval", "reduce", "useEffect", "useMemo", "useCallback"});
  if (open >= tokens.size()) return {};
  const std::uint32_t close = tokens.partner(open);
  std::uint32_t comma = open + 1;
  while (comma < close && !tokens.is_mark(comma, ',')) comma = tokens.after(comma);
  std::uint32_t end = comma + 1;
  while (end < close && !tokens.is_mark(end, ',')) end = tokens.after(end);
  if (comma >= close || end < close) return {};
  const auto is_function = [&](std::uint32_t at) {
    return tokens.is_word(at, "function") || tokens.is_arrow(at + 1) ||
           (tokens.is_mark(at, '(') && tokens.is_arrow(tokens.after(at)));
  };
  const bool named = message.contains("(prevState") || message.contains("Reducer<");
  const bool turned = tokens.is_word(open - 1, "useReducer")
                          ? named && tokens.is_word(comma + 1) && !is_function(open + 1)
                          : !is_function(open + 1) && is_function(comma + 1);
  if (!turned) return {};
  const std::uint32_t a = tokens[open + 1].begin;
  const std::uint32_t b = tokens[comma - 1].end;
  const std::uint32_t c = tokens[comma + 1].begin;
  const std::uint32_t d = tokens[end - 1].end;
  return only("Give two arguments in their order.",
              {{std::string(source.path), a, b, std::string(source.text.substr(c, d - c))},
               {std::string(source.path), c, d, std::string(source.text.substr(a, b - a))}});
}

/// `const { items } = useCart`
std::vector<Repair> uncalled_hook(const Source& source, std::uint32_t offset,
                                  std::string_view message) {
  const bool value = message.starts_with("Type '() => ") || message.contains("of type '() => ");
  if (!message.contains("on type '(") && !message.contains("on type '<") && !value) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(offset);
  const auto is_used = [&](std::string_view name) {
    for (std::uint32_t at = source.token_at(source.line_begin(line));
         at < tokens.size() && tokens.line_of(tokens[at].begin) == line; ++at) {
      if (tokens.is_word(at, name)) return true;
    }
    return false;
  };
  std::vector<Edit> edits;
  for (std::uint32_t at = 2; at < tokens.size(); ++at) {
    const std::string_view name = tokens.text_of(at);
    const bool hook = tokens.is_word(at) && name.starts_with("use") && name.size() > 3 &&
                      name[3] >= 'A' && name[3] <= 'Z' && tokens.is_mark(at - 1, '=');
    const bool ends = at + 1 == tokens.size() || tokens.is_mark(at + 1, ';') ||
                      (tokens[at + 1].after_newline && !tokens.is_mark(at + 1, '('));
    if (!hook || !ends) continue;
    const bool pattern = tokens.is_mark(at - 2, '}') || tokens.is_mark(at - 2, ']');
    const bool here = tokens.line_of(tokens[at].begin) == line;
    if (pattern ? !here : !is_used(tokens.text_of(at - 2))) continue;
    edits.push_back({std::string(source.path), tokens[at].end, tokens[at].end, "()"});
  }
  if (edits.empty()) return {};
  return only("Call a hook.", std::move(edits));
}

/// `total.toFixed[2]`
std::vector<Repair> brackets_of_call(const Source& source, std::uint32_t offset,
                                     std::string_view message) {
  if (!message.contains("=>")) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t from = source.token_at(offset);
  for (std::uint32_t at = from; at + 2 < tokens.size() && at < from + 12; ++at) {
    const bool indexed =
        tokens.is_word(at) && tokens.is_mark(at + 1, '[') && at > 0 && tokens.is_mark(at - 1, '.');
    if (!indexed) continue;
    const std::uint32_t close = tokens.partner(at + 1);
    return only("Call " + std::string(tokens.text_of(at)) + ".",
                {{std::string(source.path), tokens[at + 1].begin, tokens[at + 1].end, "("},
                 {std::string(source.path), tokens[close].begin, tokens[close].end, ")"}});
  }
  return {};
}

/// `useEffect(run, { count })`: what a hook depends on is a list.
std::vector<Repair> braces_of_list(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = source.token_at(offset);
  if (!tokens.is_mark(open, '{')) open = opening_around(source, open);
  if (open >= tokens.size() || !tokens.is_mark(open, '{') || !tokens.is_mark(open - 1, ',')) {
    return {};
  }
  const std::uint32_t close = tokens.partner(open);
  if (!tokens.is_mark(close + 1, ')')) return {};
  for (std::uint32_t at = open + 1; at < close; ++at) {
    const bool plain = tokens.is_word(at) || tokens.is_mark(at, ',') || tokens.is_mark(at, '.');
    if (!plain) return {};
  }
  const std::string names(
      trimmed(source.text.substr(tokens[open].end, tokens[close].begin - tokens[open].end)));
  return only(
      "Write a list of what a hook depends on.",
      {{std::string(source.path), tokens[open].begin, tokens[close].end, "[" + names + "]"}});
}

/// `self.props` of Python.
std::vector<Repair> self_of_class(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  if (at < 2 || !tokens.is_word(at - 2, "self") || !tokens.is_mark(at - 1, '.')) return {};
  return only("Read this instead of self.",
              {{std::string(source.path), tokens[at - 2].begin, tokens[at - 2].end, "this"}});
}

}  // namespace

std::vector<Repair> fix_hook_calls(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string_view message = problem.message;
  if (problem.code == "TS2554") return dependencies(source, place.offset);
  if (message.contains("'readonly unknown[]'") || message.contains("'DependencyList'")) {
    if (auto found = braces_of_list(source, place.offset); !found.empty()) return found;
  }
  if (problem.code == "TS7053") return brackets_of_call(source, place.offset, message);
  if (message.contains("'Window & typeof globalThis'")) {
    return self_of_class(source, place.offset);
  }
  if (problem.code == "TS2339" || problem.code == "TS2488") {
    return uncalled_hook(source, place.offset, message);
  }
  if (message.contains("EffectCallback")) {
    if (auto found = async_effect(source, place.offset); !found.empty()) return found;
  }
  if (auto found = uncalled_hook(source, place.offset, message); !found.empty()) return found;
  return turned_arguments(source, place.offset, message);
}

}  // namespace sitewright::healing
