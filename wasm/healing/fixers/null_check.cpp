// Values that may be missing, where strict does not let them pass: optional chaining, and a plain
// default where the type makes it plain.
#include <algorithm>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"
#include "healing/fixers/words.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;

/// What an access after `at` (one past the object) becomes.
std::vector<Repair> chained(const Source& source, std::uint32_t object_end,
                            const std::string& shown) {
  const ScriptTokens& tokens = *source.tokens;
  if (object_end >= tokens.size()) return {};
  const std::string path(source.path);
  const std::string summary = "Let " + shown + " be missing.";
  const std::uint32_t end = chain_end(source, object_end > 0 ? object_end - 1 : 0);
  const bool assigned = tokens.is_mark(end, '=') && !tokens.is_mark(end + 1, '=');
  const std::uint32_t at = tokens[object_end].begin;
  if (assigned) return only(summary, {{path, at, at, "!"}});
  if (tokens.is_mark(object_end, '.')) return only(summary, {{path, at, at + 1, "?."}});
  if (tokens.is_mark(object_end, '[') || tokens.is_mark(object_end, '(')) {
    return only(summary, {{path, at, at, "?."}});
  }
  return {};
}

/// An operand of an operator, or what is spread or walked over.
std::vector<Repair> defaulted(const Source& source, std::uint32_t first, std::uint32_t end,
                              const std::string& shown) {
  const ScriptTokens& tokens = *source.tokens;
  if (first == 0 || end > tokens.size() || end == first) return {};
  const std::string path(source.path);
  const std::string_view before = tokens.text_of(first - 1);
  const std::string_view after = tokens.text_of(end);
  const bool walked = before == "..." || before == "of";
  const bool counted = after == "+" || after == "-" || after == "*" || after == "/" ||
                       after == "<" || after == ">" || before == "+" || before == "-" ||
                       before == "*" || before == "<" || before == ">";
  if (!walked && !counted) return {};
  return only("Let " + shown + " be missing.",
              {{path, tokens[first].begin, tokens[first].begin, "("},
               {path, tokens[end - 1].end, tokens[end - 1].end, walked ? " ?? [])" : " ?? 0)"}});
}

/// `a === null ? … : a.b` of a value that is never null but may be undefined: the check is what is
/// wrong. Looked for in front of the use, the nearest first.
std::vector<Repair> other_nothing(const Source& source, std::uint32_t offset,
                                  std::string_view expression, std::string_view nothing) {
  const ScriptTokens& tokens = *source.tokens;
  const std::string_view written = nothing == "undefined" ? "null" : "undefined";
  const auto is_sign = [&](std::uint32_t at) {
    return tokens.is_mark(at, '=') || tokens.is_mark(at, '!');
  };
  for (std::uint32_t at = source.token_at(offset); at-- > 2;) {
    if (!tokens.is_word(at, written) || !is_sign(at - 1)) continue;
    std::uint32_t sign = at - 1;
    while (sign > 0 && is_sign(sign)) --sign;
    const std::string_view signs =
        source.text.substr(tokens[sign + 1].begin, tokens[at - 1].end - tokens[sign + 1].begin);
    const std::string_view before = source.text.substr(0, tokens[sign].end);
    if ((signs != "===" && signs != "!==") || !before.ends_with(expression)) continue;
    const char border =
        before.size() > expression.size() ? before[before.size() - expression.size() - 1] : ' ';
    if (border == '.' || context::is_word_byte(border)) continue;
    return only(
        "Compare " + std::string(expression) + " with " + std::string(nothing) + ".",
        {{std::string(source.path), tokens[at].begin, tokens[at].end, std::string(nothing)}});
  }
  return {};
}

/// "'a.b' is possibly 'undefined'": a.b begins at the place.
std::vector<Repair> named(const Source& source, std::uint32_t offset,
                          const std::string& expression) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t first = source.token_at(offset);
  std::uint32_t at = first;
  const std::uint32_t end_byte = offset + static_cast<std::uint32_t>(expression.size());
  if (source.text.substr(offset, expression.size()) != expression) return {};
  while (at < tokens.size() && tokens[at].begin < end_byte) ++at;
  std::vector<Repair> out = chained(source, at, expression);
  if (out.empty()) out = defaulted(source, first, at, expression);
  return out;
}

