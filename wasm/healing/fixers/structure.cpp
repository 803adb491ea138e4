// Broken syntax that one small edit mends: a bracket, quote, comma or tag that is missing, too many
// or of another kind. Candidates are made where something does not pair and where the tools point,
// each is tried on the text, and those that leave it soundest are proposed.
// Text and elements are never taken out; a file that ends in the middle is left alone, since what
// it lost cannot be told.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/edit_search.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/text_ends.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// "',' expected." and "Expected `,` or `}` but found `x`": what the tool would have there.
std::string expected_by(const Problem& problem) {
  if (problem.code == "TS1312" || problem.message.contains("Invalid assignment in object")) {
    return ":";
  }
  const bool says = problem.message.contains("expected") || problem.message.contains("Expected");
  if (!says) return {};
  std::string text = quoted(problem.message, 0);
  if (text == "from" || text == "as") return text;
  const bool is_mark =
      !text.empty() && text.size() <= 3 && std::ranges::none_of(text, context::is_word_byte);
  return is_mark && text != ";" && text != "</" ? text : std::string();
}

std::string described(const Source& source, const Candidate& one) {
  const std::string place =
      std::string(source.path) + ":" + std::to_string(source.line_of(one.begin));
  const std::string_view old = source.text.substr(one.begin, one.end - one.begin);
  std::string shown(one.text);
  std::erase(shown, '\n');
  while (shown.starts_with(' ')) shown.erase(0, 1);
  if (one.begin == one.end) return "Put " + shown + " in " + place + ".";
  if (one.text.empty()) return "Take out a " + std::string(old) + " in " + place + ".";
  return "Write " + shown + " instead of " + std::string(old) + " in " + place + ".";
}

std::uint32_t elements_of(const ScriptTokens& tokens) {
  std::uint32_t count = 0;
  for (std::uint32_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].kind == TokenKind::jsx_open) ++count;
  }
  return count;
}

}  // namespace

std::vector<Repair> fix_structure(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  std::vector<std::uint32_t> offsets;
  std::string expected;
  // Once for each file, with all that the tools say of it.
  for (const Problem& other : bench.problems()) {
    if (other.file != problem.file || other.category != Category::syntax) continue;
    if (offsets.empty()) {
      if (&other != &problem) return {};
      expected = expected_by(other);
    }
    const std::uint32_t offset =
        offset_in(place.source->text, std::max(other.line, 1U), std::max(other.column, 1U));
    if (offsets.size() < 4 && !std::ranges::contains(offsets, offset)) offsets.push_back(offset);
  }
  std::vector<Candidate> found = search_edits(*place.source, offsets, expected);
  std::vector<Repair> out;
  const std::uint32_t elements = elements_of(*place.source->tokens);
  for (const Candidate& one : found) {
    // A quote that makes a text of elements hides them.
    const std::string trial = std::string(place.source->text.substr(0, one.begin)) + one.text +
                              std::string(place.source->text.substr(one.end));
    const ScriptTokens after(place.source->language, trial, ScriptTokens::OpenJsx::keep);
    const std::string_view old = place.source->text.substr(one.begin, one.end - one.begin);
    const bool of_text = one.text.find_first_of("\"'`") != std::string::npos ||
                         old.find_first_of("\"'`") != std::string_view::npos;
    // Where an element has no end, types behind it are read as elements too.
    if ((of_text && elements_of(after) < elements) || hides_elements(after)) continue;
    out.push_back({described(*place.source, one),
                   {{std::string(place.source->path), one.begin, one.end, one.text}}});
    out.back().unique = out.size() == 1;
  }
  return out;
}

}  // namespace sitewright::healing
