#include "healing/fixers/edit_search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "context/scan/characters.hpp"
#include "healing/fixers/text_ends.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t max_bytes_tried = std::size_t{24} << 20U;
constexpr std::size_t max_proposals = 4;

class Search {
 public:
  Search(const Source& source, std::vector<std::uint32_t> offsets, std::string expected)
      : source_(source),
        tokens_(*source.tokens),
        text_(source.text),
        offsets_(std::move(offsets)),
        expected_(std::move(expected)) {}

  std::vector<Candidate> run() {
    const Checkup now = check_up(tokens_);
    before_ = now.health;
    for (const Loose& one : now.loose) {
      one.kind == Loose::Kind::opener ? close_later(one) : open_earlier(one);
      // It may as well be that what it was held against has lost its own opener.
      const bool other = one.kind == Loose::Kind::opener && is_closing_bracket(one.against);
      if (other) open_earlier({Loose::Kind::closer, one.against, one.token});
    }
    for (const std::uint32_t offset : offsets_) around(offset);
    // The value of an attribute goes on to the next quote, lines below.
    for (std::uint32_t at = 0; at < tokens_.size(); ++at) {
      if (tokens_[at].kind != TokenKind::string || !tokens_.text_of(at).contains('\n')) continue;
      around(tokens_[at].begin);
      offsets_.push_back(tokens_[at].begin);
      break;
    }
    // A text that is not closed is noticed where the next one begins, or at the end.
    const auto& stop = tokens_.gave_up();
    const bool in_text = stop && (stop->reason == context::GaveUp::Reason::unclosed_string ||
                                  stop->reason == context::GaveUp::Reason::unclosed_template);
    if (in_text && stop->offset < text_.size()) {
      around(stop->offset);
      offsets_.push_back(stop->offset);
    }
    try_all();
    return std::move(good_);
  }

 private:
  void add(std::uint32_t begin, std::uint32_t end, std::string text) {
    candidates_.push_back({begin, end, std::move(text)});
    candidates_.back().doubtful = candidates_.back().text.empty();
  }
  void insert(std::uint32_t at, std::string text) { add(at, at, std::move(text)); }

  [[nodiscard]] char mark(std::uint32_t at) const {
    const bool single = at < tokens_.size() && tokens_[at].kind == TokenKind::mark &&
                        tokens_[at].end == tokens_[at].begin + 1;
    return single ? text_[tokens_[at].begin] : '\0';
  }

  [[nodiscard]] bool is_closing_bracket(std::uint32_t at) const {
    return mark(at) == ')' || mark(at) == ']' || mark(at) == '}';
  }

  [[nodiscard]] std::string closing(std::uint32_t opener) const {
    switch (tokens_[opener].kind) {
      case TokenKind::jsx_open:
        return "</" + std::string(tokens_.text_of(opener).substr(1)) + ">";
      case TokenKind::template_head:
        return "}`";
      default:
        return mark(opener) == '(' ? ")" : mark(opener) == '[' ? "]" : "}";
    }
  }

  [[nodiscard]] std::uint32_t line_end(std::uint32_t offset) const {
    std::size_t end = std::min(text_.find('\n', offset), text_.size());
    while (end > offset && context::is_blank(text_[end - 1])) --end;
    return static_cast<std::uint32_t>(end);
  }

  void close_later(const Loose& loose) {
    const context::Token& opener = tokens_[loose.token];
    const std::string close = closing(loose.token);
    const bool is_element = opener.kind == TokenKind::jsx_open;
    if (is_element) mend_tag(loose);
    if (opener.kind == TokenKind::template_head) around(opener.begin);
    if (!is_element && opener.kind == TokenKind::mark) add(opener.begin, opener.end, "");
    const std::string indent(indent_at(text_, opener.begin), ' ');
    const std::uint32_t first_line = tokens_.line_of(opener.begin);
    std::uint32_t offset = opener.end;
    for (std::uint32_t line = first_line; offset < text_.size() && line < first_line + 400;
         ++line) {
      const std::uint32_t end = line_end(offset);
      if (end >= offset && end > opener.begin) {
        insert(end, close);
        insert(end, "\n" + indent + close);
        if (close.size() == 1) {
          insert(end, "\n" + indent + close + ";");
          insert(end, "\n" + indent + close + ",");
          const char last = end > 0 ? text_[end - 1] : '\0';
          if (last == ';' || last == ',') insert(end - 1, close);
        }
      }
      const std::size_t next = text_.find('\n', offset);
      if (next == std::string_view::npos) break;
      offset = static_cast<std::uint32_t>(next + 1);
    }
    gaps_of_line(opener.begin, close);
    if (loose.against != loose.token) gaps_of_line(tokens_[loose.against].begin, close);
  }