/// "Object is possibly 'undefined'": the object is the last index or call that a member follows.
std::vector<Repair> unnamed(const Source& source, std::uint32_t offset, bool called) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t first = source.token_at(offset);
  const std::uint32_t end = chain_end(source, first);
  std::vector<Repair> out;
  for (std::uint32_t at = first + 1; at < end; at = tokens.after(at)) {
    const bool member = tokens.is_mark(at, '.') || tokens.is_mark(at, '[');
    const bool after_value = tokens.is_mark(at - 1, ']') || tokens.is_mark(at - 1, ')') ||
                             tokens.is_mark(at - 1, '>') || tokens.is_word(at - 1, "current");
    if (called ? tokens.is_mark(at, '(') : member && after_value) {
      for (Repair& one : chained(source, at, "a value")) out.push_back(std::move(one));
    }
  }
  // `map.get(key) + 1`: what is counted is missing, not what it is asked of.
  std::vector<Repair> counted = defaulted(source, first, end, "a value");
  if (out.empty() && counted.empty() && !called) {
    for (std::uint32_t at = first + 1; at < end && out.empty(); at = tokens.after(at)) {
      if (tokens.is_mark(at, '.')) out = chained(source, at, "a value");
    }
  }
  for (Repair& one : counted) out.push_back(std::move(one));
  for (Repair& one : out) one.unique = out.size() == 1;
  return out;
}

/// What may stand for a missing value of that type.
std::string plain_default(std::string_view type) {
  if (type == "string") return "\"\"";
  if (type == "number") return "0";
  if (type == "boolean") return "false";
  if (type.ends_with("[]")) return "[]";
  return {};
}

std::string_view without_missing(std::string_view type) {
  for (const std::string_view end : {" | undefined", " | null"}) {
    if (type.ends_with(end)) type.remove_suffix(end.size());
  }
  return type;
}

/// "… type 'string | undefined' is not assignable to … type 'string'".
std::vector<Repair> assigned(const Source& source, const Problem& problem, std::uint32_t offset) {
  const std::size_t middle = problem.message.find("' is not assignable to ");
  if (middle == std::string::npos) return {};
  const std::size_t open = problem.message.find("ype '");
  if (open == std::string::npos || open + 5 > middle) return {};
  const std::string_view is = std::string_view(problem.message).substr(open + 5, middle - open - 5);
  const bool nothing =
      is.contains("| undefined") || is.contains("| null") || is == "undefined" || is == "null";
  // Of an object only members may be missing.
  if (!nothing || is.ends_with('}')) return {};
  const auto value = value_at(source, offset);
  if (!value || (value->is_attribute && !value->in_braces)) return {};
  const std::string path(source.path);
  const ScriptTokens& tokens = *source.tokens;
  std::string with = plain_default(without_missing(is));
  // An empty text is no JSON: reading it ends the page.
  const std::uint32_t call = value->first > 3 ? value->first - 4 : 0;
  const bool read = tokens.is_word(call, "JSON") && tokens.is_word(call + 2, "parse") &&
                    tokens.is_mark(call + 3, '(');
  if (read && with == "\"\"") with = "\"null\"";
  bool compound = false;
  for (std::uint32_t at = value->first; at < value->end; at = tokens.after(at)) {
    const std::string_view text = tokens.text_of(at);
    compound = compound || text == "?" || text == "|" || text == "&" || text == "=>" || text == ":";
  }
  if (!with.empty()) {
    std::vector<Edit> edits;
    if (compound) edits.push_back({path, value->begin_byte, value->begin_byte, "("});
    edits.push_back({path, value->end_byte, value->end_byte, (compound ? ") ?? " : " ?? ") + with});
    return only("Give a missing value the default " + with + ".", std::move(edits));
  }
  if (compound) return {};
  // `{ topic }` is a key too.
  const std::uint32_t next = value->end;
  const bool shorthand =
      value->first + 1 == next && value->first > 0 &&
      (tokens.is_mark(value->first - 1, '{') || tokens.is_mark(value->first - 1, ',')) &&
      (tokens.is_mark(next, ',') || tokens.is_mark(next, '}')) &&
      tokens.is_mark(opening_around(source, value->first), '{');
  if (shorthand && !value->is_attribute) {
    const std::string name(tokens.text_of(value->first));
    return only("Say that the value is there.",
                {{path, value->end_byte, value->end_byte, ": " + name + "!"}});
  }
  std::vector<Repair> out =
      only("Say that the value is there.", {{path, value->end_byte, value->end_byte, "!"}});
  out.front().unique = is.starts_with("HTML") || is.contains("Element");
  return out;
}

