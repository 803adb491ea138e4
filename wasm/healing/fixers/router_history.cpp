// `const history = useHistory()` of React Router 5: what it did is done by the function that
// useNavigate gives.
#include <array>

#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

struct Move {
  std::string_view method;
  std::string_view before;  ///< the arguments
  std::string_view behind;
};

constexpr std::array moves{Move{"push", "(", ")"}, Move{"replace", "(", ", { replace: true })"},
                           Move{"goBack", "(-1", ")"}, Move{"goForward", "(1", ")"},
                           Move{"go", "(", ")"}};

/// `history.push(to)` as `history(to)`; nothing where it is used in another way.
bool translate(const Source& source, std::uint32_t at, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  if (!tokens.is_mark(at + 1, '.') || !tokens.is_mark(at + 3, '(')) return false;
  for (const Move& one : moves) {
    if (!tokens.is_word(at + 2, one.method)) continue;
    const std::uint32_t close = tokens.partner(at + 3);
    if (close >= tokens.size()) return false;
    edits.push_back(
        {std::string(source.path), tokens[at].end, tokens[at + 3].end, std::string(one.before)});
    edits.push_back({std::string(source.path), tokens[close].begin, tokens[close].end,
                     std::string(one.behind)});
    return true;
  }
  return false;
}

}  // namespace

std::vector<Repair> fix_router_history(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place || !problem.message.contains("useHistory")) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const std::string path(source.path);
  std::vector<Edit> edits;
  std::string_view history;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens.is_word(at, "useHistory")) {
      edits.push_back({path, tokens[at].begin, tokens[at].end, "useNavigate"});
      const bool kept = at > 1 && tokens.is_mark(at - 1, '=') && tokens.is_word(at - 2);
      if (kept) history = tokens.text_of(at - 2);
      continue;
    }
    if (history.empty() || !tokens.is_word(at, history)) continue;
    const bool member = at > 0 && tokens.is_mark(at - 1, '.');
    const bool listed = tokens.is_mark(at + 1, ']') || tokens.is_mark(at + 1, ',');
    if (member || listed) continue;
    if (!translate(source, at, edits)) return {};
  }
  if (edits.size() < 2) return {};
  return only("Navigate as React Router does since version 6.", std::move(edits));
}

}  // namespace sitewright::healing
