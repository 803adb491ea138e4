// Import statements that are a word or a brace off: `import { a } form "b"`, `import a } from "b"`.
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// The first token behind `import` and `import type`; 0 where no import begins.
std::uint32_t behind_import(const ScriptTokens& tokens, std::uint32_t at) {
  const bool begins = tokens.is_word(at, "import") && (at == 0 || tokens[at].after_newline);
  if (!begins) return 0;
  const bool type = tokens.is_word(at + 1, "type") && !tokens.is_word(at + 2, "from");
  return type ? at + 2 : at + 1;
}

/// `import { a } form "b"`: whatever word stands between names and module.
std::vector<Edit> from_words(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const std::uint32_t names = behind_import(tokens, at);
    if (names == 0 || names >= tokens.size()) continue;
    const std::uint32_t word = tokens.after(names);
    const bool wrong = word + 1 < tokens.size() && tokens.is_word(word) &&
                       !tokens.is_word(word, "from") && !tokens.is_word(word, "as") &&
                       tokens[word + 1].kind == TokenKind::string;
    if (wrong) {
      out.push_back({std::string(source.path), tokens[word].begin, tokens[word].end, "from"});
    }
  }
  return out;
}

/// `import a, b } from "c"`
std::vector<Edit> begins_of_names(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 3 < tokens.size(); ++at) {
    const std::uint32_t names = behind_import(tokens, at);
    if (names == 0) continue;
    std::uint32_t end = names;
    while (tokens.is_word(end) || tokens.is_mark(end, ',')) ++end;
    const bool open = end > names && tokens.is_mark(end, '}') && tokens.is_word(end + 1, "from");
    if (!open) continue;
    out.push_back({std::string(source.path), tokens[names].begin, tokens[names].begin, "{ "});
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_import_slips(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  std::vector<Repair> out;
  for (const Look& look : {Look{from_words, "Write from between names and module"},
                           Look{begins_of_names, "Put { in front of the names of an import"}}) {
    offer(source, look.summary, look.find(source), out);
  }
  return out;
}

}  // namespace sitewright::healing
