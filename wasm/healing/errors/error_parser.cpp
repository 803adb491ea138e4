#include "healing/errors/error_parser.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "healing/errors/clean_text.hpp"
#include "healing/errors/meaning.hpp"
#include "healing/errors/positions.hpp"

namespace sitewright::healing {
namespace {

constexpr std::size_t max_problems = 100;
constexpr std::size_t max_message_bytes = 2000;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

void stand_at(Problem& problem, const Position& place) {
  problem.file = place.file;
  problem.line = place.line;
  problem.column = place.column;
}

void take_meaning(Problem& problem, std::string_view words) {
  if (auto known = meaning_of(words)) {
    problem.category = known->category;
    problem.code = std::move(known->code);
  }
}

/// "   ~~~~" below a line of code.
bool is_underline(std::string_view text) {
  return text.find_first_not_of(" ~^") == std::string_view::npos;
}

/// "TypeError: x" and "TypeError [CODE]: x", split; nothing for other text.
std::optional<std::pair<std::string_view, std::string_view>> split_thrown(std::string_view line) {
  if (line.starts_with("Uncaught ")) line.remove_prefix(9);
  const std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view name = line.substr(0, colon);
  name = name.substr(0, name.find(" ["));
  const bool word = std::ranges::all_of(
      name, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
  if (!word || !name.ends_with("Error")) return std::nullopt;
  return std::pair(name, line.substr(colon + 2));
}

}  // namespace

void ErrorParser::take(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (!text.empty() && !text.starts_with("Node.js v")) last_line_ = text;
  if (line.starts_with("    ") && text.starts_with("at ")) return take_stack(text.substr(3));
  if (text.empty()) {
    if (has_pending_ && !awaits_message_ && !pending_needs_stack_) flush();
    return;
  }
  if (text == "Caused by:") return;  // the words follow
  const bool announced = says_next_;
  says_next_ = text.starts_with("error during build:");
  in_failure_ = in_failure_ || says_next_ || text.contains("Build failed");
  if (says_next_ || text.contains("Build failed")) return;
  if (text.starts_with("failed to load config from ")) {
    config_file_ = project_path(text.substr(27));
    return;
  }
  if (take_tsc(line) || take_location(text) || take_npm(text) || take_cause(text)) return;
  if (take_bundler(text) || take_tagged(text) || take_thrown(text)) return;
  if (take_command_missing(text)) return;
  // Words of their own, not those that begin with a place.
  const bool begins_with_place = text.find("/site/") <= std::string_view("file://").size();
  if (announced && !begins_with_place && !has_pending_ && found_.empty()) {
    return begin({Category::configuration, "build_failed", std::string(text)});
  }
  take_code_frame(line);
}

// src/App.tsx(1,32): error TS2322: Type 'string' is not assignable to type 'number'.
// error TS18003: No inputs were found in config file …
bool ErrorParser::take_tsc(std::string_view line) {
  const std::size_t mark = line.find("error TS");
  if (mark == std::string_view::npos) return false;
  const std::string_view after = line.substr(mark + 8);
  const std::size_t colon = after.find(": ");
  const auto code = number(after.substr(0, colon));
  if (colon == std::string_view::npos || !code) return false;
  std::string_view before = line.substr(0, mark);
  Problem problem{category_of_typescript(*code), "TS" + std::to_string(*code),
                  std::string(after.substr(colon + 2))};
  if (before.ends_with("): ")) {
    const auto place = parse_bracketed(before.substr(0, before.size() - 2));
    if (!place) return false;
    stand_at(problem, *place);
  } else if (before.ends_with(" - ")) {  // --pretty
    stand_at(problem, parse_position(before.substr(0, before.size() - 3)));
  } else if (!before.empty()) {
    return false;
  }
  begin(std::move(problem));
  return true;
}

// ╭─[ src/App.tsx:1:35 ]
bool ErrorParser::take_location(std::string_view line) {
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

// npm error code ERESOLVE
// npm error 404 Not Found - GET …
bool ErrorParser::take_npm(std::string_view line) {
  if (!line.starts_with("npm error") && !line.starts_with("npm ERR!")) return false;
  const std::string_view rest = trimmed(line.substr(line[4] == 'e' ? 9 : 8));
  if (rest.starts_with("code ")) {
    const std::string_view code = rest.substr(5);
    const auto known = meaning_of(code);
    begin({known ? known->category : Category::dependency,
           known ? known->code : "npm_" + snake_case(code), ""});
    return true;
  }
  const bool is_manual = rest == "Usage:" || rest.starts_with("Clean install");
  if (is_manual) flush();
  if (has_pending_ && pending_.message.size() < max_message_bytes &&
      !rest.starts_with("A complete log") && !rest.empty()) {
    if (!pending_.message.empty()) pending_.message += '\n';
    pending_.message += rest;
  }
  return true;
}

// [cause]: Error: connect ENETUNREACH 192.0.2.1:80
bool ErrorParser::take_cause(std::string_view line) {
  if (!has_pending_ || !line.starts_with("[cause]: ")) return false;
  line.remove_prefix(9);
  pending_.message += "\n";
  pending_.message += line;
  take_meaning(pending_, line);
  return true;
}

// ReferenceError: window is not defined
// [TypeError: fetch failed] {
bool ErrorParser::take_thrown(std::string_view line) {
  if (line.starts_with('[') && (line.ends_with("] {") || line.ends_with(']'))) {
    line = line.substr(1, line.rfind(']') - 1);
  }
  const auto thrown = split_thrown(line);
  if (!thrown) return false;
  const auto [name, message] = *thrown;
  if (awaits_message_) {
    pending_.message = message;
    take_meaning(pending_, message);
    awaits_message_ = false;
    return true;
  }
  if (has_pending_) return false;
  if (message.starts_with("Build failed with")) return true;
  Problem problem{Category::runtime, snake_case(name), std::string(line)};
  if (!config_file_.empty()) problem.category = Category::configuration;
  problem.file = config_file_;
  if (name == "SyntaxError") problem = {Category::syntax, "parse_error", std::string(message)};
  take_meaning(problem, line);
  if (const std::size_t from = line.find(" imported from /site/"); from != std::string_view::npos) {
    const std::string importer = project_path(line.substr(from + 15));
    if (!importer.starts_with("node_modules/")) problem.file = importer;
  }
  if (!source_at_.empty()) {
    const Position position = parse_position(source_at_);
    problem.file = position.file;
    problem.line = position.line;
  }
  if (problem.file.starts_with("vite.config.") &&
      message.contains("does not provide an export named")) {
    problem.category = Category::configuration;
    problem.code = "missing_export";
  }
  begin(std::move(problem));
  pending_needs_stack_ = !in_failure_;
  return true;
}

// sh: 1: vite: not found
bool ErrorParser::take_command_missing(std::string_view line) {
  if (!line.starts_with("sh: ") || !line.ends_with(": not found")) return false;
  begin({Category::dependency, "command_not_found", std::string(line)});
  flush();
  return true;
}

// "at render (file:///site/src/x.ts:3:9)": the first frame in the project's own files is the place.
void ErrorParser::take_stack(std::string_view line) {
  if (!has_pending_) return;
  pending_needs_stack_ = false;
  awaits_message_ = false;
  if (line.contains("node_modules")) return;
  const std::size_t at = line.find("/site/");
  if (at != std::string_view::npos && pending_.symbol.empty()) {
    // The function that threw: the place may be that of a bundle, its name is the source's.
    std::string_view name = trimmed(line.substr(0, line.find('(')));
    for (const std::string_view word : {"async ", "new ", "Object.", "Module."}) {
      if (name.starts_with(word)) name.remove_prefix(word.size());
    }
    if (line.contains('(') && !name.contains('/')) pending_.symbol = name;
  }
  if (pending_.line != 0) return;
  if (at == std::string_view::npos) return;
  // The file that a tool names is where it is; who called the tool is not.
  const bool named = config_file_.empty() && !pending_.file.empty();
  std::string_view place = line.substr(at);
  place = place.substr(0, place.find(')'));
  const Position position = parse_position(place);
  if (position.line == 0 || (named && position.file != pending_.file)) return;
  pending_.file = position.file;
  pending_.line = position.line;
  pending_.column = position.column;
}

void ErrorParser::take_code_frame(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (!has_pending_) {
    const bool names_source = text.starts_with("file:///site/") || text.starts_with("/site/");
    if (names_source && parse_position(text).line != 0) source_at_ = text;
    if (const auto known = meaning_of(text); known && known->category == Category::resource) {
      begin({known->category, known->code, std::string(text)});
      flush();
    }
    return;
  }
  if (awaits_message_) {
    pending_.message = text;
    take_meaning(pending_, text);
    awaits_message_ = false;
    return;
  }
  // tsc indents what explains the message above it; --pretty also shows code and other places.
  const bool of_tsc = pending_.code.starts_with("TS");
  if (of_tsc && line.starts_with("  ") && parse_position(text).line != 0) shows_code_ = true;
  const bool explains = of_tsc && line.starts_with("  ") && !shows_code_ && !is_underline(text);
  if (explains && pending_.message.size() < max_message_bytes) {
    pending_.message += '\n';
    pending_.message += text;
  }
}

bool ErrorParser::begin_known(Problem problem) {
  take_meaning(problem, problem.message);
  begin(std::move(problem));
  return true;
}

void ErrorParser::begin(Problem problem) {
  flush();
  pending_ = std::move(problem);
  has_pending_ = true;
}

void ErrorParser::flush() {
  const bool counts = has_pending_ && !pending_needs_stack_ && found_.size() < max_problems;
  has_pending_ = false;
  pending_needs_stack_ = false;
  awaits_message_ = false;
  awaits_place_ = false;
  shows_code_ = false;
  source_at_.clear();
  if (!counts) return;
  if (pending_.message.empty()) pending_.message = pending_.code;
  if (std::ranges::contains(found_, pending_)) return;
  classify(pending_);
  if (std::ranges::contains(found_, pending_)) return;
  found_.push_back(std::move(pending_));
}

std::vector<Problem> ErrorParser::finish() {
  flush();
  return std::vector<Problem>(found_.begin() + static_cast<std::ptrdiff_t>(told_), found_.end());
}

std::vector<Problem> ErrorParser::told() {
  std::vector<Problem> out;
  for (; told_ < found_.size(); ++told_) {
    const Problem& next = found_[told_];
    if (!next.code.starts_with("TS") && !in_failure_) break;
    out.push_back(next);
  }
  return out;
}

Problem ErrorParser::fallback(std::string_view what, int exit_code) const {
  std::string message = std::string(what) + " ended with code " + std::to_string(exit_code);
  message += last_line_.empty() ? "." : ": " + last_line_;
  return {Category::unknown, "command_failed", clipped(std::move(message), max_message_bytes)};
}

}  // namespace sitewright::healing
