// What each kind of declaration looks like: the second half of ScriptSymbols.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "context/scan/script_symbols.hpp"

namespace sitewright::context {

namespace {

bool is_test_word(std::string_view word) {
  return word == "describe" || word == "it" || word == "test" || word == "suite";
}

bool is_member_modifier(std::string_view word) {
  return word == "public" || word == "private" || word == "protected" || word == "static" ||
         word == "readonly" || word == "abstract" || word == "override" || word == "async" ||
         word == "get" || word == "set" || word == "declare" || word == "accessor";
}

std::string_view without_quotes(std::string_view text) {
  if (text.size() < 2 || (text[0] != '"' && text[0] != '\'' && text[0] != '`')) return text;
  return text.substr(1, text.size() - 2);
}

}  // namespace

std::uint32_t ScriptSymbols::function(const Start& start, std::uint32_t end, Scope scope) {
  std::uint32_t at = start.keyword + 1;
  if (tokens_.is_mark(at, '*')) ++at;
  std::string_view name = start.by_default ? "default" : "";
  if (at < end && tokens_.is_word(at)) name = tokens_.text_of(at++);
  const Body body = body_after_parameters(tokens_.after_angles(at, end), end);
  const std::uint32_t stop = body.is_block ? body.end : tokens_.statement_end(start.first, end);
  if (name.empty()) return stop;
  const SymbolKind kind = function_kind(name, body.begin, body.end);
  inside(body, add(name, kind, start.exported, start.first, body.begin, body.end, stop, scope),
         scope);
  return stop;
}

// Classes, interfaces and enums: a name, what they extend, a body in braces.
std::uint32_t ScriptSymbols::class_like(const Start& start, std::uint32_t end, Scope scope,
                                        SymbolKind kind) {
  std::uint32_t at = start.keyword + 1;
  std::string_view name = start.by_default ? "default" : "";
  if (at < end && tokens_.is_word(at) && !tokens_.is_word(at, "extends")) {
    name = tokens_.text_of(at++);
  }
  for (std::uint32_t angles = 0; at < end; at = tokens_.after(at)) {
    if (tokens_.is_mark(at, '<')) ++angles;
    if (tokens_.is_mark(at, '>') && angles > 0) --angles;
    if (tokens_.is_mark(at, '{') && angles == 0) break;
    if (tokens_.is_mark(at, ';') || tokens_.is_mark(at, '}')) break;
  }
  if (at >= end || !tokens_.is_mark(at, '{') || name.empty()) {
    return std::max(at, start.keyword + 1);
  }
  const std::uint32_t stop = std::min(tokens_.after(at), end);
  const std::uint32_t symbol = add(name, kind, start.exported, start.first, at, stop, stop, scope);
  if (kind == SymbolKind::class_type) {
    if (is_upper(name[0]) && tokens_.has_jsx(at, stop))
      symbols_[symbol].kind = SymbolKind::component;
    class_members(at, Scope{symbol, scope.depth + 1, true});
  }
  return stop;
}

std::uint32_t ScriptSymbols::type_alias(const Start& start, std::uint32_t end, Scope scope) {
  const std::uint32_t stop = tokens_.statement_end(start.first, end);
  std::uint32_t at = tokens_.after_angles(start.keyword + 2, stop);
  if (at >= stop || !tokens_.is_mark(at, '=')) return stop;
  ++at;
  std::uint32_t last = stop;
  if (last > at && tokens_.is_mark(last - 1, ';')) --last;
  add(tokens_.text_of(start.keyword + 1), SymbolKind::type, start.exported, start.first, at, last,
      stop, scope);
  return stop;
}

std::uint32_t ScriptSymbols::module_block(const Start& start, std::uint32_t end, Scope scope) {
  std::uint32_t at = start.keyword;
  while (at < end && !tokens_.is_mark(at, '{') && !tokens_.is_mark(at, ';')) ++at;
  if (at >= end || !tokens_.is_mark(at, '{')) return std::min(at + 1, end);
  const std::uint32_t stop = std::min(tokens_.after(at), end);
  const std::uint32_t named = start.keyword + 1 < at ? start.keyword + 1 : start.keyword;
  const std::uint32_t symbol = add(without_quotes(tokens_.text_of(named)), SymbolKind::module_block,
                                   start.exported, start.first, at, stop, stop, scope);
  statements(at + 1, stop - 1, Scope{symbol, scope.depth + 1, false});
  return stop;
}

// A declared name and its value: the function in it, or the value itself.
void ScriptSymbols::value(const Start& start, std::string_view name, std::uint32_t from,
                          std::uint32_t at, std::uint32_t end, Scope scope) {
  std::uint32_t last = end;
  if (last > at && tokens_.is_mark(last - 1, ';')) --last;
  const Body body = at < last ? function_value(at, last) : Body{at, at, false};
  if (body.begin < body.end) {
    SymbolKind kind = function_kind(name, body.begin, body.end);
    const bool direct = tokens_.is_mark(at, '(') || tokens_.is_mark(at, '<') ||
                        tokens_.is_word(at, "async") || tokens_.is_word(at, "function") ||
                        tokens_.is_arrow(at + 1);
    if (!direct && kind == SymbolKind::function) {
      kind = is_component_call(at, last) && is_upper(name[0]) ? SymbolKind::component
                                                              : SymbolKind::constant;
    }
    if (scope.inside_function && kind == SymbolKind::constant) return;
    inside(body, add(name, kind, start.exported, from, body.begin, body.end, end, scope), scope);
    return;
  }
  if (scope.inside_function) return;
  const bool component = at < last && is_upper(name[0]) && is_component_call(at, last);
  const std::uint32_t symbol = add(name, component ? SymbolKind::component : SymbolKind::constant,
                                   start.exported, from, at, last, end, scope);
  if (at < last && tokens_.is_mark(at, '{')) {
    object_members(at, Scope{symbol, scope.depth + 1, true});
  }
}

std::uint32_t ScriptSymbols::variables(const Start& start, std::uint32_t end, Scope scope) {
  const std::uint32_t stop = tokens_.statement_end(start.first, end);
  std::uint32_t at = start.keyword + 1;
  for (std::uint32_t from = start.first; at < stop;) {
    std::string_view name = tokens_.text_of(at);
    if (tokens_.is_mark(at, '{') || tokens_.is_mark(at, '[')) {
      // A pattern: known by the first name in it.
      name = tokens_.is_word(at + 1) ? tokens_.text_of(at + 1) : std::string_view();
    } else if (!tokens_.is_word(at)) {
      return stop;
    }
    std::uint32_t next = tokens_.after(at);
    if (tokens_.is_mark(next, '!')) ++next;
    if (next < stop && tokens_.is_mark(next, ':')) next = after_type(next + 1, stop);
    const bool has_value = next < stop && tokens_.is_mark(next, '=');
    if (has_value) ++next;
    std::uint32_t last = next;
    while (last < stop && !tokens_.is_mark(last, ',')) last = tokens_.after(last);
    last = std::min(last, stop);
    if (!name.empty()) value(start, name, from, has_value ? next : last, last, scope);
    at = from = last + 1;
  }
  return stop;
}

std::uint32_t ScriptSymbols::default_value(const Start& start, std::uint32_t end, Scope scope) {
  const std::uint32_t stop = tokens_.statement_end(start.keyword, end);
  value(start, "default", start.first, start.keyword, stop, scope);
  return stop;
}

std::uint32_t ScriptSymbols::expression(const Start& start, std::uint32_t end, Scope scope) {
  const std::uint32_t first = start.first;
  if (test_call(start, end, scope) || assigned_export(start, end, scope)) {
    return tokens_.statement_end(first, end);
  }
  // `if (…)`, `for (…)`, `else`: what follows is a statement of its own.
  const std::string_view word = tokens_.is_word(first) ? tokens_.text_of(first) : "";
  if (word == "else" || word == "do" || word == "try" || word == "finally") return first + 1;
  if (word == "if" || word == "for" || word == "while" || word == "switch" || word == "catch") {
    const std::uint32_t open = tokens_.is_word(first + 1, "await") ? first + 2 : first + 1;
    return tokens_.is_mark(open, '(') ? tokens_.after(open) : open;
  }
  return tokens_.statement_end(first, end);
}

// `describe("name", () => { … })`, `it.each(rows)("name", …)` is left alone.
bool ScriptSymbols::test_call(const Start& start, std::uint32_t end, Scope scope) {
  std::uint32_t at = start.first;
  if (!tokens_.is_word(at) || !is_test_word(tokens_.text_of(at))) return false;
  ++at;
  while (tokens_.is_mark(at, '.') && tokens_.is_word(at + 1)) at += 2;
  if (at + 1 >= end || !tokens_.is_mark(at, '(')) return false;
  const TokenKind kind = tokens_[at + 1].kind;
  if (kind != TokenKind::string && kind != TokenKind::template_whole) return false;
  const std::uint32_t close = tokens_.partner(at);
  std::uint32_t next = at + 2;
  Body body{next, next, false};
  while (next < close && body.begin == body.end) {
    if (tokens_.is_mark(next, ',')) body = function_value(next + 1, close);
    next = tokens_.after(next);
  }
  if (body.begin == body.end) return false;
  const std::uint32_t stop = tokens_.statement_end(start.first, end);
  const std::uint32_t symbol = add(without_quotes(tokens_.text_of(at + 1)), SymbolKind::test, false,
                                   start.first, body.begin, body.end, stop, scope);
  inside(body, symbol, scope);
  return true;
}

// `exports.a = …`, `module.exports = …`, `Card.displayName = …` is left alone.
bool ScriptSymbols::assigned_export(const Start& start, std::uint32_t end, Scope scope) {
  std::uint32_t at = start.first;
  if (scope.inside_function || !tokens_.is_word(at)) return false;
  std::string_view name = "default";
  if (tokens_.is_word(at, "module") && tokens_.is_word(at + 2, "exports")) {
    at += 3;
  } else if (tokens_.is_word(at, "exports")) {
    ++at;
  } else {
    return false;
  }
  if (tokens_.is_mark(at, '.') && tokens_.is_word(at + 1)) {
    name = tokens_.text_of(at + 1);
    at += 2;
  }
  if (at + 1 >= end || !tokens_.is_mark(at, '=') || tokens_.is_mark(at + 1, '=')) return false;
  const Start exported{start.first, start.first, true, false};
  value(exported, name, start.first, at + 1, tokens_.statement_end(start.first, end), scope);
  return true;
}

void ScriptSymbols::class_members(std::uint32_t open, Scope scope) {
  if (scope.depth > 6) return;
  const std::uint32_t end = tokens_.partner(open);
  for (std::uint32_t at = open + 1; at < end;) at = std::max(class_member(at, end, scope), at + 1);
}

std::uint32_t ScriptSymbols::class_member(std::uint32_t at, std::uint32_t end, Scope scope) {
  const std::uint32_t first = at;
  if (tokens_.is_mark(at, ';')) return at + 1;
  at = start_of(at, end).keyword;  // decorators
  while (at + 1 < end && tokens_.is_word(at) && is_member_modifier(tokens_.text_of(at)) &&
         (tokens_.is_word(at + 1) || tokens_.is_mark(at + 1, '[') || tokens_.is_mark(at + 1, '*') ||
          tokens_[at + 1].kind == TokenKind::string)) {
    ++at;
  }
  if (tokens_.is_mark(at, '*')) ++at;
  if (at >= end) return end;
  if (tokens_.is_word(at, "static") && tokens_.is_mark(at + 1, '{')) return tokens_.after(at + 1);
  const std::string_view name = without_quotes(tokens_.text_of(at));
  std::uint32_t next = tokens_.after(at);
  if (tokens_.is_mark(next, '?') || tokens_.is_mark(next, '!')) ++next;
  const std::uint32_t open = tokens_.after_angles(next, end);
  if (open < end && tokens_.is_mark(open, '(')) {
    const Body body = body_after_parameters(open, end);
    const std::uint32_t stop = body.is_block ? body.end : tokens_.statement_end(first, end);
    inside(body, add(name, SymbolKind::method, false, first, body.begin, body.end, stop, scope),
           scope);
    return stop;
  }
  const std::uint32_t stop = tokens_.statement_end(at, end);
  if (next < stop && tokens_.is_mark(next, ':')) next = after_type(next + 1, stop);
  if (next < stop && tokens_.is_mark(next, '=')) {
    const Body body = function_value(next + 1, stop);
    if (body.begin < body.end) {
      inside(body, add(name, SymbolKind::method, false, first, body.begin, body.end, stop, scope),
             scope);
    }
  }
  return stop;
}

// Functions among the properties of an object: `a() { … }`, `b: () => …`.
void ScriptSymbols::object_members(std::uint32_t open, Scope scope) {
  if (scope.depth > 6) return;
  const std::uint32_t end = tokens_.partner(open);
  for (std::uint32_t at = open + 1; at < end;) {
    std::uint32_t stop = at;
    while (stop < end && !tokens_.is_mark(stop, ',')) stop = tokens_.after(stop);
    stop = std::min(stop, end);
    std::uint32_t named = at;
    while (named + 1 < stop && tokens_.is_word(named) &&
           is_member_modifier(tokens_.text_of(named)) && tokens_.is_word(named + 1)) {
      ++named;
    }
    if (tokens_.is_mark(named, '*')) ++named;
    if (named < stop) {
      const std::string_view name = without_quotes(tokens_.text_of(named));
      const std::uint32_t next = tokens_.after_angles(tokens_.after(named), stop);
      Body body{next, next, false};
      if (next < stop && tokens_.is_mark(next, '(')) body = body_after_parameters(next, stop);
      if (next < stop && tokens_.is_mark(next, ':')) body = function_value(next + 1, stop);
      if (body.begin < body.end) {
        inside(body, add(name, SymbolKind::method, false, at, body.begin, body.end, stop, scope),
               scope);
      }
    }
    at = stop + 1;
  }
}

}  // namespace sitewright::context
