// A component of a site that was made `async`, as frameworks with servers have them: it waits for
// nothing, so the word can go.
#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// The bracket of the body that follows the parameters, or tokens.size().
std::uint32_t body_of(const ScriptTokens& tokens, std::uint32_t parameters) {
  for (std::uint32_t at = tokens.after(parameters); at < tokens.size(); ++at) {
    if (tokens.is_mark(at, '{')) return at;
    if (tokens.is_mark(at, ';') || tokens.is_mark(at, '(')) break;
  }
  return tokens.size();
}

/// Takes the word away from `async function Name(…) {…}` that awaits nothing and has elements.
void collect(const Source& source, std::string_view wanted, std::vector<Edit>& edits) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const bool declared = tokens.is_word(at, "async") && tokens.is_word(at + 1, "function") &&
                          tokens.is_word(at + 2) && tokens.is_mark(at + 3, '(');
    if (!declared || !context::is_upper(tokens.text_of(at + 2).front())) continue;
    if (!wanted.empty() && tokens.text_of(at + 2) != wanted) continue;
    const std::uint32_t body = body_of(tokens, at + 3);
    if (body >= tokens.size()) continue;
    bool waits = false;
    bool shows = false;
    for (std::uint32_t inner = body; inner < tokens.partner(body); ++inner) {
      waits = waits || tokens.is_word(inner, "await");
      shows = shows || tokens[inner].kind == TokenKind::jsx_open;
    }
    if (waits || !shows) continue;
    edits.push_back({std::string(source.path), tokens[at].begin, tokens[at + 1].begin, ""});
  }
}

}  // namespace

std::vector<Repair> fix_async_component(Workbench& bench, const Problem& problem) {
  const bool typed = problem.code == "TS2786" && problem.message.contains("Promise<");
  const bool run = problem.message.contains("suspended while responding to synchronous input") ||
                   problem.message.contains("is an async Client Component");
  if (!typed && !run) return {};
  const std::string name = typed ? quoted(problem.message, 0) : std::string();
  std::vector<Edit> edits;
  for (const Source* file : bench.scripts()) {
    if (file->tokens != nullptr) collect(*file, name, edits);
  }
  if (edits.empty()) return {};
  return only("Make components that wait for nothing without async.", std::move(edits));
}

}  // namespace sitewright::healing
