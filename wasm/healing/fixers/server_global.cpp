// What only a browser has, read while pages are rendered: the access may find nothing there.
#include <array>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

constexpr std::array<std::string_view, 9> globals{"window",         "document",  "localStorage",
                                                  "sessionStorage", "navigator", "matchMedia",
                                                  "location",       "history",   "screen"};

/// The parenthesis that the one at `close` ends.
std::uint32_t opening_of(const ScriptTokens& tokens, std::uint32_t close) {
  std::uint32_t at = close;
  while (at > 0 && !(tokens.is_mark(at, '(') && tokens.partner(at) == close)) --at;
  return at;
}

/// The token in front of the parameters that stand before an arrow.
std::uint32_t before_parameters(const Source& source, std::uint32_t arrow) {
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = arrow - 1;
  if (tokens.is_mark(at, ')')) at = opening_of(tokens, at);
  if (at > 0 && tokens.is_word(at - 1, "async")) --at;
  return at == 0 ? tokens.size() : at - 1;
}

bool is_rendered(std::string_view function) {
  const bool component = !function.empty() && context::is_upper(function.front());
  return component || function.starts_with("use");
}

/// Whether an arrow function runs while pages are rendered: a component, a hook, or what those hand
/// to what calls it at once.
bool arrow_runs_now(const Source& source, std::uint32_t arrow) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t before = before_parameters(source, arrow);
  if (before >= tokens.size() || before == 0) return true;
  if (tokens.is_mark(before, '(')) {
    return is_among(
        tokens.text_of(before - 1),
        " useState useMemo useReducer map filter find some every reduce flatMap forEach "
        "sort from memo forwardRef cache ");
  }
  if (tokens.is_mark(before, '=') && tokens.is_word(before - 1)) {
    const bool top = opening_around(source, before) >= tokens.size();
    return top || is_rendered(tokens.text_of(before - 1));
  }
  return false;
}

/// Of a bracket that closes, the one that opens; any other token is its own.
std::uint32_t begin_of_group(const ScriptTokens& tokens, std::uint32_t at) {
  const bool closes = tokens.is_mark(at, ')') || tokens.is_mark(at, '}') || tokens.is_mark(at, ']');
  std::uint32_t open = at;
  while (closes && open > 0 && (open == at || tokens.partner(open) != at)) --open;
  return open;
}

/// Whether the token stands in an effect, a handler or another function that only browsers run.
bool runs_later(const Source& source, std::uint32_t token) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t open = opening_around(source, token), from = token;;
       from = open, open = opening_around(source, open)) {
    const std::uint32_t first = open >= tokens.size() ? 0 : open + 1;
    // () => document.title; arrows of the types of parameters are none of it.
    for (std::uint32_t at = from; at > first;) {
      at = begin_of_group(tokens, at - 1);
      if (tokens.is_mark(at, ';') || tokens.is_mark(at, ',')) break;
      if (tokens.is_arrow(at) && !arrow_runs_now(source, at)) return true;
    }
    if (open >= tokens.size() || open < 2) return false;
    if (!tokens.is_mark(open, '{')) continue;
    if (tokens.is_arrow(open - 1)) {
      if (!arrow_runs_now(source, open - 1)) return true;
      continue;
    }
    const bool body = tokens.is_mark(open - 1, ')');
    const std::uint32_t at = body ? opening_of(tokens, open - 1) : open - 1;
    const bool named =
        body && at > 1 && tokens.is_word(at - 1) && tokens.is_word(at - 2, "function");
    const bool nested = opening_around(source, open) < tokens.size();
    if (named && nested && !is_rendered(tokens.text_of(at - 1))) return true;
  }
}

/// Of `document.title = "…"` the token after the member, where the statement writes to it.
bool is_written(const ScriptTokens& tokens, std::uint32_t at) {
  std::uint32_t end = at + 1;
  while (tokens.is_mark(end, '.') && tokens.is_word(end + 1)) end += 2;
  return tokens.is_mark(end, '=') && !tokens.is_mark(end + 1, '=');
}

void guard(const Source& source, std::string_view name, std::vector<Edit>& edits) {
  constexpr std::size_t max_looks = 400;  // at what stands around, which may be the whole file
  const ScriptTokens& tokens = *source.tokens;
  std::size_t looks = 0;
  for (std::uint32_t at = 0; at + 1 < tokens.size() && looks < max_looks; ++at) {
    if (!tokens.is_word(at, name) || (at > 0 && tokens.is_mark(at - 1, '.'))) continue;
    if (at > 0 && (tokens.is_word(at - 1, "typeof") || tokens.text_of(at - 1) == "?.")) continue;
    ++looks;
    if (!tokens.is_mark(at + 1, '.') || runs_later(source, at)) continue;
    if (is_written(tokens, at)) {
      if (statement_around(source, at).begin != at) continue;
      edits.push_back({std::string(source.path), tokens[at].begin, tokens[at].begin,
                       "if (typeof " + std::string(name) + " !== \"undefined\") "});
      continue;
    }
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
    // What starts a site, and what builds it, runs where the name is known or does not run at all.
    const bool starts = file->text.contains("hydrateRoot(") || file->text.contains("createRoot(");
    if (!file->path.starts_with("src/") || starts) continue;
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
