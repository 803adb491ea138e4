// `interface CardProps extends BaseProps {`, where nothing is called BaseProps.
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {

std::vector<Repair> fix_unknown_base(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const context::ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(place.offset);
  if (at < 3 || !tokens.is_word(at, quoted(problem.message, 0))) return {};
  const bool only_base = tokens.is_word(at - 1, "extends") && tokens.is_mark(at + 1, '{') &&
                         tokens.is_word(at - 3, "interface");
  if (!only_base) return {};
  std::vector<Repair> out =
      only("Let " + std::string(tokens.text_of(at - 2)) + " extend nothing that is not there.",
           {{std::string(source.path), tokens[at - 2].end, tokens[at].end, ""}});
  out.front().unique = false;
  return out;
}

}  // namespace sitewright::healing
