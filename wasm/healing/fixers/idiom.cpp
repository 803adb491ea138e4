// Words and marks of other languages, and marks that a space or an entity took apart: `and`, `or`,
// `elif`, True, None, `str`, `int`, `->`, `= >`, `? .`, `is None`, `<>`, `:=`, `a if b else c`,
// `f"…"`, `Record[a, b]`, `use client` without its quotes.
#include <algorithm>
#include <array>

#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/text_ends.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

struct Word {
  std::string_view foreign;
  std::string_view own;
};

constexpr std::array operators{Word{"and", "&&"}, Word{"or", "||"}};
constexpr std::array conditions{Word{"elif", "else if"}, Word{"elsif", "else if"},
                                Word{"elseif", "else if"}};
constexpr std::array values{Word{"True", "true"},  Word{"False", "false"}, Word{"None", "null"},
                            Word{"nil", "null"},   Word{"NULL", "null"},   Word{"TRUE", "true"},
                            Word{"FALSE", "false"}};
constexpr std::array types{
    Word{"str", "string"},     Word{"Str", "string"},    Word{"int", "number"},
    Word{"Int", "number"},     Word{"float", "number"},  Word{"Float", "number"},
    Word{"double", "number"},  Word{"Double", "number"}, Word{"integer", "number"},
    Word{"Integer", "number"}, Word{"bool", "boolean"},  Word{"Bool", "boolean"},
    Word{"text", "string"},    Word{"List", "Array"},    Word{"list", "Array"},
    Word{"Dict", "Record"},    Word{"dict", "Record"}};

// Types that take others between angles.
constexpr std::array<std::string_view, 10> generic_types{
    "Record", "Array", "Partial", "Map", "Set", "Readonly", "Promise", "Pick", "Omit", "Required"};

// Words that stand beside a value without making a sentence of it.
constexpr std::array<std::string_view, 18> around_values{
    "return", "await", "typeof", "case",      "new", "in", "of",    "instanceof", "as",
    "is",     "and",   "or",     "satisfies", "not", "if", "while", "void",       "yield"};

template <std::size_t Size>
std::string_view own_word(const std::array<Word, Size>& words, std::string_view word) {
  const auto found = std::ranges::find(words, word, &Word::foreign);
  return found == words.end() ? std::string_view() : found->own;
}

bool ends_value(const ScriptTokens& tokens, std::uint32_t at) {
  const TokenKind kind = tokens[at].kind;
  return kind == TokenKind::word || kind == TokenKind::string ||
         kind == TokenKind::template_whole || tokens.is_mark(at, ')') || tokens.is_mark(at, ']');
}

bool begins_value(const ScriptTokens& tokens, std::uint32_t at) {
  const TokenKind kind = tokens[at].kind;
  return kind == TokenKind::word || kind == TokenKind::string || kind == TokenKind::jsx_open ||
         kind == TokenKind::template_whole || tokens.is_mark(at, '(') || tokens.is_mark(at, '!') ||
         tokens.is_mark(at, '<');
}

class Reading {
 public:
  explicit Reading(const Source& source) : source_(source), tokens_(*source.tokens) {}

  std::vector<Edit> run() {
    for (std::uint32_t at = 1; at + 1 < tokens_.size(); ++at) {
      if (tokens_.is_word(at)) word(at);
      if (tokens_.is_mark(at, '=') || tokens_.is_mark(at, '-')) arrow(at);
      if (tokens_.is_mark(at, '?')) chain(at);
      if (tokens_.is_mark(at, '<')) unequal(at);
      if (tokens_.is_mark(at, ':')) walrus(at);
    }
    directive();
    return std::move(edits_);
  }

 private:
  void write(std::uint32_t begin, std::uint32_t end, std::string_view text) {
    edits_.push_back({std::string(source_.path), begin, end, std::string(text)});
  }

