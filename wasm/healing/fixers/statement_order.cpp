// Statements that stand in the wrong order or fall into each other, and comparisons of what cannot
// be compared: a case without its end, a constant below its use, dates that are subtracted, a sort
// by what is true or false, a number against a text.
#include <algorithm>
#include <set>

#include "healing/errors/clean_text.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

/// TS7029 at the `case` that goes on into the next one.
std::vector<Repair> fallen_through(const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const std::uint32_t open = opening_around(source, at);
  if (open >= tokens.size() || !(tokens.is_word(at, "case") || tokens.is_word(at, "default"))) {
    return {};
  }
  const std::uint32_t close = tokens.partner(open);
  std::uint32_t body = at;
  while (body < close && !tokens.is_mark(body, ':')) body = tokens.after(body);
  std::uint32_t end = ++body;
  while (end < close && (tokens.is_mark(end - 1, '.') ||
                         !(tokens.is_word(end, "case") || tokens.is_word(end, "default")))) {
    end = tokens.after(end);
  }
  if (body >= end || end >= close) return {};
  const bool block = tokens.is_mark(body, '{') && tokens.after(body) == end;
  const std::uint32_t last = block ? end - 2 : end - 1;
  if (last < body || tokens.is_mark(last, '{')) return {};
  const std::uint32_t place = tokens[last].end;
  const std::uint32_t line = source.line_begin(source.line_of(place));
  const bool own_line = tokens[block ? body + 1 : body].after_newline;
  const std::string before =
      own_line ? "\n" + std::string(source.text.substr(line, indent_at(source.text, place))) : " ";
  const bool semicolon = tokens.is_mark(last, ';') || tokens.is_mark(last, '}');
  return only(
      "End a case where the next one begins.",
      {{std::string(source.path), place, place, before + (semicolon ? "break;" : "break")}});
}

/// The names that a statement of constants or a class declares.
std::set<std::string_view> names_of(const ScriptTokens& tokens, Span statement) {
  std::set<std::string_view> out;
  std::uint32_t at = statement.begin;
  while (tokens.is_word(at, "export") || tokens.is_word(at, "default")) ++at;
  const bool declares = tokens.is_word(at, "const") || tokens.is_word(at, "let") ||
                        tokens.is_word(at, "class") || tokens.is_word(at, "enum");
  if (!declares || at + 1 >= statement.end) return out;
  const std::uint32_t end = tokens.after(at + 1);
  for (std::uint32_t in = at + 1; in < end; ++in) {
    if (tokens.is_word(in) && !tokens.is_mark(in + 1, ':')) out.insert(tokens.text_of(in));
    // Of `name: Type` the name is declared all the same.
    if (in == at + 1 && tokens.is_word(in)) out.insert(tokens.text_of(in));
  }
  return out;
}

bool reads(const ScriptTokens& tokens, Span statement, const std::set<std::string_view>& names) {
  for (std::uint32_t at = statement.begin; at < statement.end; ++at) {
    const bool member = at > 0 && (tokens.is_mark(at - 1, '.') || tokens.text_of(at - 1) == "?.");
    const bool word = tokens.is_word(at) && !member;
    if (word && names.contains(tokens.text_of(at))) return true;
    const bool tag = tokens[at].kind == TokenKind::jsx_open;
    if (tag && names.contains(tokens.text_of(at).substr(1))) return true;
  }
  return false;
}

/// The bytes of whole lines that hold the statement and the comment above it, or nothing.
Span lines_of(const Source& source, Span statement) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t begin = source.line_begin(tokens.comment_line(statement.begin));
  const std::uint32_t own = source.line_begin(source.line_of(tokens[statement.begin].begin));
  const std::uint32_t last = tokens[statement.end - 1].end;
  const std::size_t end = source.text.find('\n', last);
  const bool alone = own + indent_at(source.text, own) == tokens[statement.begin].begin;
  if (!alone || end == std::string_view::npos) return {};
  if (!trimmed(source.text.substr(last, end - last)).empty()) return {};
  return {begin, static_cast<std::uint32_t>(end + 1)};
}

/// A constant that is declared below the statement that reads it.
std::vector<Repair> used_before(const Source& source, std::uint32_t offset,
                                const std::string& name) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t use = source.token_at(offset);
  for (std::uint32_t open = opening_around(source, use);; open = opening_around(source, open)) {
    const bool at_top = open >= tokens.size();
    if (!at_top && !tokens.is_mark(open, '{')) continue;
    const std::uint32_t last = at_top ? tokens.size() : tokens.partner(open);
    std::vector<Span> between;  // from the one that reads to the one that declares
    for (std::uint32_t at = at_top ? 0 : open + 1; at < last;) {
      const Span next{at, tokens.statement_end(at, last)};
      if (next.end <= at) return {};
      at = next.end;
      if (next.end <= use) continue;
      between.push_back(next);
      if (between.size() > 1 && names_of(tokens, next).contains(name)) break;
    }
    const bool found = between.size() > 1 && names_of(tokens, between.back()).contains(name);
    if (!found && at_top) return {};
    if (!found) continue;
    std::set<std::string_view> made;
    for (std::size_t i = 0; i + 1 < between.size(); ++i) made.merge(names_of(tokens, between[i]));
    const Span up = lines_of(source, between.back());
    const Span down = lines_of(source, between.front());
    if (up.end == 0 || down.end == 0) return {};
    const auto moved = [&](Span from, std::uint32_t to) {
      const std::string text(source.text.substr(from.begin, from.end - from.begin));
      return only("Declare " + name + " before it is read.",
                  {{std::string(source.path), to, to, text},
                   {std::string(source.path), from.begin, from.end, ""}});
    };
    if (!reads(tokens, between.back(), made)) return moved(up, down.begin);
    // What the declaration reads stands between them: the other statement goes below.
    const std::set<std::string_view> own = names_of(tokens, between.front());
    const bool needed = std::any_of(between.begin() + 1, between.end(),
                                    [&](const Span& one) { return reads(tokens, one, own); });
    if (needed || tokens.is_word(between.front().begin, "return")) return {};
    return moved(down, up.end);
  }
}