/// `e` of a catch clause is unknown.
std::vector<Repair> unknown_error(const Source& source, std::uint32_t offset,
                                  const std::string& name) {
  if (source.word_at(offset) != name) return {};
  bool caught = false;
  for (std::uint32_t at = 2; at < source.tokens->size(); ++at) {
    caught = caught || (source.tokens->is_word(at, name) && source.tokens->is_mark(at - 1, '(') &&
                        source.tokens->is_word(at - 2, "catch"));
  }
  if (!caught) return {};
  const auto size = static_cast<std::uint32_t>(name.size());
  return only("Read " + name + " as an Error.",
              {{std::string(source.path), offset, offset + size, "(" + name + " as Error)"}});
}

/// `lists[key]`, where the key may be missing: nothing is found then.
std::vector<Repair> index(const Source& source, std::uint32_t offset) {
  const context::ScriptTokens& tokens = *source.tokens;
  std::uint32_t open = source.token_at(offset);
  if (open >= tokens.size()) return {};
  while (open > 0 && !tokens.is_mark(open, '[')) --open;
  const std::uint32_t close = tokens.partner(open);
  if (!tokens.is_mark(open, '[') || close <= open + 1 || tokens[close].begin < offset) return {};
  const std::uint32_t end = tokens[close - 1].end;
  return only("Let a missing key find nothing.",
              {{std::string(source.path), end, end, " ?? \"\""}});
}

/// "Cannot read properties of undefined (reading 'map')" while pages are rendered.
std::vector<Repair> at_run_time(const Source& source, const Problem& problem,
                                std::uint32_t offset) {
  const std::size_t reading = problem.message.find("(reading '");
  if (reading == std::string::npos) return {};
  const std::string property = quoted(std::string_view(problem.message).substr(reading), 0);
  const auto at = word_near(source, offset, property);
  if (!at) return {};
  const std::uint32_t token = source.token_at(*at);
  if (token == 0 || !source.tokens->is_mark(token - 1, '.')) return {};
  const std::uint32_t dot = (*source.tokens)[token - 1].begin;
  return only("Let the value before ." + property + " be missing.",
              {{std::string(source.path), dot, dot + 1, "?."}});
}

}  // namespace

std::vector<Repair> fix_null_check(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string first = quoted(problem.message, 0);
  if (problem.code == "TS18047" || problem.code == "TS18048" || problem.code == "TS18049") {
    const std::string nothing = quoted(problem.message, 1);
    std::vector<Repair> out;
    if (nothing == "undefined" || nothing == "null") {
      out = other_nothing(source, place.offset, first, nothing);
    }
    for (Repair& one : named(source, place.offset, first)) out.push_back(std::move(one));
    return out;
  }
  if (problem.code == "TS18046") return unknown_error(source, place.offset, first);
  if (problem.code == "TS2531" || problem.code == "TS2532" || problem.code == "TS2533") {
    return unnamed(source, place.offset, false);
  }
  if (problem.code == "TS2721" || problem.code == "TS2722") {
    return unnamed(source, place.offset, true);
  }
  if (problem.code == "type_error") return at_run_time(source, problem, place.offset);
  if (problem.code == "TS2538") return index(source, place.offset);
  return assigned(source, problem, place.offset);
}

}  // namespace sitewright::healing
