// What only a browser has, read while pages are rendered: the access may find nothing there.
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

constexpr std::array<std::string_view, 9> globals{"window",         "document",  "localStorage",
                                                  "sessionStorage", "navigator", "matchMedia",
                                                  "location",       "history",   "screen"};

/// Whether the token stands in an effect or a handler, which only browsers run.
bool runs_later(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = opening_around(source, token); open < tokens.size();
       open = opening_around(source, open)) {
    if (open == 0) return false;
    if (tokens.is_mark(open, '(') &&
        (tokens.is_word(open - 1, "useEffect") || tokens.is_word(open - 1, "useLayoutEffect") ||
         tokens.is_word(open - 1, "useCallback") || tokens.is_word(open - 1, "addEventListener") ||
         tokens.is_word(open - 1, "setTimeout"))) {
      return true;
    }
    const bool handler = tokens.is_mark(open, '{') && tokens.is_mark(open - 1, '=') && open > 1 &&
                         tokens.text_of(open - 2).starts_with("on");
    if (handler) return true;
  }
  return false;
}

void guard(const Source& source, std::string_view name, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 1 < tokens.size(); ++at) {
    if (!tokens.is_word(at, name) || (at > 0 && tokens.is_mark(at - 1, '.'))) continue;
    if (at > 0 && (tokens.is_word(at - 1, "typeof") || tokens.text_of(at - 1) == "?.")) continue;
    if (!tokens.is_mark(at + 1, '.') || runs_later(source, at)) continue;
    edits.push_back({std::string(source.path), tokens[at].begin, tokens[at + 1].end,
                     "globalThis." + std::string(name) + "?."});
  }
}

}  // namespace

std::vector<Repair> fix_server_global(Workbench& bench, const Problem& problem) {
  const std::size_t end = problem.message.find(" is not defined");
  if (end == std::string::npos) return {};
  std::string_view name = std::string_view(problem.message).substr(0, end);
  if (const std::size_t space = name.rfind(' '); space != std::string_view::npos) {
    name.remove_prefix(space + 1);
  }
  bool known = false;
  for (const std::string_view one : globals) known = known || one == name;
  if (!known) return {};
  std::vector<Repair> out;
  const Source* named = bench.source(problem.file);
  for (const Source* file : bench.scripts()) {
    if (named != nullptr && named->tokens != nullptr && file != named) continue;
    std::vector<Edit> edits;
    guard(*file, name, edits);
    if (edits.empty()) continue;
    out.push_back({"Let " + std::string(name) + " be missing in " + std::string(file->path) + ".",
                   std::move(edits)});
  }
  for (Repair& one : out) one.unique = out.size() == 1;
  return out;
}

}  // namespace sitewright::healing
