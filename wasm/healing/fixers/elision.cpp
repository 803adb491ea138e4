// A comma too many in a list makes a place without a value: `[{ … },, { … }]`.
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {

std::vector<Repair> fix_elision(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const context::ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> edits;
  for (std::uint32_t at = 1; at < tokens.size(); ++at) {
    if (!tokens.is_mark(at, ',') || !tokens.is_mark(at - 1, ',')) continue;
    const std::uint32_t open = opening_around(source, at);
    // Patterns skip what they do not want: `const [, set] = …`.
    const bool list = tokens.is_mark(open, '[') && !tokens.is_mark(tokens.after(open), '=') &&
                      !(open > 0 && tokens.is_word(open - 1, "const"));
    if (list) edits.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, ""});
  }
  if (edits.empty()) return {};
  return only("Take out a comma too many in a list.", std::move(edits));
}

}  // namespace sitewright::healing
