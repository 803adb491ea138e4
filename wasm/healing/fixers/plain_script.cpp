// Types in a file of plain JavaScript: they are taken out, what runs stays as it is.
#include <algorithm>
#include <array>

#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/words.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::string_view plain_types =
    " string number boolean any unknown never void object null undefined bigint symbol const "
    "typeof keyof readonly ";

class Types {
 public:
  explicit Types(const Source& source) : source_(source), tokens_(*source.tokens) {}

  std::vector<Edit> run() {
    for (const ImportClause& clause : source_.imports) import_of(clause);
    for (std::uint32_t at = 0; at < tokens_.size();) {
      const std::uint32_t next = statement(at);
      if (next > at) {
        at = next;
        continue;
      }
      enter(at);
      assertion(at);
      non_null(at);
      variable(at);
      parameters(at);
      ++at;
    }
    // `f<A>(b)` is a comparison where nothing else tells of types.
    if (!edits_.empty()) {
      for (std::uint32_t at = 1; at < tokens_.size(); ++at) arguments_of_call(at);
    }
    return apart();
  }

 private:
  /// One past the type that begins there; `at` where it cannot be read.
  std::uint32_t after_type(std::uint32_t at) const {
    const std::uint32_t start = at;
    constexpr int most = 60;
    if (tokens_.is_mark(at, '|')) ++at;
    for (int parts = 0; parts < most; ++parts) {
      const std::uint32_t next = after_part(at, 0);
      if (next == at) return start;
      const bool joined = tokens_.is_mark(next, '|') || tokens_.is_mark(next, '&');
      // `||` and `&&` are of values.
      const bool twice = joined && tokens_.text_of(next) == tokens_.text_of(next + 1);
      if (!joined || twice) return next;
      at = next + 1;
    }
    return start;
  }

  std::uint32_t after_part(std::uint32_t at, int depth) const {
    constexpr int deepest = 8;
    const std::uint32_t start = at;
    if (at >= tokens_.size() || depth > deepest) return start;
    const std::string_view word = tokens_.text_of(at);
    if (tokens_.is_word(at)) {
      if (is_among(word, " new abstract function import class extends infer return await ")) {
        return start;
      }
      const bool before = is_among(word, " typeof keyof readonly unique asserts ");
      if (before && tokens_.is_word(at + 1)) {
        const std::uint32_t next = after_part(at + 1, depth + 1);
        return next == at + 1 ? start : next;
      }
      at = after_name(at);
    } else if (tokens_[at].kind == TokenKind::string ||
               tokens_[at].kind == TokenKind::template_whole) {
      ++at;
    } else if (tokens_.is_mark(at, '{') || tokens_.is_mark(at, '[') || tokens_.is_mark(at, '(')) {
      const bool group = tokens_.is_mark(at, '(');
      if (tokens_.partner(at) == at) return start;
      at = tokens_.after(at);
      if (group && tokens_.is_arrow(at)) {
        const std::uint32_t next = after_part(at + 1, depth + 1);
        return next == at + 1 ? start : next;
      }
    } else {
      return start;
    }
    while (tokens_.is_mark(at, '[') && !tokens_[at].after_newline && tokens_.partner(at) != at) {
      at = tokens_.after(at);
    }
    return tokens_.is_word(at, "extends") || tokens_.is_word(at, "is") ? start : at;
  }

  /// `React.JSX.Element`, `Array<string>`; the name itself where its arguments cannot be read.
  std::uint32_t after_name(std::uint32_t at) const {
    ++at;
    while (tokens_.is_mark(at, '.') && tokens_.is_word(at + 1)) at += 2;
    return after_angles(at);
  }

  std::uint32_t after_angles(std::uint32_t at) const {
    constexpr std::uint32_t longest = 60;
    return tokens_.after_angles(at, std::min(at + longest, tokens_.size()));
  }

  /// Whether it may as well be a value that was to be given: `"a"`, `5`, `[]`.
  bool is_value(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view first = tokens_.text_of(begin);
    const bool empty = tokens_.partner(begin) == begin + 1;
    const bool literal = tokens_[begin].kind != TokenKind::mark &&
                         (!tokens_.is_word(begin) || context::is_digit(first[0]) ||
                          first == "true" || first == "false");
    return (literal && end == begin + 1) || (empty && end == begin + 2);
  }

  void take(std::uint32_t begin, std::uint32_t end) {
    edits_.push_back({std::string(source_.path), begin, end, ""});
  }

  void import_of(const ImportClause& clause) {
    if (clause.type_only) {
      edits_.push_back(taken_out(source_, clause.begin, clause.end));
      return;
    }
    std::vector<std::string_view> typed;
    for (const ImportName& name : clause.names) {
      if (name.type_only) typed.push_back(name.local);
    }
    if (typed.size() != 1 || clause.is_export) return;
    for (Edit& edit : without_name(source_, clause, typed.front())) edits_.push_back(edit);
  }