  void word(std::uint32_t at) {
    const std::string_view text = tokens_.text_of(at);
    const context::Token& token = tokens_[at];
    if (const auto own = own_word(operators, text); !own.empty()) {
      const bool between = ends_value(tokens_, at - 1) && begins_value(tokens_, at + 1) &&
                           !token.after_newline && uses_of(source_, text) <= 2 && !in_prose(at);
      if (between) write(token.begin, token.end, own);
    }
    if (const auto own = own_word(conditions, text); !own.empty()) {
      const bool other_branch = tokens_.is_mark(at - 1, '}') && tokens_.is_mark(at + 1, '(');
      if (other_branch) write(token.begin, token.end, own);
    }
    if (text == "is" && ends_value(tokens_, at - 1) && !token.after_newline) identity(at);
    if (text == "if" && ends_value(tokens_, at - 1) && !token.after_newline) condition(at);
    if (std::ranges::contains(generic_types, text)) angles(at);
  }

  /// `a is None`, `a is not undefined`
  void identity(std::uint32_t at) {
    const bool negated = tokens_.is_word(at + 1, "not");
    const std::uint32_t value = negated ? at + 2 : at + 1;
    const std::string_view text = tokens_.text_of(value);
    const bool fixed = text == "undefined" || text == "null" || text == "true" || text == "false" ||
                       !own_word(values, text).empty();
    if (fixed) write(tokens_[at].begin, tokens_[value - 1].end, negated ? "!==" : "===");
  }

  /// `"a" if b else "c"`, from one bracket or sign to the next.
  void condition(std::uint32_t at) {
    const auto simple = [&](std::uint32_t token) {
      return tokens_.is_word(token) || tokens_[token].kind == TokenKind::string ||
             tokens_[token].kind == TokenKind::template_whole || tokens_.is_mark(token, '.');
    };
    constexpr std::uint32_t max_tokens = 20;
    std::uint32_t first = at;
    while (first > 0 && at - first < max_tokens && simple(first - 1) &&
           !tokens_.is_word(first - 1, "return"))
      --first;
    std::uint32_t other = at + 1;
    while (other < tokens_.size() && other < at + max_tokens && !tokens_.is_word(other, "else"))
      ++other;
    if (!tokens_.is_word(other, "else") || first == at || other == at + 1) return;
    std::uint32_t end = other + 1;
    while (end < tokens_.size() && simple(end) && !tokens_[end].after_newline) ++end;
    if (end == other + 1) return;
    const auto bytes = [&](std::uint32_t from, std::uint32_t to) {
      return std::string(
          source_.text.substr(tokens_[from].begin, tokens_[to - 1].end - tokens_[from].begin));
    };
    write(tokens_[first].begin, tokens_[end - 1].end,
          bytes(at + 1, other) + " ? " + bytes(first, at) + " : " + bytes(other + 1, end));
  }

  /// `Record[string, number]`
  void angles(std::uint32_t at) {
    const std::uint32_t open = at + 1;
    const bool touches = tokens_.is_mark(open, '[') && tokens_[open].begin == tokens_[at].end;
    const std::uint32_t close = touches ? tokens_.partner(open) : open;
    if (close <= open + 1 || context::is_digit(tokens_.text_of(open + 1)[0])) return;
    write(tokens_[open].begin, tokens_[open].end, "<");
    write(tokens_[close].begin, tokens_[close].end, ">");
  }

  /// `a <> b`
  void unequal(std::uint32_t at) {
    const bool both = tokens_.is_mark(at + 1, '>') && tokens_[at + 1].begin == tokens_[at].end &&
                      ends_value(tokens_, at - 1) && !tokens_.is_word(at - 1, "return") &&
                      !tokens_[at].after_newline && at + 2 < tokens_.size() &&
                      begins_value(tokens_, at + 2);
    if (both) write(tokens_[at].begin, tokens_[at + 1].end, "!==");
  }

  /// `a := b`
  void walrus(std::uint32_t at) {
    const bool both = tokens_.is_mark(at + 1, '=') && tokens_[at + 1].begin == tokens_[at].end &&
                      tokens_.is_word(at - 1);
    if (!both) return;
    const bool declared =
        at > 1 && (tokens_.is_word(at - 2, "const") || tokens_.is_word(at - 2, "let") ||
                   tokens_.is_word(at - 2, "var"));
    const bool begins = at == 1 || tokens_[at - 1].after_newline;
    if (begins && !declared) write(tokens_[at - 1].begin, tokens_[at - 1].begin, "const ");
    if (begins || declared) write(tokens_[at].begin, tokens_[at + 1].end, "=");
  }

