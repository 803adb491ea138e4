#include "healing/errors/error_parser.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "healing/errors/clean_text.hpp"

namespace sitewright::healing {
namespace {

constexpr std::size_t max_problems = 100;
constexpr std::size_t max_message_bytes = 2000;

struct Position {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || at != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The path as the project knows it: "file:///site/src/a.ts?x" is "src/a.ts".
std::string project_path(std::string_view path) {
  if (path.starts_with("file://")) path.remove_prefix(7);
  if (path.starts_with("/site/")) path.remove_prefix(6);
  while (path.starts_with("./")) path.remove_prefix(2);
  return std::string(path.substr(0, path.find('?')));
}

/// "a/b.ts:3:14", "a/b.ts:3", "a/b.ts".
Position parse_position(std::string_view text) {
  Position position;
  std::array<std::uint32_t, 2> numbers{};
  std::size_t count = 0;
  while (count < 2) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) break;
    const auto value = number(text.substr(colon + 1));
    if (!value) break;
    numbers[count++] = *value;
    text = text.substr(0, colon);
  }
  position.file = project_path(text);
  position.line = count == 2 ? numbers[1] : count == 1 ? numbers[0] : 0;
  position.column = count == 2 ? numbers[0] : 0;
  return position;
}

bool contains_any(std::string_view text, std::initializer_list<std::string_view> needles) {
  return std::ranges::any_of(needles,
                             [&](std::string_view needle) { return text.contains(needle); });
}

/// What the words of a message say, whoever wrote it.
std::optional<std::pair<Category, std::string>> meaning(std::string_view message) {
  if (contains_any(message, {"heap out of memory", "Array buffer allocation failed", "ENOMEM"})) {
    return std::pair(Category::resource, "out_of_memory");
  }
  if (contains_any(message, {"ENOSPC", "No space left on device"})) {
    return std::pair(Category::resource, "disk_limit");
  }
  if (contains_any(message, {"EFBIG", "File too large"})) {
    return std::pair(Category::resource, "file_size_limit");
  }
  if (contains_any(message, {"EAGAIN", "Resource temporarily unavailable", "Cannot fork"})) {
    return std::pair(Category::resource, "process_limit");
  }
  if (contains_any(message, {"ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ENETUNREACH", "ETIMEDOUT",
                             "ECONNRESET", "fetch failed"})) {
    return std::pair(Category::network, "network_unreachable");
  }
  if (contains_any(message, {"Cannot find package", "Cannot find module", "ERR_MODULE_NOT_FOUND",
                             "Can't resolve", "Could not resolve", "failed to resolve import"})) {
    return std::pair(Category::dependency, "unresolved_import");
  }
  if (contains_any(message, {"EROFS", "EACCES", "EPERM"})) {
    return std::pair(Category::runtime, "permission_denied");
  }
  if (message.contains("ENOENT")) return std::pair(Category::runtime, "file_not_found");
  return std::nullopt;
}

std::string snake_case(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (word) {
      out += static_cast<char>(upper ? c - 'A' + 'a' : c);
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (out.ends_with('_')) out.pop_back();
  return out.empty() ? "unknown" : out;
}

Category category_of_typescript(std::uint32_t code) {
  if (code >= 1000 && code < 2000) return Category::syntax;
  if (code == 17002 || code == 17008 || code == 17014 || code == 17015) return Category::syntax;
  if (code == 2307 || code == 2792 || code == 7016) return Category::dependency;
  if ((code >= 5000 && code < 6000) || code == 6053 || code == 18003)
    return Category::configuration;
  return Category::type;
}

Category category_of_tag(std::string_view tag) {
  if (tag == "UNRESOLVED_IMPORT" || tag == "UNRESOLVED_ENTRY") return Category::dependency;
  if (tag == "MISSING_EXPORT" || tag == "IMPORT_IS_UNDEFINED") return Category::dependency;
  if (tag == "PARSE_ERROR" || tag.starts_with("builtin:vite-transform")) return Category::syntax;
  if (tag.contains("css") || tag.contains("postcss") || tag.contains("tailwind")) {
    return Category::syntax;
  }
  return Category::unknown;
}

std::string code_of_tag(std::string_view tag) {
  if (tag.starts_with("builtin:vite-transform")) return "parse_error";
  if (tag.starts_with("plugin ")) tag.remove_prefix(7);
  return snake_case(tag.substr(0, tag.find(':')));
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
  if (text.contains("Build failed") || text.starts_with("error during build:")) {
    in_failure_ = true;
    return;
  }
  if (text.starts_with("failed to load config from ")) {
    config_file_ = project_path(text.substr(27));
    return;
  }
  if (take_tsc(line) || take_location(text) || take_npm(text) || take_cause(text)) return;
  if (take_thrown(text) || take_tagged(text) || take_command_missing(text)) return;
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
    const std::size_t open = before.rfind('(');
    const std::size_t comma = before.rfind(',');
    if (open == std::string_view::npos || comma == std::string_view::npos || comma < open)
      return false;
    problem.file = project_path(before.substr(0, open));
    problem.line = number(before.substr(open + 1, comma - open - 1)).value_or(0);
    problem.column = number(before.substr(comma + 1, before.size() - comma - 4)).value_or(0);
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
  const Position position = parse_position(trimmed(rest.substr(0, rest.find(" ]"))));
  pending_.file = position.file;
  pending_.line = position.line;
  pending_.column = position.column;
  return true;
}

// [UNRESOLVED_IMPORT] Could not resolve './nope' in src/App.tsx
// [plugin @tailwindcss/vite:generate:build] /site/src/index.css
bool ErrorParser::take_tagged(std::string_view line) {
  if (!in_failure_ || !line.starts_with('[')) return false;
  const std::size_t end = line.find("] ");
  if (end == std::string_view::npos) return false;
  const std::string_view tag = line.substr(1, end - 1);
  const std::string_view rest = trimmed(line.substr(end + 2));
  Problem problem{category_of_tag(tag), code_of_tag(tag), std::string(rest)};
  if (!config_file_.empty() && problem.category == Category::unknown) {
    problem.category = Category::configuration;
  }
  if (!tag.starts_with("plugin ")) {
    begin(std::move(problem));
    return true;
  }
  const Position position = parse_position(rest);
  problem.file = position.file;
  problem.line = position.line;
  problem.column = position.column;
  problem.message.clear();
  begin(std::move(problem));
  awaits_message_ = true;
  return true;
}

// npm error code ERESOLVE
// npm error 404 Not Found - GET …
bool ErrorParser::take_npm(std::string_view line) {
  if (!line.starts_with("npm error")) return false;
  const std::string_view rest = trimmed(line.substr(9));
  if (rest.starts_with("code ")) {
    const std::string_view code = rest.substr(5);
    const auto known = meaning(code);
    begin({known ? known->first : Category::dependency,
           known ? known->second : "npm_" + snake_case(code), ""});
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
  if (const auto known = meaning(line)) {
    pending_.category = known->first;
    pending_.code = known->second;
  }
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
    if (const auto known = meaning(message)) {
      pending_.category = known->first;
      pending_.code = known->second;
    }
    awaits_message_ = false;
    return true;
  }
  if (has_pending_) return false;
  if (message.starts_with("Build failed with")) return true;
  Problem problem{Category::runtime, snake_case(name), std::string(line)};
  if (!config_file_.empty()) problem.category = Category::configuration;
  problem.file = config_file_;
  if (name == "SyntaxError") problem = {Category::syntax, "parse_error", std::string(message)};
  if (const auto known = meaning(line)) {
    problem.category = known->first;
    problem.code = known->second;
  }
  if (const std::size_t from = line.find(" imported from /site/"); from != std::string_view::npos) {
    const std::string importer = project_path(line.substr(from + 15));
    if (!importer.starts_with("node_modules/")) problem.file = importer;
  }
  if (!source_at_.empty()) {
    const Position position = parse_position(source_at_);
    problem.file = position.file;
    problem.line = position.line;
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
  if (pending_.line != 0 || line.contains("node_modules")) return;
  const std::size_t at = line.find("/site/");
  if (at == std::string_view::npos) return;
  std::string_view place = line.substr(at);
  place = place.substr(0, place.find(')'));
  const Position position = parse_position(place);
  if (position.line == 0) return;
  pending_.file = position.file;
  pending_.line = position.line;
  pending_.column = position.column;
}

void ErrorParser::take_code_frame(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (!has_pending_) {
    const bool names_source = text.starts_with("file:///site/") || text.starts_with("/site/");
    if (names_source && parse_position(text).line != 0) source_at_ = text;
    if (const auto known = meaning(text); known && known->first == Category::resource) {
      begin({known->first, known->second, std::string(text)});
      flush();
    }
    return;
  }
  if (awaits_message_) {
    pending_.message = text;
    awaits_message_ = false;
    return;
  }
  // tsc indents what explains the message above it.
  const bool explains = pending_.code.starts_with("TS") && line.starts_with("  ");
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
  source_at_.clear();
  if (!counts || std::ranges::contains(found_, pending_)) return;
  if (pending_.message.empty()) pending_.message = pending_.code;
  found_.push_back(std::move(pending_));
}

std::vector<Problem> ErrorParser::finish() {
  flush();
  return std::move(found_);
}

Problem ErrorParser::fallback(std::string_view what, int exit_code) const {
  std::string message = std::string(what) + " ended with code " + std::to_string(exit_code);
  message += last_line_.empty() ? "." : ": " + last_line_;
  return {Category::unknown, "command_failed", clipped(std::move(message), max_message_bytes)};
}

}  // namespace sitewright::healing
