// A member of a union of texts that was changed in its type alone: nothing but the type says it,
// and everything else says one that is near. The type is what is mended.
#include <algorithm>
#include <map>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t shortest = 3;
constexpr std::size_t uses_that_tell = 2;

std::string_view inner_of(std::string_view literal) {
  return literal.size() < 2 ? std::string_view() : literal.substr(1, literal.size() - 2);
}

/// `"a" | "b"` and `kind: "a";`: no value is written so.
bool is_in_type(const ScriptTokens& tokens, std::uint32_t at) {
  const auto bar = [&](std::uint32_t token) {
    return tokens.is_mark(token, '|') && !tokens.is_mark(token + 1, '|') &&
           !(token > 0 && tokens.is_mark(token - 1, '|'));
  };
  if (at == 0) return false;
  if (bar(at - 1) || bar(at + 1)) return true;
  return tokens.is_mark(at - 1, ':') && tokens.is_mark(at + 1, ';');
}

/// Whether the union that the token is a member of has that text as well.
bool has_beside(const ScriptTokens& tokens, std::uint32_t at, std::string_view text) {
  const auto is = [&](std::uint32_t token) {
    return tokens[token].kind == TokenKind::string && inner_of(tokens.text_of(token)) == text;
  };
  for (std::uint32_t one = at; one > 1 && tokens.is_mark(one - 1, '|'); one -= 2) {
    if (is(one - 2)) return true;
  }
  for (std::uint32_t one = at; one + 2 < tokens.size() && tokens.is_mark(one + 1, '|'); one += 2) {
    if (is(one + 2)) return true;
  }
  return false;
}

struct Said {
  const Source* source = nullptr;  ///< of the one place in a type
  std::uint32_t token = 0;
  std::size_t in_types = 0;
  std::size_t elsewhere = 0;
};

/// `harbour: …`, `{ harbour, street }` of both in one, and the `const harbour` behind it.
bool is_key(const ScriptTokens& tokens, std::uint32_t at) {
  if (tokens[at].kind != TokenKind::word) return false;
  if (tokens.is_mark(at + 1, ':')) return true;
  const bool listed = at > 0 && (tokens.is_mark(at - 1, '{') || tokens.is_mark(at - 1, ',')) &&
                      (tokens.is_mark(at + 1, ',') || tokens.is_mark(at + 1, '}'));
  return listed || (at > 0 && tokens.is_word(at - 1, "const"));
}

std::map<std::string_view, Said> texts_of(Workbench& bench) {
  std::map<std::string_view, Said> out;
  for (const Source* file : bench.scripts()) {
    if (file->tokens == nullptr) continue;
    const ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t at = 0; at < tokens.size(); ++at) {
      const bool text = tokens[at].kind == TokenKind::string;
      const bool key = is_key(tokens, at);
      if (!text && !key) continue;
      const std::string_view word = text ? inner_of(tokens.text_of(at)) : tokens.text_of(at);
      if (word.size() < shortest) continue;
      Said& said = out[word];
      if (text && is_in_type(tokens, at)) {
        ++said.in_types;
        said.source = file;
        said.token = at;
      } else {
        ++said.elsewhere;
      }
    }
  }
  return out;
}

/// The key of a Record that its union has not: all of a union are keys, so one says as much as two.
std::string foreign_key(const Problem& problem) {
  const bool is_record = (problem.code == "TS2353" || problem.code == "TS2561") &&
                         problem.message.contains("in type 'Record<");
  return is_record ? quoted(problem.message, 0) : std::string();
}

}  // namespace

std::vector<Repair> fix_union_member(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out;
  const auto texts = texts_of(bench);
  const std::string key = foreign_key(problem);
  for (const auto& [word, said] : texts) {
    const bool odd = said.in_types == 1 && said.elsewhere == 0;
    const bool told = problem.message.contains(word);
    if (!odd || (!told && key.empty())) continue;
    std::string meant;
    for (const auto& [other, uses] : texts) {
      if (told ? uses.elsewhere < uses_that_tell : other != key) continue;
      if (has_beside(*said.source->tokens, said.token, other)) continue;
      const std::string names[] = {std::string(other)};
      if (nearest_name(word, names).empty()) continue;
      if (!meant.empty()) return {};
      meant = other;
    }
    const bool tells = problem.message.contains(meant) || problem.code == "TS2741";
    if (meant.empty() || !tells) continue;
    if (!out.empty()) return {};
    const std::uint32_t begin = (*said.source->tokens)[said.token].begin + 1;
    out = only("Write " + meant + " in the type instead of " + std::string(word) + ".",
               {{std::string(said.source->path), begin,
                 begin + static_cast<std::uint32_t>(word.size()), meant}});
  }
  return out;
}

}  // namespace sitewright::healing