  /// `use client;`
  void directive() {
    if (tokens_.size() < 3 || !tokens_.is_word(0, "use") || tokens_[1].after_newline) return;
    const bool known = tokens_.is_word(1, "client") || tokens_.is_word(1, "server") ||
                       tokens_.is_word(1, "strict");
    if (!known || !(tokens_.is_mark(2, ';') || tokens_[2].after_newline)) return;
    write(tokens_[0].begin, tokens_[1].end, "\"use " + std::string(tokens_.text_of(1)) + "\"");
  }

  /// `a? .b`: a condition has no second mark in front of a name.
  void chain(std::uint32_t at) {
    const bool apart = tokens_.is_mark(at + 1, '.') && tokens_.is_word(at + 2) &&
                       tokens_[at + 2].begin == tokens_[at + 1].end &&
                       tokens_[at + 1].begin > tokens_[at].end && ends_value(tokens_, at - 1);
    if (apart && tokens_[at].begin == tokens_[at - 1].end) {
      write(tokens_[at].begin, tokens_[at + 1].end, "?.");
    }
  }

  /// Words beside words: a sentence that lost its quotes or its element.
  [[nodiscard]] bool in_prose(std::uint32_t at) const {
    const auto plain = [&](std::uint32_t word) {
      if (!tokens_.is_word(word)) return false;
      const std::string_view text = tokens_.text_of(word);
      return std::ranges::none_of(around_values, [&](std::string_view one) { return one == text; });
    };
    const bool before = at > 1 && plain(at - 1) && plain(at - 2);
    return before || (plain(at + 1) && plain(at + 2));
  }

  /// Behind parameters, in front of what a function is.
  void arrow(std::uint32_t at) {
    // Nothing is written to what a call gives back.
    const bool bare = tokens_.is_mark(at, '=') && tokens_.is_mark(at - 1, ')') &&
                      !tokens_.is_mark(at + 1, '=') && !tokens_.is_mark(at + 1, '>') &&
                      tokens_[at + 1].begin > tokens_[at].end;
    if (bare) write(tokens_[at].begin, tokens_[at].end, "=>");
    if (!tokens_.is_mark(at + 1, '>') || tokens_[at + 1].after_newline) return;
    const bool apart = tokens_.is_mark(at, '=') && tokens_[at + 1].begin > tokens_[at].end;
    const bool thin = tokens_.is_mark(at, '-') && tokens_[at + 1].begin == tokens_[at].end;
    const bool parameters =
        tokens_.is_mark(at - 1, ')') || (tokens_[at - 1].kind == TokenKind::word && apart);
    if (thin && parameters && gives_type(at + 2)) {
      write(tokens_[at - 1].end, tokens_[at + 1].end, ":");
      return;
    }
    if ((apart || thin) && parameters) write(tokens_[at].begin, tokens_[at + 1].end, "=>");
  }

  /// `-> string {`
  [[nodiscard]] bool gives_type(std::uint32_t type) const {
    if (!tokens_.is_word(type)) return false;
    std::uint32_t at = tokens_.after_angles(type + 1, tokens_.size());
    while (tokens_.is_mark(at, '[') && tokens_.is_mark(at + 1, ']')) at += 2;
    return tokens_.is_mark(at, '{') && !tokens_[at].after_newline;
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  std::vector<Edit> edits_;
};

/// f`a ${b}`
std::vector<Edit> template_prefix(const Source& source, std::string_view name) {
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (std::uint32_t at = 0; at + 1 < tokens.size() && name == "f"; ++at) {
    const TokenKind next = tokens[at + 1].kind;
    const bool prefix = tokens.is_word(at, name) && tokens[at + 1].begin == tokens[at].end &&
                        (next == TokenKind::template_head || next == TokenKind::template_whole);
    if (prefix) out.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, ""});
  }
  return out;
}