  /// An element without an end, or with another one's.
  void mend_tag(const Loose& loose) {
    for (std::uint32_t at = loose.token + 1; at < tokens_.size(); at = tokens_.after(at)) {
      if (mark(at) == '>') {
        add(tokens_[at].begin, tokens_[at].end, text_[tokens_[at].begin - 1] == ' ' ? "/>" : " />");
        break;
      }
      if (tokens_[at].kind != TokenKind::jsx_name && mark(at) == '\0' &&
          tokens_[at].kind != TokenKind::string) {
        break;
      }
    }
    if (loose.against == loose.token) return;
    const std::string_view other = tokens_.text_of(loose.against);
    if (other.starts_with("</")) rename_tags(loose.token, loose.against);
  }

  void rename_tags(std::uint32_t opener, std::uint32_t closer) {
    const std::string_view name = tokens_.text_of(opener).substr(1);
    const std::string_view closing_tag = tokens_.text_of(closer);
    if (!closing_tag.starts_with("</") || !closing_tag.ends_with('>')) return;
    const std::string_view other = closing_tag.substr(2, closing_tag.size() - 3);
    const std::uint32_t begin = tokens_[closer].begin + 2;
    add(begin, begin + static_cast<std::uint32_t>(other.size()), std::string(name));
    add(tokens_[opener].begin + 1, tokens_[opener].end, std::string(other));
    candidates_.back().doubtful = true;
  }

  void open_earlier(const Loose& loose) {
    const context::Token& closer = tokens_[loose.token];
    const std::string_view written = tokens_.text_of(loose.token);
    if (closer.kind == TokenKind::jsx_close && tokens_[loose.against].kind == TokenKind::jsx_open) {
      rename_tags(loose.against, loose.token);
    }
    if (closer.kind != TokenKind::jsx_close || !has_children(loose.token)) {
      add(closer.begin, closer.end, "");
      candidates_.back().doubtful = false;
      take_line(closer);
    }
    if (written == "/>") add(closer.begin, closer.end, ">");
    const char c = mark(loose.token);
    const std::string open = c == ')' ? "(" : c == ']' ? "[" : c == '}' ? "{" : "";
    if (open.empty()) return;
    gaps_of_line(closer.begin, open);
    const std::uint32_t indent = indent_at(text_, closer.begin);
    // Lines above it that are indented as it is may have lost the bracket at their end.
    std::uint32_t offset = closer.begin;
    for (int lines = 0; lines < 200 && offset > 0; ++lines) {
      const std::size_t begin = text_.substr(0, offset).rfind('\n');
      if (begin == std::string_view::npos && offset == 0) break;
      const auto start =
          static_cast<std::uint32_t>(begin == std::string_view::npos ? 0 : begin + 1);
      const std::uint32_t end = line_end(start);
      if (end > start && indent_at(text_, start) == indent && end < closer.begin) {
        insert(end, " " + open);
        insert(end, open);
        // Among elements what should be code is text so far, which has no tokens.
        if (c == '}') insert(start + indent, open);
        gaps_of_line(start, open);
      }
      if (begin == std::string_view::npos) break;
      offset = static_cast<std::uint32_t>(begin);
    }
  }

  /// Whether lines that stand deeper precede a closing tag: they are what it closes.
  [[nodiscard]] bool has_children(std::uint32_t closer) const {
    if (closer == 0) return false;
    const std::uint32_t at = tokens_[closer].begin;
    const std::uint32_t before = tokens_[closer - 1].begin;
    return tokens_.line_of(at) != tokens_.line_of(before) &&
           indent_at(text_, before) > indent_at(text_, at);
  }

  /// A closer that stands alone on its line goes with the line.
  void take_line(const context::Token& token) {
    std::uint32_t begin = token.begin;
    while (begin > 0 && text_[begin - 1] == ' ') --begin;
    std::uint32_t end = token.end;
    while (end < text_.size() && (text_[end] == ';' || text_[end] == ',')) ++end;
    if ((begin == 0 || text_[begin - 1] == '\n') && end < text_.size() && text_[end] == '\n') {
      add(begin, end + 1, "");
      candidates_.back().doubtful = false;
    }
  }

  static bool opens(std::string_view text) { return text == "(" || text == "[" || text == "{"; }

  [[nodiscard]] bool is_text(std::uint32_t at) const {
    const TokenKind kind = tokens_[at].kind;
    return kind == TokenKind::string || kind == TokenKind::template_whole ||
           (kind == TokenKind::template_part && text_[tokens_[at].end - 1] == '`');
  }

