// State of a hook that is written to like a variable: `at = index`, `count += 1`, `open++` where
// `const [at, setAt] = useState()` declares it. What is written is handed to its setter.
// All that a component writes to one state is mended, or nothing: what stands in the component's
// own body would be set again at every render, and what is no statement may be read as a value.
#include <algorithm>
#include <array>
#include <string>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/statement_edits.hpp"
#include "healing/fixers/value_places.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t max_writes = 20;

/// What calls a function while its own caller still renders.
constexpr std::array at_once{
    std::string_view("map"),     std::string_view("forEach"), std::string_view("filter"),
    std::string_view("reduce"),  std::string_view("some"),    std::string_view("every"),
    std::string_view("find"),    std::string_view("flatMap"), std::string_view("findIndex"),
    std::string_view("sort"),    std::string_view("from"),    std::string_view("useMemo"),
    std::string_view("useState")};

constexpr std::array operators{
    std::string_view("+"),  std::string_view("-"),  std::string_view("*"),
    std::string_view("/"),  std::string_view("%"),  std::string_view("**"),
    std::string_view("&&"), std::string_view("||"), std::string_view("??")};

struct State {
  std::string_view name;
  std::string_view setter;
  std::uint32_t pattern = 0;  ///< the token "["
};

/// `[at, setAt] = useState`
std::vector<State> states_of(const ScriptTokens& tokens) {
  std::vector<State> out;
  for (std::uint32_t at = 1; at + 6 < tokens.size(); ++at) {
    const bool pattern = tokens.is_mark(at, '[') && tokens.is_word(at + 1) &&
                         tokens.is_mark(at + 2, ',') && tokens.is_word(at + 3) &&
                         tokens.is_mark(at + 4, ']') && tokens.is_mark(at + 5, '=') &&
                         tokens.is_word(at - 1, "const");
    if (!pattern) continue;
    const bool of_react = tokens.is_word(at + 6, "React") && tokens.is_mark(at + 7, '.');
    if (!tokens.is_word(at + (of_react ? 8 : 6), "useState")) continue;
    out.push_back({tokens.text_of(at + 1), tokens.text_of(at + 3), at});
  }
  return out;
}

class Writes {
 public:
  Writes(const Source& source, const State& state)
      : source_(source), tokens_(*source.tokens), path_(source.path), state_(state) {}

  /// None where one of them cannot be mended.
  std::vector<Edit> run() {
    const std::uint32_t body = opening_around(source_, state_.pattern);
    if (!tokens_.is_mark(body, '{')) return {};
    const std::uint32_t end = tokens_.partner(body);
    open_.push_back({body, end, false});
    for (std::uint32_t at = body + 1; at < end; ++at) {
      while (open_.back().close <= at) {
        closed_ = open_.back();
        open_.pop_back();
      }
      const bool own = tokens_.is_word(at, state_.name) && at != state_.pattern + 1 &&
                       !tokens_.is_mark(at - 1, '.') && tokens_.text_of(at - 1) != "?.";
      if (own && !take(at)) return {};
      if (tokens_.partner(at) > at) open_.push_back({at, tokens_.partner(at), is_function(at)});
    }
    return std::move(edits_);
  }

 private:
  struct Open {
    std::uint32_t token;
    std::uint32_t close;
    bool function;
  };

  [[nodiscard]] bool ends_right_before(std::uint32_t at) const {
    return closed_.close + 1 == at && at > 0;
  }

  /// Whether what stands in front of the token is the head of a statement: `if (a)`.
  [[nodiscard]] bool after_head(std::uint32_t at) const {
    if (!ends_right_before(at) || !tokens_.is_mark(closed_.token, '(')) return false;
    const std::string_view word = tokens_.text_of(closed_.token - 1);
    return word == "if" || word == "for" || word == "while" || word == "switch" || word == "catch";
  }

  [[nodiscard]] bool runs_at_once() const {
    const std::uint32_t open = open_.back().token;
    return tokens_.is_mark(open, '(') && std::ranges::contains(at_once, tokens_.text_of(open - 1));
  }