/// Whether a name or member is declared as a date.
bool is_date(const Source& source, std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at + 2 < tokens.size(); ++at) {
    if (!tokens.is_word(at, name)) continue;
    const std::uint32_t next = tokens.is_mark(at + 1, '?') ? at + 2 : at + 1;
    const bool typed = tokens.is_mark(next, ':') && tokens.is_word(next + 1, "Date") &&
                       !tokens.is_mark(next + 2, '[');
    const bool made = tokens.is_mark(next, '=') && tokens.is_word(next + 1, "new") &&
                      tokens.is_word(next + 2, "Date");
    if (typed || made) return true;
  }
  return false;
}

/// `new Date(b) - new Date(a)`, told of each side.
std::vector<Repair> subtracted_date(Workbench& bench, const Source& source, std::uint32_t offset) {
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t at = source.token_at(offset);
  const bool made = tokens.is_word(at, "new") && tokens.is_word(at + 1, "Date");
  const std::uint32_t first = made ? at + 1 : at;
  if (!tokens.is_word(first)) return {};
  const std::uint32_t end = chain_end(source, first);
  bool dated = made && tokens.is_mark(end - 1, ')') && tokens.after(first + 1) == end;
  if (!made && tokens.is_word(end - 1)) {
    const std::string_view name = tokens.text_of(end - 1);
    dated = is_date(source, name) ||
            (end > first + 1 && std::ranges::any_of(bench.scripts(), [&](const Source* one) {
               return is_date(*one, name);
             }));
  }
  if (!dated) return {};
  const std::uint32_t place = tokens[end - 1].end;
  return only("Subtract the times of dates.",
              {{std::string(source.path), place, place, ".getTime()"}});
}

/// `sort((a, b) => a.n > b.n)`
std::vector<Repair> sorted_by_truth(const Source& source, std::uint32_t offset,
                                    std::string_view message) {
  const bool told =
      message.contains("=> boolean' is not assignable") && message.contains("=> number'");
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t open = source.token_at(offset);
  const bool sorts = told && open > 1 && tokens.is_mark(open, '(') &&
                     tokens.is_mark(open - 1, '(') &&
                     (tokens.is_word(open - 2, "sort") || tokens.is_word(open - 2, "toSorted"));
  if (!sorts || !tokens.is_arrow(tokens.after(open))) return {};
  std::uint32_t first = tokens.after(open) + 1;
  const std::uint32_t call_end = tokens.partner(open - 1);
  if (tokens.is_mark(first, '{')) {
    if (!tokens.is_word(first + 1, "return")) return {};
    first += 2;
  }
  std::uint32_t marks = 0;
  std::uint32_t end = first;
  for (; end < call_end && !tokens.is_mark(end, ';') && !tokens.is_mark(end, '}') &&
         !tokens.is_mark(end, ',');
       end = tokens.after(end)) {
    if (tokens.is_mark(end, '<') || tokens.is_mark(end, '>')) ++marks;
    const std::string_view text = tokens.text_of(end);
    if (tokens[end].kind == TokenKind::mark && std::string_view("&|?!").contains(text[0]) &&
        text != "?.") {
      return {};
    }
  }
  if (marks != 1 || end <= first) return {};
  const std::uint32_t place = tokens[end - 1].end;
  return only("Say which of two comes first.",
              {{std::string(source.path), place, place, " ? 1 : -1"}});
}

/// `count > "3"`: the types of both sides stand in the message, left to right.
std::vector<Repair> compared_text(const Source& source, std::uint32_t offset,
                                  std::string_view message) {
  const bool number_left = message.contains("types 'number' and 'string'");
  const bool number_right = message.contains("types 'string' and 'number'");
  if (!number_left && !number_right) return {};
  const ScriptTokens& tokens = *source.tokens;
  const std::uint32_t from = source.token_at(offset);
  for (std::uint32_t at = from; at < std::min(from + 16, tokens.size()); ++at) {
    const std::string_view text = tokens.text_of(at);
    const bool left = at == from;
    const bool compares = left || std::string_view("<>=").contains(tokens.text_of(at - 1).back());
    if (!compares || text.size() < 3 || tokens[at].kind != TokenKind::string) continue;
    const std::string_view inner = text.substr(1, text.size() - 2);
    const bool number = std::ranges::all_of(inner, context::is_digit);
    if (!number || left == number_left) continue;
    return only("Compare with the number " + std::string(inner) + ".",
                {{std::string(source.path), tokens[at].begin, tokens[at].end, std::string(inner)}});
  }
  return {};
}

}  // namespace

std::vector<Repair> fix_statement_order(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string& code = problem.code;
  if (code == "TS7029") return fallen_through(source, place.offset);
  if (code == "TS2448" || code == "TS2449" || code == "TS2454") {
    return used_before(source, place.offset, quoted(problem.message, 0));
  }
  if (code == "TS2362" || code == "TS2363") return subtracted_date(bench, source, place.offset);
  if (code == "TS2345") return sorted_by_truth(source, place.offset, problem.message);
  return compared_text(source, place.offset, problem.message);
}

}  // namespace sitewright::healing
