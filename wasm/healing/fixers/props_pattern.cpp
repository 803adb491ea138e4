// Props that a component takes apart with a type where another name would stand: `({ title: string,
// items: Item[] })`. The names stay, the types go behind the pattern.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "healing/errors/quoted.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/module_places.hpp"
#include "healing/fixers/statement_edits.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

struct Entry {
  std::uint32_t name = 0;   ///< tokens
  std::uint32_t type = 0;   ///< first of the type; `end` where there is none
  std::uint32_t value = 0;  ///< the "=" of what it is without one; `end` where there is none
  std::uint32_t end = 0;    ///< the comma or brace behind it
  bool optional = false;
};

bool is_of_language(std::string_view word) {
  for (const std::string_view one : {"string", "number", "boolean", "any", "unknown", "ReactNode",
                                     "Date", "Record", "Array", "Dispatch", "CSSProperties"}) {
    if (one == word) return true;
  }
  return false;
}

class Pattern {
 public:
  Pattern(const Source& source, std::uint32_t open) : source_(source), tokens_(*source.tokens) {
    close_ = tokens_.partner(open);
    for (std::uint32_t at = open + 1; at < close_;) at = entry(at) + 1;
  }

  [[nodiscard]] bool names(std::string_view word) const {
    return std::ranges::any_of(entries_, [&](const Entry& one) {
      return tokens_.text_of(one.name) == word || tokens_.text_of(one.type) == word;
    });
  }

  /// Every entry has a type, and no type is used as what a renamed prop would be.
  [[nodiscard]] bool is_of_types() const {
    return sound_ && !entries_.empty() && std::ranges::all_of(entries_, [&](const Entry& one) {
             const std::string_view type = tokens_.text_of(one.type);
             const bool known =
                 is_of_language(type) || tokens_[one.type].kind == TokenKind::string ||
                 (context::is_upper(type.empty() ? 'a' : type.front()) && !is_used(type));
             return one.type < one.end && known;
           });
  }

  [[nodiscard]] std::vector<Edit> written_out() const {
    const std::string path(source_.path);
    std::vector<Edit> edits;
    std::string types;
    for (const Entry& one : entries_) {
      const std::uint32_t last = std::min(one.value, one.end);
      const std::uint32_t from = tokens_[one.name].end;
      const std::uint32_t to = tokens_[last - 1].end;
      edits.push_back({path, from, to, ""});
      types += types.empty() ? " " : "; ";
      types += tokens_.text_of(one.name);
      types += one.optional || one.value < one.end ? "?: " : ": ";
      types += source_.text.substr(tokens_[one.type].begin, to - tokens_[one.type].begin);
    }
    const std::uint32_t end = tokens_[close_].end;
    edits.push_back({path, end, end, ": {" + types + " }"});
    return edits;
  }

 private:
  /// The comma or brace behind the entry that begins at the token.
  std::uint32_t entry(std::uint32_t at) {
    Entry out{at, close_, close_, close_};
    std::uint32_t next = at + 1;
    sound_ = sound_ && tokens_.is_word(at);
    if (tokens_.is_mark(next, '?')) {
      out.optional = true;
      ++next;
    }
    if (tokens_.is_mark(next, ':')) out.type = next + 1;
    for (next = std::max(next, at + 1); next < close_; next = tokens_.after(next)) {
      if (tokens_.is_mark(next, '=')) out.value = std::min(out.value, next);
      if (tokens_.is_mark(next, ',') || tokens_.is_mark(next, ';')) break;
    }
    out.end = std::min(next, close_);
    out.value = std::min(out.value, out.end);
    entries_.push_back(out);
    return out.end;
  }

  /// As an element or a value, outside of the pattern.
  [[nodiscard]] bool is_used(std::string_view type) const {
    for (std::uint32_t at = close_; at < tokens_.size(); ++at) {
      const std::string_view text = tokens_.text_of(at);
      const bool element = tokens_[at].kind == TokenKind::jsx_open && text.substr(1) == type;
      const bool call = tokens_.is_word(at, type) && tokens_.is_mark(at + 1, '(');
      if (element || call) return true;
    }
    return false;
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  std::uint32_t close_ = 0;
  std::vector<Entry> entries_;
  bool sound_ = true;
};

/// `Name(` or `(` in front of a pattern that no type follows.
bool takes_apart(const ScriptTokens& tokens, std::uint32_t open) {
  const bool bare = open > 0 && tokens.is_mark(open, '{') && tokens.is_mark(open - 1, '(') &&
                    tokens.is_mark(tokens.partner(open) + 1, ')') &&
                    tokens.partner(open - 1) == tokens.partner(open) + 1;
  if (!bare) return false;
  const std::uint32_t after = tokens.after(open - 1);
  const bool named = open > 2 && tokens.is_word(open - 2) && tokens.is_word(open - 3, "function");
  return named || tokens.is_arrow(after);
}

}  // namespace

std::vector<Repair> fix_props_pattern(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place) return {};
  const Source& source = *place.source;
  const ScriptTokens& tokens = *source.tokens;
  const bool is_syntax = problem.category == Category::syntax;
  const std::string name = quoted(problem.message, 0);
  const std::uint32_t here = source.token_at(place.offset);
  for (std::uint32_t open = 1; open + 1 < tokens.size(); ++open) {
    if (!takes_apart(tokens, open)) continue;
    const Pattern pattern(source, open);
    const bool meant =
        is_syntax ? here > open && here <= tokens.partner(open) + 1 : pattern.names(name);
    if (!meant || !pattern.is_of_types()) continue;
    std::vector<Edit> edits = pattern.written_out();
    if (is_syntax && !is_sounder(source, edits)) continue;
    return only("Put types behind what is taken apart in " + std::string(source.path) + ".",
                std::move(edits));
  }
  return {};
}

}  // namespace sitewright::healing
