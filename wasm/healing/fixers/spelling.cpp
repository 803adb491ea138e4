// Names for which TypeScript itself says what was meant: "Did you mean 'x'?".
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

std::string bare(std::string text) {
  if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
      text.back() == text.front()) {
    return text.substr(1, text.size() - 2);
  }
  return text;
}

}  // namespace

std::vector<Repair> fix_spelling(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  std::vector<Repair> out;
  std::string_view rest = problem.message;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t mark = line.rfind("Did you mean ");
    if (mark == std::string_view::npos) continue;
    const std::string right = bare(quoted(line.substr(mark), 0));
    if (right.empty() || right.contains(' ') || right.contains('(')) continue;
    // The module's name stands in front of the member's.
    for (std::size_t i = problem.code == "TS2724" ? 1 : 0; i < 4; ++i) {
      const std::string wrong = bare(quoted(line.substr(0, mark), i));
      if (wrong.empty() || wrong == right) continue;
      const auto at = word_near(*place.source, place.offset, wrong);
      if (!at) continue;
      std::vector<Edit> edits = replaced_word(*place.source, *at, wrong, right);
      // What is imported keeps its name in the rest of the file.
      const bool imported = std::ranges::any_of(place.source->imports, [&](const auto& one) {
        const ImportName* name = name_in(one, wrong);
        return name != nullptr && name->imported == wrong && name->begin <= *at && *at < name->end;
      });
      if (imported && uses_of(*place.source, wrong) > 0) edits.front().text += " as " + wrong;
      out.push_back({"Write " + right + " instead of " + wrong + ".", std::move(edits)});
      break;
    }
  }
  return out;
}

}  // namespace sitewright::healing
