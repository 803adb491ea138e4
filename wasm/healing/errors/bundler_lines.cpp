// What Vite, its plugins and the bundlers below it write when a build fails.
#include <string>
#include <string_view>
#include <utility>

#include "healing/errors/clean_text.hpp"
#include "healing/errors/error_parser.hpp"
#include "healing/errors/meaning.hpp"
#include "healing/errors/positions.hpp"

namespace sitewright::healing {

// ╭─[ src/App.tsx:1:35 ]
//  -  in src/App.jsx at 33..34                              (bytes of a line that is too long to
//  show)
bool ErrorParser::take_location(std::string_view line) {
  const std::string_view words = trimmed(line);
  const std::size_t bytes = words.rfind(" at ");
  if (has_pending_ && words.starts_with("-  in ") && bytes != std::string_view::npos) {
    if (pending_.file.empty()) pending_.file = project_path(words.substr(6, bytes - 6));
    return true;
  }
  constexpr std::string_view corner = "╭─[ ";
  const std::size_t at = line.find(corner);
  if (at == std::string_view::npos) return false;
  const std::string_view rest = line.substr(at + corner.size());
  if (!has_pending_) return true;  // belongs to a warning
  stand_at(pending_, parse_position(trimmed(rest.substr(0, rest.find(" ]")))));
  return true;
}

// [UNRESOLVED_IMPORT] Could not resolve './nope' in src/App.tsx
// [plugin @tailwindcss/vite:generate:build] /site/src/index.css
// [vite:css] [postcss] /site/src/a.css:3:1: Unclosed block
bool ErrorParser::take_tagged(std::string_view line) {
  if (!in_failure_ || !line.starts_with('[')) return false;
  const std::size_t end = line.find("] ");
  if (end == std::string_view::npos) return false;
  const std::string_view tag = line.substr(1, end - 1);
  std::string_view rest = trimmed(line.substr(end + 2));
  if (rest.starts_with("[postcss] ")) rest.remove_prefix(10);
  Meaning meaning = meaning_of_tag(tag);
  Problem problem{meaning.category, std::move(meaning.code), std::string(rest)};
  if (!config_file_.empty() && problem.category == Category::unknown) {
    problem.category = Category::configuration;
  }
  if (!tag.starts_with("plugin ")) {
    // A place may stand before the words.
    const std::size_t words = rest.find(": ");
    if (words != std::string_view::npos) {
      const Position place = parse_position(rest.substr(0, words));
      if (place.line != 0) {
        stand_at(problem, place);
        problem.message = rest.substr(words + 2);
      }
    }
    const bool says_later = rest.ends_with("threw an error");
    if (says_later) problem.message.clear();
    begin(std::move(problem));
    awaits_message_ = says_later;
    return true;
  }
  stand_at(problem, parse_position(rest));
  problem.message.clear();
  begin(std::move(problem));
  awaits_message_ = true;
  return true;
}

// src/App.tsx:3:5: ERROR: Expected ";" but found "x"       (esbuild, by Vite up to 7)
// ✘ [ERROR] Could not resolve "x"                           (esbuild)
// src/App.tsx (1:9): "x" is not exported by "src/b.ts", …   (Rollup, by Vite up to 7)
// [vite]: Rollup failed to resolve import "x" from "/site/src/App.tsx".
// file: /site/src/App.tsx:3:5
bool ErrorParser::take_bundler(std::string_view line) {
  if (const std::size_t mark = line.find(": ERROR: "); mark != std::string_view::npos) {
    Problem problem{Category::syntax, "parse_error", std::string(line.substr(mark + 9))};
    stand_at(problem, parse_position(line.substr(0, mark)));
    if (problem.line == 0) return false;
    return begin_known(std::move(problem));
  }
  if (const std::size_t mark = line.find("[ERROR] "); mark != std::string_view::npos && mark < 6) {
    begin_known({Category::syntax, "parse_error", std::string(line.substr(mark + 8))});
    awaits_place_ = true;
    return true;
  }
  if (has_pending_ && line.starts_with("file: ")) {
    const Position place = parse_position(line.substr(6));
    if (pending_.line == 0) stand_at(pending_, place);
    return true;
  }
  if (awaits_place_ && has_pending_) {
    const Position place = parse_position(line);
    if (place.line != 0) {
      stand_at(pending_, place);
      awaits_place_ = false;
      return true;
    }
  }
  if (!in_failure_) return false;
  if (const std::size_t mark = line.find("failed to resolve import \"");
      mark != std::string_view::npos) {
    Problem problem{Category::dependency, "unresolved_import", std::string(line.substr(mark))};
    const std::size_t from = line.find("\" from \"");
    if (from != std::string_view::npos) {
      problem.file = project_path(line.substr(from + 8, line.find('"', from + 8) - from - 8));
    }
    begin(std::move(problem));
    return true;
  }
  const std::size_t missing = line.find("\" is not exported by \"");
  if (missing == std::string_view::npos || has_pending_) return false;
  const std::size_t open = line.rfind('"', missing - (missing > 0 ? 1 : 0));
  if (open == std::string_view::npos) return false;
  Problem problem{Category::dependency, "missing_export", std::string(line.substr(open))};
  if (const auto place = parse_bracketed(line.substr(0, line.find("): ") + 1))) {
    stand_at(problem, *place);
  }
  const std::size_t importer = line.find("imported by \"");
  if (problem.file.empty() && importer != std::string_view::npos) {
    const std::string_view path = line.substr(importer + 13);
    problem.file = project_path(path.substr(0, path.find('"')));
  }
  begin(std::move(problem));
  return true;
}

bool ErrorParser::begin_known(Problem problem) {
  take_meaning(problem, problem.message);
  begin(std::move(problem));
  return true;
}

}  // namespace sitewright::healing
