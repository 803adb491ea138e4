// A member that a component takes out of its properties and that their type does not name: the type
// gets it, as another type of the project has it or as its default and its callers tell.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/nearest_name.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"
#include "healing/fixers/written_types.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// The "{" of `interface Name {` or `type Name = {`; tokens.size() where there is none.
std::uint32_t body_of(const ScriptTokens& tokens, std::string_view name) {
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    const bool declares = tokens.is_word(at, "interface") || tokens.is_word(at, "type");
    if (!declares || !tokens.is_word(at + 1, name)) continue;
    for (std::uint32_t open = at + 2; open < std::min(at + 8, tokens.size()); ++open) {
      if (tokens.is_mark(open, '{')) return open;
      if (tokens.is_mark(open, ';')) break;
    }
  }
  return tokens.size();
}

/// The type that a member of this name has elsewhere in the project.
std::string type_elsewhere(Workbench& bench, std::string_view name) {
  for (const Source* file : bench.scripts()) {
    const ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t at = 1; at + 2 < tokens.size(); ++at) {
      const bool starts = tokens.is_mark(at - 1, '{') || tokens.is_mark(at - 1, ';');
      if (!starts || !tokens.is_word(at, name)) continue;
      const std::uint32_t colon = tokens.is_mark(at + 1, '?') ? at + 2 : at + 1;
      if (!tokens.is_mark(colon, ':')) continue;
      std::uint32_t end = colon + 1;
      while (end < tokens.size() && !tokens.is_mark(end, ';') && !tokens.is_mark(end, '}') &&
             !tokens.is_mark(end, ',')) {
        end = tokens.after(end);
      }
      if (!tokens.is_mark(end, ';')) continue;
      const std::uint32_t begin = tokens[colon + 1].begin;
      const std::string type(file->text.substr(begin, tokens[end - 1].end - begin));
      // A type of one's own would have to be imported.
      const bool plain = std::ranges::none_of(type, [](char c) { return c >= 'A' && c <= 'Z'; });
      if (plain && type.size() < 60) return type;
    }
  }
  return {};
}

/// As callers write it: <Card title="…" />.
std::string type_of_callers(Workbench& bench, std::string_view name) {
  for (const Source* file : bench.scripts()) {
    const ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
      if (tokens[at].kind != TokenKind::jsx_name || tokens.text_of(at) != name) continue;
      if (!tokens.is_mark(at + 1, '=')) return "boolean";
      const std::uint32_t value = tokens.is_mark(at + 2, '{') ? at + 3 : at + 2;
      if (auto type = literal_type(tokens, value); !type.empty()) return type;
    }
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_missing_member(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  const std::string name = quoted(problem.message, 0);
  const std::string type = quoted(problem.message, 1);
  const bool word = !type.empty() && std::ranges::all_of(type, context::is_word_byte);
  if (!place || name.empty() || !word) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(place.offset);
  const std::uint32_t open = opening_around(source, at);
  const bool taken = tokens.is_word(at, name) && open < at && open > 0 &&
                     tokens.is_mark(open, '{') && tokens.is_mark(open - 1, '(');
  if (!taken) return {};
  std::vector<std::string> members;
  for (const Member& one : members_of(bench, type)) members.push_back(one.name);
  if (!nearest_name(name, members).empty()) return {};
  const bool has_default = tokens.is_mark(at + 1, '=');
  std::string is = name == "children" ? std::string("React.ReactNode") : std::string();
  if (is.empty() && has_default) is = literal_type(tokens, at + 2);
  if (is.empty()) is = type_of_callers(bench, name);
  if (is.empty()) is = type_elsewhere(bench, name);
  const bool certain = !is.empty();
  if (!certain) is = "any";
  const std::uint32_t body = body_of(tokens, type);
  if (body >= tokens.size()) return {};
  const std::uint32_t end = tokens[body].end;
  std::vector<Repair> out = only("Let " + type + " have " + name + ".",
                                 {{std::string(source.path), end, end,
                                   "\n  " + name + (has_default ? "?: " : ": ") + is + ";"}});
  out.front().unique = certain;
  return out;
}

}  // namespace sitewright::healing