/// Where a type may stand, and a value that is used may not.
bool in_type(const ScriptTokens& tokens, std::uint32_t at) {
  const bool before = at > 0 && (tokens.is_mark(at - 1, ':') || tokens.is_mark(at - 1, '<') ||
                                 tokens.is_mark(at - 1, '|') || tokens.is_mark(at - 1, ','));
  return before && !tokens.is_mark(at + 1, '.') && !tokens.is_mark(at + 1, '(');
}

/// A type that only another language knows: where the build missed it, unless it missed a value.
std::vector<Edit> foreign_type(Workbench& bench, const Source& source, std::string_view name) {
  const std::string_view own = own_word(types, name);
  if (own.empty()) return {};
  const ScriptTokens& tokens = *source.tokens;
  std::vector<Edit> out;
  for (const Problem& other : bench.problems()) {
    const bool same = other.file == source.path && other.category == Category::type &&
                      quoted(other.message, 0) == name;
    if (!same) continue;
    const std::uint32_t at = source.token_at(bench.place_of(other).offset);
    if (!tokens.is_word(at, name)) continue;
    if (!in_type(tokens, at)) return {};
    // Two projects of one compiler may both say it.
    if (std::ranges::contains(out, tokens[at].begin, &Edit::begin)) continue;
    out.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, std::string(own)});
  }
  return out;
}

/// A value that only another language knows: all its places in the file.
std::vector<Edit> foreign_value(const Source& source, std::string_view name) {
  std::vector<Edit> out = template_prefix(source, name);
  const std::string_view own = own_word(values, name);
  const ScriptTokens& tokens = *source.tokens;
  for (std::uint32_t at = 0; at < tokens.size() && !own.empty(); ++at) {
    if (!tokens.is_word(at, name) || (at > 0 && tokens.is_mark(at - 1, '.'))) continue;
    out.push_back({std::string(source.path), tokens[at].begin, tokens[at].end, std::string(own)});
  }
  return out;
}

/// `a: String` where string is meant: in types of the whole project.
std::vector<Edit> wrapper_types(Workbench& bench) {
  std::vector<Edit> out;
  for (const Source* file : bench.scripts()) {
    const ScriptTokens& tokens = *file->tokens;
    for (std::uint32_t at = 1; at < tokens.size(); ++at) {
      const bool wrapper = tokens.is_word(at, "String") || tokens.is_word(at, "Number") ||
                           tokens.is_word(at, "Boolean");
      const bool in_type =
          tokens.is_mark(at - 1, ':') || tokens.is_mark(at - 1, '<') || tokens.is_mark(at - 1, '|');
      if (!wrapper || !in_type || tokens.is_mark(at + 1, '(') || tokens.is_mark(at + 1, '.')) {
        continue;
      }
      std::string own(tokens.text_of(at));
      own[0] = static_cast<char>(own[0] - 'A' + 'a');
      out.push_back({std::string(file->path), tokens[at].begin, tokens[at].end, own});
    }
  }
  return out;
}

}  // namespace

std::vector<Repair> fix_idiom(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  std::vector<Edit> edits;
  if (problem.category == Category::syntax || problem.code == "TS2314") {
    if (!has_open_text(*place.source->tokens)) edits = Reading(*place.source).run();
  } else if (problem.code == "reference_error") {
    edits = foreign_value(*place.source, problem.symbol);
  } else if (problem.message.contains("is a wrapper object") ||
             problem.message.contains("ype 'String") || problem.message.contains("ype 'Number") ||
             problem.message.contains("ype 'Boolean")) {
    edits = wrapper_types(bench);
  } else {
    const std::string name = quoted(problem.message, 0);
    edits = foreign_type(bench, *place.source, name);
    if (edits.empty()) edits = foreign_value(*place.source, name);
  }
  if (edits.empty()) return {};
  std::string shown = edits.front().text;
  if (shown.empty()) shown = "texts";
  return only(
      "Write " + shown + " as this language has it in " + std::string(place.source->path) + ".",
      std::move(edits));
}

}  // namespace sitewright::healing