  /// Whether the brace begins the body of a function that runs later.
  [[nodiscard]] bool is_function(std::uint32_t at) const {
    if (!tokens_.is_mark(at, '{') || runs_at_once()) return false;
    if (tokens_.is_arrow(at - 1)) return true;
    if (tokens_.is_mark(at - 1, ')')) return !after_head(at);
    // `submit(): Promise<void> {`
    for (std::uint32_t back = at - 1; back > 1 && at - back < 12; --back) {
      if (tokens_.is_mark(back, ':')) return tokens_.is_mark(back - 1, ')');
      const bool type = tokens_.is_word(back) || tokens_.is_mark(back, '<') ||
                        tokens_.is_mark(back, '>') || tokens_.is_mark(back, '|');
      if (!type) return false;
    }
    return false;
  }

  [[nodiscard]] bool runs_later() const { return std::ranges::any_of(open_, &Open::function); }

  /// Whether a statement begins at the token.
  [[nodiscard]] bool begins_statement(std::uint32_t at) const {
    const std::uint32_t open = open_.back().token;
    if (!tokens_.is_mark(open, '{')) return false;
    const std::uint32_t before = at - 1;
    if (before == open) {
      return open_.back().function || tokens_.is_word(open - 1, "else") ||
             tokens_.is_word(open - 1, "try") || tokens_.is_word(open - 1, "finally") ||
             tokens_.is_word(open - 1, "catch") || tokens_.is_mark(open - 1, ')') ||
             tokens_.is_arrow(open - 1);
    }
    if (tokens_.is_mark(before, ';') || tokens_.is_word(before, "else") || after_head(at)) {
      return true;
    }
    const TokenKind kind = tokens_[before].kind;
    const bool ends = tokens_.is_word(before) || kind == TokenKind::string ||
                      kind == TokenKind::template_whole || tokens_.is_mark(before, ')') ||
                      tokens_.is_mark(before, ']') || tokens_.is_mark(before, '}') ||
                      tokens_.is_mark(before, ':');
    return ends && tokens_[at].after_newline;
  }

  /// Whether the token is all that an arrow gives: `() => at = 1`, `() => (at = 1)`.
  [[nodiscard]] bool begins_body(std::uint32_t at, std::uint32_t end) const {
    if (tokens_.is_arrow(at - 1)) return !runs_at_once();
    const std::size_t depth = open_.size();
    if (depth < 2 || !tokens_.is_mark(at - 1, '(') || !tokens_.is_arrow(at - 2)) return false;
    const std::uint32_t around = open_[depth - 2].token;
    const bool sets_at_once =
        tokens_.is_mark(around, '(') && std::ranges::contains(at_once, tokens_.text_of(around - 1));
    return !sets_at_once && end == open_.back().close;
  }

  /// One past what is written: to a semicolon, a comma, the end of the line or of the bracket.
  [[nodiscard]] std::uint32_t end_of(std::uint32_t at, std::uint32_t first) const {
    const std::uint32_t last = tokens_.statement_end(at, open_.back().close);
    std::uint32_t end = first;
    while (end < last && !tokens_.is_mark(end, ';') && !tokens_.is_mark(end, ',')) {
      end = tokens_.after(end);
    }
    return end;
  }

  /// Whether the name is another one from there on: `let at`, `const { at } =`, `(at: number) =>`.
  [[nodiscard]] bool is_declared(std::uint32_t at) const {
    const Open& around = open_.back();
    for (const std::uint32_t before : {at - 1, around.token - 1}) {
      const std::string_view word = tokens_.text_of(before);
      if (word == "const" || word == "let" || word == "var") return true;
    }
    const bool listed = tokens_.is_mark(at - 1, '(') || tokens_.is_mark(at - 1, ',');
    const bool typed = listed && tokens_.is_mark(around.token, '(') && tokens_.is_mark(at + 1, ':');
    if (typed || tokens_.is_arrow(at + 1)) return true;
    return std::ranges::any_of(open_, [&](const Open& one) {
      if (!tokens_.is_mark(one.token, '(')) return false;
      const std::string_view word = tokens_.text_of(one.token - 1);
      const bool head = word == "if" || word == "for" || word == "while" || word == "switch";
      return tokens_.is_arrow(one.close + 1) || (!head && tokens_.is_mark(one.close + 1, '{'));
    });
  }

  /// False where the name is declared again, or written to in a way that has no setter's.
  bool take(std::uint32_t at) {
    if (is_declared(at)) return false;
    const std::uint32_t gives = equals_behind(at);
    if (gives < tokens_.size()) return assigned(at, gives);
    const auto doubled = [&](std::uint32_t sign) {
      return tokens_.text_of(sign) == "++" || tokens_.text_of(sign) == "--";
    };
    if (doubled(at + 1) && !tokens_[at + 1].after_newline) return counted(at, at + 1, at + 2);
    if (doubled(at - 1)) return counted(at - 1, at - 1, at + 1);
    return true;
  }

