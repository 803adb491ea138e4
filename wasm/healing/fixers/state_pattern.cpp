// What a hook gives back, taken apart the wrong way: `const { a, setA } = useState()`, and a setter
// that is used though only the value was taken.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

bool gives_list(const ScriptTokens& tokens, std::uint32_t at) {
  if (tokens.is_word(at, "React") && tokens.is_mark(at + 1, '.')) at += 2;
  for (const std::string_view hook :
       {"useState", "useReducer", "useTransition", "useActionState", "useOptimistic"}) {
    if (tokens.is_word(at, hook)) return true;
  }
  return false;
}

/// `{ a, setA }` of which the types say that it is a list.
std::vector<Repair> as_list(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = opening_around(source, source.token_at(offset));
  if (open >= tokens.size() || !tokens.is_mark(open, '{')) return {};
  const std::uint32_t close = tokens.partner(open);
  if (!tokens.is_mark(close + 1, '=') || !gives_list(tokens, close + 2)) return {};
  const std::string path(source.path);
  return only("Take a list apart as a list.",
              {{path, tokens[open].begin, tokens[open].end, "["},
               {path, tokens[close].begin, tokens[close].end, "]"}});
}

/// `const [open] = useState()` and setOpen.
std::vector<Repair> with_setter(const Source& source, const std::string& name) {
  if (!name.starts_with("set") || name.size() < 4) return {};
  std::string value = name.substr(3);
  value[0] =
      static_cast<char>(value[0] >= 'A' && value[0] <= 'Z' ? value[0] - 'A' + 'a' : value[0]);
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 4 < tokens.size(); ++at) {
    const bool alone = tokens.is_mark(at, '[') && tokens.is_word(at + 1, value) &&
                       tokens.is_mark(at + 2, ']') && tokens.is_mark(at + 3, '=') &&
                       gives_list(tokens, at + 4);
    if (!alone) continue;
    const std::uint32_t end = tokens[at + 1].end;
    return only("Take " + name + " as well.", {{std::string(source.path), end, end, ", " + name}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_state_pattern(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  if (problem.code == "TS2339") return as_list(*place.source, place.offset);
  return with_setter(*place.source, quoted(problem.message, 0));
}

}  // namespace sitewright::healing
