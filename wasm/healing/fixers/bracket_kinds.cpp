// What parses, and is of another kind than what is meant: `useState[0]`, `list(0)`,
// `const [a] = object`, properties that are not taken apart, `this.submit` in a function, `"a" .
// b`.
#include <algorithm>
#include <string>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

constexpr int max_looks = 200;  // for a name in the whole text

bool touches(const ScriptTokens& tokens, std::uint32_t at) {
  return at > 0 && at < tokens.size() && tokens[at - 1].end == tokens[at].begin;
}

Edit replaced(const Source& source, std::uint32_t token, std::string text) {
  const context::Token& old = (*source.tokens)[token];
  return {std::string(source.path), old.begin, old.end, std::move(text)};
}

bool is_hook(std::string_view name) {
  return name.size() > 3 && name.starts_with("use") && context::is_upper(name[3]);
}

/// `useState[0]`, `useState<string>[""]`
std::vector<Edit> hooks(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at) || !is_hook(tokens.text_of(at))) continue;
    const std::uint32_t open = tokens.after_angles(at + 1, tokens.size());
    if (!tokens.is_mark(open, '[') || !touches(tokens, open)) continue;
    const std::uint32_t close = tokens.partner(open);
    if (close <= open) continue;
    out.push_back(replaced(source, open, "("));
    out.push_back(replaced(source, close, ")"));
  }
  return out;
}

/// `list(0)`, told of where the call begins.
std::vector<Edit> place_in_list(const Source& source, std::uint32_t offset,
                                std::string_view message) {
  const std::size_t from = message.find("Type '");
  if (from == std::string_view::npos) return {};
  const std::string_view rest = message.substr(from + 6);
  const std::string_view type = rest.substr(0, rest.find("' has no call"));
  const bool list = type.ends_with("[]") || type.starts_with("Record<") || type.starts_with('[') ||
                    type.starts_with("readonly [") || type.starts_with('{') ||
                    type.contains("Array");
  if (!list) return {};
  const ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = source.token_at(offset);
  while (tokens.is_word(open) || tokens.is_mark(open, '.') || tokens.text_of(open) == "?.") ++open;
  if (!tokens.is_mark(open, '(')) return {};
  const std::uint32_t close = tokens.partner(open);
  if (close <= open + 1) return {};
  return {replaced(source, open, "["), replaced(source, close, "]")};
}

/// `const [a, b] = object`, where the object has members of these names.
std::vector<Edit> pattern(Workbench& bench, const Source& source, std::uint32_t offset,
                          const std::string& message) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t line = source.line_of(offset);
  const std::string type = quoted(message, 0);
  const std::vector<Member> members = members_of(bench, type);
  for (std::uint32_t at = source.token_at(source.line_begin(line));
       at + 2 < tokens.size() && source.line_of(tokens[at].begin) == line; ++at) {
    const bool declares = tokens.is_word(at, "const") || tokens.is_word(at, "let");
    if (!declares || !tokens.is_mark(at + 1, '[')) continue;
    const std::uint32_t close = tokens.partner(at + 1);
    bool known = close > at + 2;
    for (std::uint32_t in = at + 2; in < close; ++in) {
      const std::string name(tokens.text_of(in));
      const bool named =
          message.contains("{ " + name + ":") || message.contains("; " + name + ":") ||
          message.contains("; " + name + "?:") || message.contains("{ " + name + "?:") ||
          std::ranges::any_of(members, [&](const Member& one) { return one.name == name; });
      known = known && (tokens.is_mark(in, ',') || (tokens.is_word(in) && named));
    }
    if (!known) continue;
    return {replaced(source, at + 1, "{ "), replaced(source, close, " }")};
  }
  return {};
}

/// `this.submit` where submit is a name of the file and nothing is a class.
std::vector<Edit> bare_this(const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  const auto is_name = [&](std::string_view name) {
    for (std::uint32_t at = 1; at < tokens.size(); ++at) {
      if (tokens.is_word(at, name) && !tokens.is_mark(at - 1, '.')) return true;
    }
    return false;
  };
  int looks = 0;
  for (std::uint32_t at = 0; at + 2 < tokens.size() && looks < max_looks; ++at) {
    if (tokens.is_word(at, "class")) return {};
    const bool member = tokens.is_word(at, "this") && tokens.is_mark(at + 1, '.') &&
                        tokens.is_word(at + 2) && ++looks > 0 && is_name(tokens.text_of(at + 2));
    if (!member) continue;
    out.push_back({std::string(source.path), tokens[at].begin, tokens[at + 2].begin, ""});
  }
  return out;
}

/// `function Card(title: { title: string })`: a component's one parameter, called like a property.
std::vector<Edit> whole_properties(Workbench& bench, const Source& source) {
  const ScriptTokens& tokens = *source.tokens;
  int looks = 0;
  for (std::uint32_t at = 0; at + 6 < tokens.size() && looks < max_looks; ++at) {
    const bool component = tokens.is_word(at, "function") && tokens.is_word(at + 1) &&
                           context::is_upper(tokens.text_of(at + 1)[0]) &&
                           tokens.is_mark(at + 2, '(') && tokens.is_word(at + 3) &&
                           tokens.is_mark(at + 4, ':');
    if (!component) continue;
    ++looks;
    const std::string name(tokens.text_of(at + 3));
    const std::uint32_t type = at + 5;
    bool is_member = false;
    if (tokens.is_mark(type, '{')) {
      is_member = tokens.is_word(type + 1, name) && tokens.is_mark(type + 2, ':') &&
                  tokens.is_mark(tokens.after(type), ')');
    } else if (tokens.is_word(type) && tokens.is_mark(type + 1, ')')) {
      is_member = std::ranges::any_of(members_of(bench, tokens.text_of(type)),
                                      [&](const Member& one) { return one.name == name; });
    }
    if (!is_member || source.text.contains(name + "." + name)) continue;
    return {replaced(source, at + 3, "{ " + name + " }")};
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_bracket_kinds(Workbench& bench, const Problem& problem) {
  std::vector<Repair> out;
  if (const Workbench::Place place = bench.script_of(problem)) {
    const Source& source = *place.source;
    if (problem.code == "TS2349") {
      offer(source, "Write brackets around a place in a list",
            place_in_list(source, place.offset, problem.message), out);
    }
    if (problem.code == "TS2488") {
      offer(source, "Take an object apart with braces",
            pattern(bench, source, place.offset, problem.message), out);
    }
  }
  // What is rendered fails elsewhere than where it is written.
  for (const Source* file : bench.scripts()) {
    const bool here = file->path == problem.file || problem.category == Category::runtime ||
                      problem.category == Category::unknown || problem.code == "TS2786";
    if (!here) continue;
    offer(*file, "Call a hook with parentheses", hooks(*file), out);
    if (file->text.contains("this.")) {
      offer(*file, "Name a function without this", bare_this(*file), out);
    }
    const bool of_values = problem.code.starts_with("TS2") || !problem.code.starts_with("TS");
    if (of_values) {
      offer(*file, "Take the properties of a component apart", whole_properties(bench, *file), out);
    }
  }
  return out;
}

}  // namespace sitewright::healing