  /// The "=" that writes to the name at the token, or tokens.size().
  [[nodiscard]] std::uint32_t equals_behind(std::uint32_t at) const {
    for (std::uint32_t mark = at + 1; mark < at + 4 && mark + 1 < tokens_.size(); ++mark) {
      if (tokens_[mark].kind != TokenKind::mark) break;
      if (mark > at + 1 && tokens_[mark].begin != tokens_[mark - 1].end) break;
      if (!tokens_.is_mark(mark, '=')) continue;
      const std::string_view sign = operator_before(at, mark);
      const bool compares = tokens_.is_mark(mark + 1, '=') || sign == "!" || sign == "<" ||
                            sign == ">" || sign == "=" || sign == "==";
      return compares ? tokens_.size() : mark;
    }
    return tokens_.size();
  }

  [[nodiscard]] std::string_view operator_before(std::uint32_t at, std::uint32_t equals) const {
    if (equals == at + 1) return {};
    const std::uint32_t begin = tokens_[at + 1].begin;
    return source_.text.substr(begin, tokens_[equals].begin - begin);
  }

  bool assigned(std::uint32_t at, std::uint32_t equals) {
    const std::string_view sign = operator_before(at, equals);
    if (!sign.empty() && !std::ranges::contains(operators, sign)) return false;
    const std::uint32_t first = equals + 1;
    const std::uint32_t end = end_of(at, first);
    if (first >= end || !may_be_set(at, end)) return false;
    for (std::uint32_t held = first; held < end; held = tokens_.after(held)) {
      // A setter calls a function that it is given.
      if (tokens_.is_arrow(held) || tokens_.is_word(held, "function")) return false;
    }
    for (std::uint32_t held = first; held < end; ++held) {
      if (tokens_.is_word(held, state_.name) && equals_behind(held) < tokens_.size()) return false;
    }
    std::string value(
        source_.text.substr(tokens_[first].begin, tokens_[end - 1].end - tokens_[first].begin));
    if (!sign.empty() && chain_end(source_, first) != end) value = "(" + value + ")";
    if (!sign.empty()) {
      value = std::string(state_.name) + " " + std::string(sign) + " " + value;
    }
    return set(tokens_[at].begin, tokens_[end - 1].end, value);
  }

  /// `count++`
  bool counted(std::uint32_t first, std::uint32_t sign, std::uint32_t end) {
    if (!may_be_set(first, end)) return false;
    if (end_of(first, first) != end) return false;
    return set(tokens_[first].begin, tokens_[end - 1].end,
               std::string(state_.name) + (tokens_.text_of(sign) == "++" ? " + 1" : " - 1"));
  }

  /// Whether nothing reads what the write gives, and no render waits for it.
  [[nodiscard]] bool may_be_set(std::uint32_t first, std::uint32_t end) const {
    // An arrow is a function of its own.
    if (begins_body(first, end)) return true;
    return !tokens_.is_mark(end, ',') && runs_later() && begins_statement(first);
  }

  bool set(std::uint32_t begin, std::uint32_t end, const std::string& value) {
    if (edits_.size() == max_writes) return false;
    edits_.push_back({path_, begin, end, std::string(state_.setter) + "(" + value + ")"});
    return true;
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  std::string path_;
  State state_;
  std::vector<Open> open_;
  Open closed_{0, 0, false};  ///< the bracket that was closed last
  std::vector<Edit> edits_;
};

}  // namespace

std::vector<Repair> fix_state_writes(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const std::string name = quoted(problem.message, 0);
  if (name.empty()) return {};
  const bool unused = problem.code == "TS6133";
  std::vector<Edit> edits;
  std::string_view setter;
  for (const State& one : states_of(*source.tokens)) {
    // Of a component that only writes so, it is said that nothing uses the setter.
    if ((unused ? one.setter : one.name) != name) continue;
    for (Edit& edit : Writes(source, one).run()) edits.push_back(std::move(edit));
    setter = one.setter;
  }
  std::vector<Repair> out;
  offer(source, "Write to a state by " + std::string(setter), std::move(edits), out);
  return out;
}

}  // namespace sitewright::healing
