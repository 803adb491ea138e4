// enum under erasableSyntaxOnly: a constant object and a type of the same name.
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {

std::vector<Repair> fix_enum(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const context::ScriptTokens& tokens = *source.tokens;
  std::uint32_t at = source.token_at(place.offset);
  // The place may be that of the name, of the keyword or of a modifier.
  for (int back = 0; back < 3 && at > 0 && !tokens.is_word(at, "enum"); ++back) --at;
  for (int ahead = 0; ahead < 6 && !tokens.is_word(at, "enum"); ++ahead) ++at;
  if (!tokens.is_word(at, "enum") || !tokens.is_word(at + 1) || !tokens.is_mark(at + 2, '{')) {
    return {};
  }
  const std::uint32_t open = at + 2;
  const std::uint32_t close = tokens.partner(open);
  const std::string name(tokens.text_of(at + 1));
  std::uint32_t first = at;
  while (first > 0 &&
         (tokens.is_word(first - 1, "const") || tokens.is_word(first - 1, "declare"))) {
    --first;
  }
  const bool exported = first > 0 && tokens.is_word(first - 1, "export");
  const std::string path(source.path);
  std::vector<Edit> edits{{path, tokens[first].begin, tokens[at + 1].end, "const " + name + " ="}};
  int number = 0;
  for (std::uint32_t next = open + 1; next < close; ++next) {
    if (!tokens.is_word(next) || tokens.is_mark(next - 1, '=')) continue;
    if (tokens.is_mark(next + 1, '=')) {
      edits.push_back({path, tokens[next].end, tokens[next + 1].end, ":"});
      while (next < close && !tokens.is_mark(next, ',')) ++next;
    } else {
      edits.push_back({path, tokens[next].end, tokens[next].end, ": " + std::to_string(number)});
    }
    ++number;
  }
  edits.push_back({path, tokens[close].end, tokens[close].end,
                   " as const;\n" + std::string(exported ? "export " : "") + "type " + name +
                       " = (typeof " + name + ")[keyof typeof " + name + "];"});
  return only("Write the enum " + name + " as a constant.", std::move(edits));
}

}  // namespace sitewright::healing