  /// Whether the mark makes sense in front of the token.
  [[nodiscard]] bool may_stand(std::string_view text, std::uint32_t next) const {
    if (next == 0 || next >= tokens_.size()) return text != " +";
    const bool same_line = !tokens_[next].after_newline;
    // Braces around nothing would make a text of what they held.
    if (text == "}") return !same_line || mark(next - 1) != '{';
    if (text == ".") return !is_text(next - 1);
    // Two texts side by side are one.
    return text != " +" || (same_line && is_text(next - 1) && mark(next) == '\0');
  }

  void gaps_of_line(std::uint32_t offset, const std::string& text) {
    const std::uint32_t line = tokens_.line_of(offset);
    std::uint32_t at = source_.token_at(source_.line_begin(line));
    for (; at < tokens_.size() && tokens_.line_of(tokens_[at].begin) == line; ++at) {
      for (const std::uint32_t place : {tokens_[at].begin, tokens_[at].end}) {
        if (!may_stand(text, place == tokens_[at].begin ? at : at + 1)) continue;
        insert(place, text);
        candidates_.back().doubtful = opens(text);
      }
    }
  }

  /// Everything that one character could mend on the line that a tool points at, and the one
  /// before.
  void around(std::uint32_t offset) {
    std::uint32_t line = tokens_.line_of(offset);
    if (!expected_.empty()) {
      const std::uint32_t at = source_.token_at(offset);
      const std::uint32_t place = at > 0 && at <= tokens_.size() ? tokens_[at - 1].end : offset;
      const bool is_word = context::is_word_byte(expected_.front());
      candidates_.push_back({place, place, is_word ? " " + expected_ : expected_, {}, true});
      // The place may be that of the name before it.
      for (std::uint32_t next = at; next < at + 2; ++next) {
        if (mark(next) != '=' || expected_ != ":") continue;
        candidates_.push_back({tokens_[next].begin, tokens_[next].end, ":", {}, true});
        candidates_.back().distance = 0;
      }
    }
    for (int lines = 0; lines < 3 && line > 0; ++lines, --line) {
      for (const std::string_view text : {",", ")", "(", "}", "{", "]", "[", "\"", "'", "`", ">",
                                          ":", "=", "=>", "=\"", "}}", ".", " +"}) {
        const std::uint32_t begin = source_.line_begin(line);
        if (text == "=\"" && !has_attribute(line)) continue;
        gaps_of_line(begin, std::string(text));
      }
      delete_marks(line);
      text_gaps(line);
      bare_values(line);
    }
  }

  [[nodiscard]] bool has_attribute(std::uint32_t line) const {
    std::uint32_t at = source_.token_at(source_.line_begin(line));
    for (; at < tokens_.size() && tokens_.line_of(tokens_[at].begin) == line; ++at) {
      if (tokens_[at].kind == TokenKind::jsx_name) return true;
    }
    return false;
  }

  void delete_marks(std::uint32_t line) {
    std::uint32_t at = source_.token_at(source_.line_begin(line));
    for (; at < tokens_.size() && tokens_.line_of(tokens_[at].begin) == line; ++at) {
      const char c = mark(at);
      if (c == '\0' || c == '<') continue;
      add(tokens_[at].begin, tokens_[at].end, "");
      if (c == ';') add(tokens_[at].begin, tokens_[at].end, ",");
      if (c == '=') add(tokens_[at].begin, tokens_[at].end, ":");
      if (c == ':') add(tokens_[at].begin, tokens_[at].end, "=");
      if (c == ')' || c == ']' || c == '}') {
        for (const char* other : {")", "]", "}"}) add(tokens_[at].begin, tokens_[at].end, other);
      }
      if (c == '(' || c == '[' || c == '{') {
        for (const char* other : {"(", "[", "{"}) add(tokens_[at].begin, tokens_[at].end, other);
      }
    }
  }

  /// key=item.id instead of key={item.id}
  void bare_values(std::uint32_t line) {
    const std::uint32_t begin = source_.line_begin(line);
    const std::uint32_t end = line_end(begin);
    for (std::uint32_t at = begin + 1; at < end; ++at) {
      const bool value = text_[at - 1] == '=' && context::is_word_byte(text_[at]) &&
                         at > begin + 1 && context::is_word_byte(text_[at - 2]);
      if (!value) continue;
      std::uint32_t last = at;
      while (last < end && (context::is_word_byte(text_[last]) || text_[last] == '.')) ++last;
      add(at, last, "{" + std::string(text_.substr(at, last - at)) + "}");
    }
  }

