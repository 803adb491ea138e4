// Handlers that are called where they are to be named, and expressions written as texts:
// onClick={send()}, onClick="send()", onSubmit="{send}", key={{id}}; and those that are named with
// or without what handlers are often called, onClick={handleSend}.
#include <array>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

bool is_event(std::string_view name) {
  return name.size() > 2 && name.starts_with("on") && name[2] >= 'A' && name[2] <= 'Z';
}

/// A name with its members: `send`, `form.send`.
bool is_path(std::string_view text) {
  if (text.empty() || context::is_digit(text.front())) return false;
  for (const char c : text) {
    if (!context::is_word_byte(c) && c != '.') return false;
  }
  return true;
}

/// The attribute whose value or name stands at the token; tokens.size() when there is none.
std::uint32_t attribute_at(const ScriptTokens& tokens, std::uint32_t at) {
  for (std::uint32_t back = 0; back < 5 && back <= at; ++back) {
    if (at - back < tokens.size() && tokens[at - back].kind == TokenKind::jsx_name) {
      return at - back;
    }
  }
  return tokens.size();
}

/// `onKeyDown={() => send(event.key)}`: what the event is called, where no parameter is.
std::vector<Repair> without_event(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  if (at > 1 && tokens.is_mark(at - 1, '.')) at -= 2;
  const std::string_view name = tokens.text_of(at);
  if (name != "event" && name != "e" && name != "evt" && name != "ev") return {};
  for (std::uint32_t open = at; open-- > 2;) {
    const bool bare =
        tokens.is_mark(open, '(') && tokens.is_mark(open + 1, ')') && tokens.is_arrow(open + 2);
    if (!bare) continue;
    const std::uint32_t value = open - 1 - (tokens.is_word(open - 1, "async") ? 1 : 0);
    const bool handles = value > 1 && tokens.is_mark(value, '{') &&
                         tokens.is_mark(value - 1, '=') && is_event(tokens.text_of(value - 2)) &&
                         tokens.partner(value) > at;
    if (!handles) continue;
    return only(
        "Take the event as " + std::string(name) + ".",
        {{std::string(source.path), tokens[open].end, tokens[open].end, std::string(name)}});
  }
  return {};
}

std::vector<Repair> named(const Source& source, std::uint32_t name, std::string handler) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t value = name + 2;
  const std::uint32_t end = tokens[tokens.partner(value)].end;
  const std::string with = "{" + std::move(handler) + "}";
  return only("Write " + std::string(tokens.text_of(name)) + "=" + with + ".",
              {{std::string(source.path), tokens[value].begin, end, with}});
}

/// The same name without and with what names of handlers begin with.
std::vector<std::string> names_of_handler(std::string_view name) {
  constexpr std::array<std::string_view, 2> kinds{"handle", "on"};
  std::string bare(name);
  for (const std::string_view kind : kinds) {
    const bool begins =
        name.size() > kind.size() && name.starts_with(kind) && context::is_upper(name[kind.size()]);
    if (begins) bare = name.substr(kind.size());
  }
  bare.front() = static_cast<char>(bare.front() | 32);
  std::vector<std::string> out{bare};
  bare.front() = static_cast<char>(bare.front() & ~32);
  for (const std::string_view kind : kinds) out.push_back(std::string(kind) + bare);
  return out;
}

/// `onClick={handleSend}` of a function `send`, and the other way.
std::vector<Repair> of_kind(const Source& source, std::uint32_t at) {
  const ScriptTokens& tokens = *source.tokens;
  if (at < 3 || !tokens.is_word(at) || !tokens.is_mark(at - 1, '{') ||
      !is_event(tokens.text_of(at - 3))) {
    return {};
  }
  std::string meant;
  for (const std::string& name : names_of_handler(tokens.text_of(at))) {
    for (std::uint32_t one = 0; one + 1 < tokens.size(); ++one) {
      const bool declares = tokens.is_word(one, "function") || tokens.is_word(one, "const");
      if (!declares || !tokens.is_word(one + 1, name)) continue;
      if (!meant.empty()) return {};
      meant = name;
    }
  }
  if (meant.empty()) return {};
  return only("Call " + meant + " as it is declared.",
              {{std::string(source.path), tokens[at].begin, tokens[at].end, meant}});
}

}  // namespace

std::vector<Repair> fix_handler(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const ScriptTokens& tokens = *place.source->tokens;
  const std::uint32_t at = place.source->token_at(place.offset);
  if (auto event = without_event(*place.source, at); !event.empty()) return event;
  if (problem.code == "TS2304" || problem.code == "TS2552") {
    if (auto kind = of_kind(*place.source, at); !kind.empty()) return kind;
  }
  const std::uint32_t name = attribute_at(tokens, at);
  if (name + 2 >= tokens.size() || !tokens.is_mark(name + 1, '=')) return {};
  const bool event = is_event(tokens.text_of(name));
  if (tokens[name + 2].kind == TokenKind::string) {
    std::string_view inner = tokens.text_of(name + 2);
    inner = trimmed(inner.substr(1, inner.size() < 2 ? 0 : inner.size() - 2));
    if (inner.starts_with('{') && inner.ends_with('}') && inner.size() > 2) {
      return named(*place.source, name, std::string(trimmed(inner.substr(1, inner.size() - 2))));
    }
    if (event && inner.ends_with(';')) inner.remove_suffix(1);
    const std::size_t call = inner.find('(');
    if (!event || !is_path(inner.substr(0, call))) return {};
    if (call == std::string_view::npos || inner.substr(call) == "()") {
      return named(*place.source, name, std::string(inner.substr(0, call)));
    }
    return named(*place.source, name, "() => " + std::string(inner));
  }
  const std::uint32_t open = name + 2;
  // {{id}}: an object where its member is meant.
  if (tokens.is_mark(open + 1, '{') && tokens.is_word(open + 2) && tokens.is_mark(open + 3, '}') &&
      tokens.is_mark(open + 4, '}')) {
    return named(*place.source, name, std::string(tokens.text_of(open + 2)));
  }
  // {send()}: what it gives back is no handler.
  if (!event || !tokens.is_mark(open, '{')) return {};
  const std::uint32_t close = tokens.partner(open);
  const bool calls = close > open + 3 && tokens.is_mark(close - 1, ')') && tokens.is_word(open + 1);
  if (!calls) return {};
  if (tokens.is_mark(close - 2, '(')) {
    const std::uint32_t begin = tokens[open + 1].begin;
    const std::string_view handler =
        place.source->text.substr(begin, tokens[close - 2].begin - begin);
    if (is_path(handler)) return named(*place.source, name, std::string(handler));
    return {};
  }
  const std::uint32_t begin = tokens[open + 1].begin;
  return only("Call it when the event comes.",
              {{std::string(place.source->path), begin, begin, "() => "}});
}

}  // namespace sitewright::healing