  /// `interface A { … }`, `type A = …;`, `export type { A };`: one past it.
  std::uint32_t statement(std::uint32_t at) {
    const bool begins = at == 0 || tokens_[at].after_newline || tokens_.is_mark(at - 1, ';');
    if (!begins) return at;
    const std::uint32_t word = tokens_.is_word(at, "export") ? at + 1 : at;
    std::uint32_t end = at;
    if (word + 1 >= tokens_.size() || tokens_[word + 1].after_newline) return at;
    if (tokens_.is_word(word, "interface") && tokens_.is_word(word + 1)) {
      std::uint32_t open = after_name(word + 1);
      if (tokens_.is_word(open, "extends")) open = after_name(open + 1);
      if (tokens_.is_mark(open, '{') && tokens_.partner(open) != open) end = tokens_.after(open);
    } else if (tokens_.is_word(word, "type") && tokens_.is_word(word + 1)) {
      const std::uint32_t mark = after_name(word + 1);
      const std::uint32_t past = tokens_.is_mark(mark, '=') ? after_type(mark + 1) : mark + 1;
      if (past > mark + 1) end = past;
    } else if (word > at && tokens_.is_word(word, "type") && tokens_.is_mark(word + 1, '{')) {
      const std::uint32_t past = tokens_.after(word + 1);
      if (!tokens_.is_word(past, "from")) end = past;
    }
    if (end == at) return at;
    if (tokens_.is_mark(end, ';')) ++end;
    if (end < tokens_.size() && !tokens_[end].after_newline) return at;
    edits_.push_back(taken_out(source_, tokens_[at].begin, tokens_[end - 1].end));
    return end;
  }

  void enter(std::uint32_t at) {
    while (!open_.empty() && tokens_.partner(open_.back()) <= at) open_.pop_back();
    if (tokens_[at].kind == TokenKind::mark && tokens_.partner(at) > at) open_.push_back(at);
  }

  bool ends_operand(std::uint32_t at) const {
    if (tokens_.is_word(at)) {
      return !is_among(tokens_.text_of(at),
                       " const let var return typeof new delete void in of case default import "
                       "export await yield throw else do ");
    }
    const TokenKind kind = tokens_[at].kind;
    return kind == TokenKind::string || kind == TokenKind::template_whole ||
           tokens_.is_mark(at, ')') || tokens_.is_mark(at, ']') || tokens_.is_mark(at, '}');
  }

  /// `value as Type`, `value satisfies Type`
  void assertion(std::uint32_t at) {
    const bool said = tokens_.is_word(at, "as") || tokens_.is_word(at, "satisfies");
    const bool asserted = at > 1 && is_non_null(at - 1);
    if (!said || at < 2 || tokens_[at].after_newline) return;
    if (!asserted && !ends_operand(at - 1)) return;
    // `{ a as b }` gives another name, `catch (Error as e)` gives one.
    const bool alone = tokens_.is_mark(at - 2, '{') || tokens_.is_mark(at - 2, ',');
    const bool in_braces = !open_.empty() && tokens_.is_mark(open_.back(), '{');
    const bool caught = tokens_.is_mark(at - 2, '(') && at > 2 && tokens_.is_word(at - 3, "catch");
    if ((alone && in_braces) || caught || at + 1 >= tokens_.size()) return;
    const std::string_view first = tokens_.text_of(at + 1);
    const bool lower = tokens_.is_word(at + 1) && first[0] >= 'a' && first[0] <= 'z';
    // `lib.Type`
    if (lower && !is_among(first, plain_types) && !tokens_.is_mark(at + 2, '.')) return;
    const std::uint32_t end = after_type(at + 1);
    const bool ends = end >= tokens_.size() || tokens_[end].after_newline ||
                      tokens_[end].kind == TokenKind::mark || tokens_.is_word(end, "as") ||
                      tokens_.is_word(end, "satisfies");
    if (end > at + 1 && ends) take(tokens_[at - 1].end, tokens_[end - 1].end);
  }

  /// `value!`
  bool is_non_null(std::uint32_t at) const {
    return tokens_.is_mark(at, '!') && at > 0 && ends_operand(at - 1) &&
           tokens_[at - 1].end == tokens_[at].begin && !tokens_.is_mark(at - 1, '}');
  }

  /// `value!.member`
  void non_null(std::uint32_t at) {
    if (!is_non_null(at)) return;
    const bool adjacent = at + 1 >= tokens_.size() || tokens_[at].end == tokens_[at + 1].begin;
    const std::string_view next = tokens_.text_of(at + 1);
    const bool ends = at + 1 >= tokens_.size() || tokens_[at + 1].after_newline || next == "as" ||
                      next == "satisfies" ||
                      (adjacent && (next == "." || next == "?." || next == ")" || next == "," ||
                                    next == ";" || next == "[" || next == "]"));
    if (ends) take(tokens_[at].begin, tokens_[at].end);
  }

  /// `const a: Type = value`. Without a value behind it the type may be the value.
  void variable(std::uint32_t at) {
    const bool declares =
        tokens_.is_word(at, "const") || tokens_.is_word(at, "let") || tokens_.is_word(at, "var");
    if (!declares || at + 3 >= tokens_.size()) return;
    const std::uint32_t mark = tokens_.after(at + 1);
    const std::uint32_t end = tokens_.is_mark(mark, ':') ? after_type(mark + 1) : mark;
    if (end > mark + 1 && tokens_.is_mark(end, '=')) {
      take(tokens_[mark].begin, tokens_[end - 1].end);
    }
  }

