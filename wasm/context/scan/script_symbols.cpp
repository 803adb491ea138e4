#include "context/scan/script_symbols.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"

namespace sitewright::context {

namespace {

constexpr int deepest_scope = 6;

constexpr std::string_view modifiers[] = {"declare", "abstract", "async"};

bool is_modifier(std::string_view word) {
  return std::find(std::begin(modifiers), std::end(modifiers), word) != std::end(modifiers);
}

bool is_hook_name(std::string_view name) {
  return name.size() > 3 && name.starts_with("use") && is_upper(name[3]);
}

}  // namespace

SymbolKind ScriptSymbols::function_kind(std::string_view name, std::uint32_t begin,
                                        std::uint32_t end) const {
  if (is_hook_name(name)) return SymbolKind::hook;
  if (!name.empty() && is_upper(name[0]) && tokens_.has_jsx(begin, end)) {
    return SymbolKind::component;
  }
  return SymbolKind::function;
}

// `body` and the ends are tokens; without a body, `body` equals `body_end`.
std::uint32_t ScriptSymbols::add(std::string_view name, SymbolKind kind, bool exported,
                                 std::uint32_t first, std::uint32_t body, std::uint32_t body_end,
                                 std::uint32_t end, Scope scope) {
  Symbol symbol;
  symbol.name = name;
  symbol.kind = kind;
  symbol.exported = exported;
  symbol.parent = scope.parent;
  end = std::clamp(end, first + 1, tokens_.size());
  symbol.end = tokens_[end - 1].end;
  symbol.lines = {tokens_.line_of(tokens_[first].begin), tokens_.line_of(symbol.end - 1)};
  symbol.comment_line = tokens_.comment_line(first);
  symbol.head = {tokens_[first].begin, symbol.end};
  symbol.body = {symbol.end, symbol.end};
  if (body < body_end && body < end) {
    symbol.head.end = tokens_[body].begin;
    symbol.body = {tokens_[body].begin,
                   std::min(tokens_[std::min(body_end, end) - 1].end, symbol.end)};
  }
  symbols_.push_back(symbol);
  return static_cast<std::uint32_t>(symbols_.size() - 1);
}

void ScriptSymbols::inside(const Body& body, std::uint32_t parent, Scope scope) {
  if (!body.is_block) return;
  statements(body.begin + 1, body.end - 1, Scope{parent, scope.depth + 1, true});
}

void ScriptSymbols::statements(std::uint32_t begin, std::uint32_t end, Scope scope) {
  if (scope.depth > deepest_scope) return;
  for (std::uint32_t at = begin; at < end;) at = std::max(statement(at, end, scope), at + 1);
}

// Passes decorators and modifiers.
ScriptSymbols::Start ScriptSymbols::start_of(std::uint32_t at, std::uint32_t end) const {
  Start start{at, at, false, false};
  while (at < end) {
    if (tokens_.is_mark(at, '@')) {
      ++at;
      while (tokens_.is_word(at) && tokens_.is_mark(at + 1, '.')) at += 2;
      ++at;
      if (at < end && tokens_.is_mark(at, '(')) at = tokens_.after(at);
      continue;
    }
    const std::string_view word = tokens_.is_word(at) ? tokens_.text_of(at) : std::string_view();
    if (word == "export") {
      start.exported = true;
    } else if (word == "default" && start.exported) {
      start.by_default = true;
    } else if (!is_modifier(word) || !tokens_.is_word(at + 1) ||
               (at + 1 < end && tokens_[at + 1].after_newline)) {
      break;
    }
    ++at;
  }
  start.keyword = at;
  return start;
}

std::uint32_t ScriptSymbols::statement(std::uint32_t at, std::uint32_t end, Scope scope) {
  if (tokens_.is_mark(at, ';')) return at + 1;
  if (tokens_.is_mark(at, '{')) return tokens_.after(at);
  const Start start = start_of(at, end);
  const std::uint32_t keyword = start.keyword;
  if (keyword >= end) return end;
  const std::string_view word =
      tokens_.is_word(keyword) ? tokens_.text_of(keyword) : std::string_view();
  const bool named = tokens_.is_word(keyword + 1);
  if (word == "function") return function(start, end, scope);
  if (word == "class") return class_like(start, end, scope, SymbolKind::class_type);
  if (word == "import") return tokens_.statement_end(at, end);
  if (word == "enum" || word == "interface") {
    if (named) return class_like(start, end, scope, SymbolKind::type);
  }
  if (word == "const" && tokens_.is_word(keyword + 1, "enum")) {
    return class_like({start.first, keyword + 1, start.exported, false}, end, scope,
                      SymbolKind::type);
  }
  if (word == "const" || word == "let" || word == "var") return variables(start, end, scope);
  if (word == "type" && named && !tokens_[keyword + 1].after_newline) {
    return type_alias(start, end, scope);
  }
  const bool blocky = (word == "namespace" || word == "module") && keyword + 1 < end &&
                      (named || tokens_[keyword + 1].kind == TokenKind::string);
  if (blocky || (word == "global" && tokens_.is_mark(keyword + 1, '{'))) {
    return module_block(start, end, scope);
  }
  if (start.by_default) return default_value(start, end, scope);
  if (start.exported) return tokens_.statement_end(at, end);
  return expression(start, end, scope);
}

// After a type that begins at `at`: where a body, "=", "," or ";" comes, or the "=>" of the arrow
// function whose result it is.
std::uint32_t ScriptSymbols::after_type(std::uint32_t at, std::uint32_t end, bool of_arrow) const {
  bool complete = false;  // a "{" now would not belong to the type
  for (std::uint32_t next = at; next < end;) {
    const Token& token = tokens_[next];
    if (token.kind == TokenKind::mark) {
      const char c = tokens_.text()[token.begin];
      if (c == '{' && complete) return next;
      if (c == ';' || c == ',' || c == ')' || c == '}' || c == ']') return next;
      if (c == '=' && (of_arrow || !tokens_.is_arrow(next))) return next;
      if (c == '<') {
        const std::uint32_t closed = tokens_.after_angles(next, end);
        if (closed == next) return next;
        next = closed;
        complete = true;
        continue;
      }
      complete = c == '(' || c == '[' || c == '{';
    } else {
      if (complete && token.after_newline && token.kind == TokenKind::word &&
          !tokens_.is_word(next, "is") && !tokens_.is_word(next, "extends")) {
        return next;
      }
      const std::string_view word = tokens_.text_of(next);
      complete = word != "is" && word != "extends" && word != "keyof" && word != "typeof" &&
                 word != "readonly" && word != "infer" && word != "asserts" && word != "new";
    }
    next = tokens_.after(next);
  }
  return end;
}

// `open` is the "(" of the parameters of a function or method that is not an arrow.
ScriptSymbols::Body ScriptSymbols::body_after_parameters(std::uint32_t open,
                                                         std::uint32_t end) const {
  if (!tokens_.is_mark(open, '(')) return {open, open, false};
  std::uint32_t at = tokens_.after(open);
  if (at < end && tokens_.is_mark(at, ':')) at = after_type(at + 1, end);
  if (at >= end || !tokens_.is_mark(at, '{')) return {at, at, false};
  return {at, tokens_.after(at), true};
}

// The function that `at` begins: `function …`, `(a) => …`, `async a => …`, or the first one among
// the arguments of a call such as memo(…).
ScriptSymbols::Body ScriptSymbols::function_value(std::uint32_t at, std::uint32_t end) const {
  for (int wrapped = 0; wrapped < 4 && at < end; ++wrapped) {
    if (tokens_.is_word(at, "async") && !tokens_.is_arrow(at + 1)) ++at;
    if (tokens_.is_word(at, "function")) {
      ++at;
      if (tokens_.is_mark(at, '*')) ++at;
      if (tokens_.is_word(at)) ++at;
      return body_after_parameters(tokens_.after_angles(at, end), end);
    }
    std::uint32_t next = tokens_.after_angles(at, end);
    if (next < end && tokens_.is_mark(next, '(')) {
      next = tokens_.after(next);
      if (next < end && tokens_.is_mark(next, ':')) next = after_type(next + 1, end, true);
      if (next >= end || !tokens_.is_arrow(next)) return {at, at, false};
    } else if (tokens_.is_word(at) && tokens_.is_arrow(at + 1)) {
      next = at + 1;
    } else {
      while (tokens_.is_word(next) && next + 1 < end && tokens_.is_mark(next + 1, '.')) next += 2;
      if (!tokens_.is_word(next)) return {at, at, false};
      next = tokens_.after_angles(next + 1, end);
      if (next >= end || !tokens_.is_mark(next, '(')) return {at, at, false};
      end = std::min(end, tokens_.partner(next));
      at = next + 1;
      continue;
    }
    ++next;
    if (next >= end) return {at, at, false};
    if (tokens_.is_mark(next, '{')) return {next, tokens_.after(next), true};
    std::uint32_t last = next;
    while (last < end && !tokens_.is_mark(last, ',') && !tokens_.is_mark(last, ';')) {
      last = tokens_.after(last);
    }
    return {next, std::min(last, end), false};
  }
  return {at, at, false};
}

bool ScriptSymbols::is_component_call(std::uint32_t at, std::uint32_t end) const {
  while (at + 1 < end && tokens_.is_word(at) && tokens_.is_mark(at + 1, '.')) {
    if (tokens_.is_word(at, "styled")) return true;
    at += 2;
  }
  const std::string_view word = tokens_.is_word(at) ? tokens_.text_of(at) : std::string_view();
  return word == "memo" || word == "forwardRef" || word == "lazy" || word == "observer" ||
         word == "styled" || word == "dynamic";
}

}  // namespace sitewright::context