  /// Where a quote that is not closed could be: before marks and between words of the raw line.
  void text_gaps(std::uint32_t line) {
    const std::uint32_t begin = source_.line_begin(line);
    const std::uint32_t end = line_end(begin);
    if (end - begin > 2000) return;
    for (std::uint32_t at = begin; at <= end; ++at) {
      const char next = at < text_.size() ? text_[at] : '\n';
      const char last = at > 0 ? text_[at - 1] : '\n';
      // Behind a text without an end there are no tokens.
      if (tokens_.gave_up() && std::string_view("(){}[]").contains(next)) add(at, at + 1, "");
      const bool edge = next == '>' || next == '/' || next == ',' || next == ';' || next == ')' ||
                        next == '}' || next == ']' || next == '\n' || next == '<' || next == '`' ||
                        (next == ' ' && last != ' ') || last == '=' || last == '(' ||
                        (last == ' ' && next != ' ');
      if (!edge) continue;
      for (const char* quote : {"\"", "'", "`", "}"}) insert(at, quote);
    }
  }

  void try_all() {
    sort_stably(candidates_, [](const Candidate& a, const Candidate& b) {
      return std::tie(a.begin, a.end, a.text, b.expected, a.doubtful) <
             std::tie(b.begin, b.end, b.text, a.expected, b.doubtful);
    });
    const auto repeated =
        std::ranges::unique(candidates_, [](const Candidate& a, const Candidate& b) {
          return a.begin == b.begin && a.end == b.end && a.text == b.text;
        });
    candidates_.erase(repeated.begin(), repeated.end());
    for (Candidate& one : candidates_) one.distance = distance_of(one);
    sort_stably(candidates_, [](const Candidate& a, const Candidate& b) {
      return std::tuple(!a.expected, a.distance) < std::tuple(!b.expected, b.distance);
    });
    std::size_t tried = 0;
    std::string trial;
    for (Candidate& one : candidates_) {
      tried += text_.size() * (before_.faults > 0 ? 2 : 1);
      if (tried > max_bytes_tried) break;
      trial.assign(text_.substr(0, one.begin)).append(one.text).append(text_.substr(one.end));
      one.health = health_of(source_.language, trial);
      const bool sound = one.health < before_ || (one.expected && one.health <= before_);
      if (sound) good_.push_back(one);
    }
    keep_best();
  }

  /// Those that are as sound as the best, each way of writing the same thing once.
  void keep_best() {
    if (good_.empty()) return;
    const Health best = std::ranges::min(good_, {}, &Candidate::health).health;
    std::erase_if(good_, [&](const Candidate& one) {
      return std::tie(one.health.faults, one.health.oddities) !=
             std::tie(best.faults, best.oddities);
    });
    count_ends();
    sort_stably(good_, [](const Candidate& a, const Candidate& b) {
      // More was forgotten than was written twice.
      return std::tuple(a.ends, a.health.crooked, !a.expected, a.doubtful, a.distance) <
             std::tuple(b.ends, b.health.crooked, !b.expected, b.doubtful, b.distance);
    });
    if (good_.size() > max_proposals) good_.resize(max_proposals);
  }

  static bool moves_an_end(const Candidate& one) {
    return one.text.contains('"') || one.text == "'" || one.text == "`";
  }

  void count_ends() {
    if (std::ranges::none_of(good_, moves_an_end)) return;
    std::string trial;
    for (Candidate& one : good_) {
      trial.assign(text_.substr(0, one.begin)).append(one.text).append(text_.substr(one.end));
      one.ends = doubtful_ends(ScriptTokens(source_.language, trial, ScriptTokens::OpenJsx::keep));
    }
  }

  [[nodiscard]] std::uint32_t distance_of(const Candidate& one) const {
    std::uint32_t least = 0xffffffff;
    for (const std::uint32_t offset : offsets_) {
      // What stands before the place is likelier to be wrong than what follows.
      const std::uint32_t gap = one.begin > offset ? (one.begin - offset) * 4 : offset - one.begin;
      least = std::min(least, gap);
    }
    return least;
  }

  const Source& source_;
  const ScriptTokens& tokens_;
  std::string_view text_;
  std::vector<std::uint32_t> offsets_;
  std::string expected_;
  Health before_;
  std::vector<Candidate> candidates_;
  std::vector<Candidate> good_;
};

}  // namespace

std::vector<Candidate> search_edits(const Source& source, std::vector<std::uint32_t> offsets,
                                    std::string expected) {
  return Search(source, std::move(offsets), std::move(expected)).run();
}

}  // namespace sitewright::healing
