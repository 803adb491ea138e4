// A member of a type that was given another name, while objects and uses kept the old one.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/renaming.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

struct Missing {
  std::string member;
  std::string type;
};

/// "Property 'a' does not exist on type 'T'", "'a' does not exist in type 'T'".
Missing missing_in(const std::string& message) {
  const std::size_t at = std::min(message.find("' does not exist on type '"),
                                  message.find("' does not exist in type '"));
  if (at == std::string::npos || at == 0) return {};
  const std::size_t open = message.rfind('\'', at - 1);
  if (open == std::string::npos) return {};
  return {message.substr(open + 1, at - open - 1),
          quoted(std::string_view(message).substr(at + 21), 0)};
}

/// How often a word stands in scripts, outside of the bytes of one file.
std::size_t times_elsewhere(Workbench& bench, std::string_view word, const Source& but,
                            std::uint32_t token) {
  std::size_t count = 0;
  for (const Source* file : bench.scripts()) {
    for (std::uint32_t at = 0; at < file->tokens->size(); ++at) {
      const bool here = file == &but && at == token;
      if (!here && file->tokens->text_of(at) == word) ++count;
    }
  }
  return count;
}

}  // namespace

std::vector<Repair> fix_renamed_member(Workbench& bench, const Problem& problem) {
  const Missing missing = missing_in(problem.message);
  if (missing.member.empty() || missing.type.empty()) return {};
  for (const Source* file : bench.scripts()) {
    for (const context::Symbol& symbol : file->symbols.symbols) {
      if (symbol.kind != context::SymbolKind::type || symbol.name != missing.type ||
          symbol.body.is_empty()) {
        continue;
      }
      const ScriptTokens& tokens = *file->tokens;
      const std::uint32_t open = file->token_at(symbol.body.begin);
      if (!tokens.is_mark(open, '{')) continue;
      std::uint32_t found = tokens.size();
      std::size_t count = 0;
      for (std::uint32_t at = open + 1; at < tokens.partner(open); ++at) {
        const bool key =
            tokens.is_word(at) && (tokens.is_mark(at + 1, ':') ||
                                   (tokens.is_mark(at + 1, '?') && tokens.is_mark(at + 2, ':')));
        if (!key) continue;
        if (tokens.is_word(at, missing.member)) return {};
        if (times_elsewhere(bench, tokens.text_of(at), *file, at) > 0) continue;
        found = at;
        ++count;
      }
      if (count != 1) continue;
      const std::string now(tokens.text_of(found));
      // Asked for by several, or called alike.
      const auto said = std::ranges::count_if(bench.problems(), [&](const Problem& other) {
        const Missing one = missing_in(other.message);
        return one.member == missing.member && one.type == missing.type;
      });
      if (said < 2 && !shares_word(now, missing.member)) continue;
      return only(
          "Call " + now + " of " + missing.type + " " + missing.member + " again.",
          {{std::string(file->path), tokens[found].begin, tokens[found].end, missing.member}});
    }
  }
  return {};
}

}  // namespace sitewright::healing
