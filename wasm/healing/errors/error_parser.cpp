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