  /// Parameters of a function, with the type of what it gives back.
  void parameters(std::uint32_t at) {
    if (!tokens_.is_mark(at, '(') || tokens_.partner(at) == at) return;
    const std::uint32_t past = tokens_.after(at);
    std::uint32_t name = at;
    if (name > 0 && tokens_.is_word(name - 1)) --name;
    const std::uint32_t angles = opening_angle(at);
    if (angles < at) name = angles > 0 && tokens_.is_word(angles - 1) ? angles - 1 : angles;
    const bool function =
        (name > 0 && tokens_.is_word(name - 1, "function")) || tokens_.is_word(name, "function");
    const bool caught = tokens_.is_word(name, "catch");
    std::uint32_t end = past;
    if (tokens_.is_mark(past, ':')) end = after_type(past + 1);
    const bool typed = end > past + 1;
    // `a ? (b) : c => d` is a choice.
    const bool arrow = tokens_.is_arrow(typed ? end : past) && (!typed || may_begin_arrow(at));
    const bool body = tokens_.is_mark(typed ? end : past, '{');
    if (!(function && body) && !(caught && body && !typed) && !arrow) return;
    const std::size_t before = edits_.size();
    if (!list(at)) edits_.resize(before);
    if (typed) take(tokens_[past].begin, tokens_[end - 1].end);
    if (function && angles < at) take(tokens_[angles].begin, tokens_[at - 1].end);
  }

  bool may_begin_arrow(std::uint32_t at) const {
    if (at == 0) return true;
    const std::string_view before = tokens_.text_of(at - 1);
    return before == "=" || before == "(" || before == "," || before == "async" ||
           before == "return" || before == "default" || before == "=>" || before == "{" ||
           before == ";";
  }

  /// The `<` of `name<T>(`, or the parenthesis itself.
  std::uint32_t opening_angle(std::uint32_t at) const {
    constexpr std::uint32_t longest = 30;
    if (at < 3 || !tokens_.is_mark(at - 1, '>')) return at;
    const std::uint32_t stop = at > longest ? at - longest : 0;
    for (std::uint32_t open = at - 2; open > stop; --open) {
      if (tokens_.is_mark(open, '<') && tokens_.after_angles(open, at) == at) return open;
      if (tokens_.is_mark(open, ';') || tokens_.is_mark(open, ')')) break;
    }
    return at;
  }

  /// Types of the parameters between the parentheses; false where one cannot be read.
  bool list(std::uint32_t open) {
    const std::uint32_t close = tokens_.partner(open);
    for (std::uint32_t at = open + 1; at < close;) {
      if (tokens_.text_of(at) == "...") ++at;
      const bool pattern =
          tokens_.is_word(at) || tokens_.is_mark(at, '{') || tokens_.is_mark(at, '[');
      if (!pattern) return false;
      const std::uint32_t mark = tokens_.after(at);
      std::uint32_t end = tokens_.is_mark(mark, '?') ? mark + 1 : mark;
      if (tokens_.is_mark(end, ':')) {
        const std::uint32_t type = end + 1;
        end = after_type(type);
        if (end == type || is_value(type, end)) return false;
      }
      if (end != close && !tokens_.is_mark(end, ',') && !tokens_.is_mark(end, '=')) return false;
      if (end > mark) take(tokens_[mark].begin, tokens_[end - 1].end);
      while (end < close && !tokens_.is_mark(end, ',')) end = tokens_.after(end);
      at = end + 1;
    }
    return true;
  }

  /// `useState<string>("")`
  void arguments_of_call(std::uint32_t at) {
    if (!tokens_.is_mark(at, '<') || !tokens_.is_word(at - 1)) return;
    if (tokens_[at - 1].end != tokens_[at].begin) return;
    const std::uint32_t past = after_angles(at);
    if (past == at || !tokens_.is_mark(past, '(')) return;
    if (tokens_[past - 1].end != tokens_[past].begin) return;
    take(tokens_[at].begin, tokens_[past - 1].end);
  }

  /// By their places; what stands within another one goes with it.
  std::vector<Edit> apart() {
    sort_stably(edits_);
    std::vector<Edit> out;
    for (Edit& edit : edits_) {
      if (out.empty() || edit.begin >= out.back().end) out.push_back(std::move(edit));
    }
    return out;
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  std::vector<Edit> edits_;
  std::vector<std::uint32_t> open_;
};

}  // namespace

std::vector<Repair> fix_plain_script(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  constexpr std::array<std::string_view, 4> endings{".js", ".jsx", ".mjs", ".cjs"};
  const bool plain = std::ranges::any_of(
      endings, [&](std::string_view ending) { return source.path.ends_with(ending); });
  std::vector<Repair> out;
  if (plain) offer(source, "Take types out of plain JavaScript", Types(source).run(), out);
  return out;
}

}  // namespace sitewright::healing
