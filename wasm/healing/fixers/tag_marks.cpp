#include "healing/fixers/tag_marks.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>

#include "context/scan/characters.hpp"
#include "healing/fixers/fixers.hpp"
#include "healing/fixers/script_health.hpp"
#include "healing/fixers/tags.hpp"
#include "healing/fixers/words.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

using context::ScriptTokens;
using context::TokenKind;

constexpr std::size_t max_trials = 40;
constexpr std::size_t max_looks =
    1000;  ///< at a name that may be an element's; each reads the text
constexpr std::size_t max_name = 80;
constexpr std::size_t max_held = 4000;  ///< bytes of what an element holds that ended too early

/// What an element may be given, as far as it says where the name of its tag ends.
constexpr std::array attributes{
    std::string_view("className"), std::string_view("id"),    std::string_view("href"),
    std::string_view("key"),       std::string_view("type"),  std::string_view("style"),
    std::string_view("src"),       std::string_view("alt"),   std::string_view("role"),
    std::string_view("name"),      std::string_view("value"), std::string_view("title"),
    std::string_view("htmlFor"),   std::string_view("ref"),   std::string_view("to")};

/// Elements that never hold anything.
constexpr std::array hollow{
    std::string_view("area"),  std::string_view("base"),  std::string_view("br"),
    std::string_view("col"),   std::string_view("embed"), std::string_view("hr"),
    std::string_view("img"),   std::string_view("input"), std::string_view("link"),
    std::string_view("meta"),  std::string_view("param"), std::string_view("source"),
    std::string_view("track"), std::string_view("wbr")};

/// Elements that nobody writes without a text.
constexpr std::array worded{
    std::string_view("h1"),     std::string_view("h2"),         std::string_view("h3"),
    std::string_view("h4"),     std::string_view("h5"),         std::string_view("h6"),
    std::string_view("p"),      std::string_view("li"),         std::string_view("a"),
    std::string_view("button"), std::string_view("strong"),     std::string_view("em"),
    std::string_view("b"),      std::string_view("label"),      std::string_view("code"),
    std::string_view("dt"),     std::string_view("dd"),         std::string_view("th"),
    std::string_view("td"),     std::string_view("blockquote"), std::string_view("figcaption"),
    std::string_view("legend"), std::string_view("summary"),    std::string_view("option"),
    std::string_view("time"),   std::string_view("small")};

bool is_name_byte(char c) {
  return context::is_word_byte(c) || c == '-';
}

std::string_view word_at(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && context::is_word_byte(text[end])) ++end;
  return text.substr(at, end - at);
}

/// Whether the word stands elsewhere as well: what names a component is imported or declared.
bool stands_elsewhere(std::string_view text, std::string_view word, std::size_t here) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const bool whole = (at == 0 || !context::is_word_byte(text[at - 1])) &&
                       word_at(text, at).size() == word.size();
    if (whole && at != here) return true;
  }
  return false;
}

bool is_element(std::string_view text, std::string_view name, std::size_t at) {
  if (name.empty()) return false;
  if (context::is_upper(name.front())) return stands_elsewhere(text, name, at);
  return is_html_tag(name) || text.contains("</" + std::string(name) + ">");
}

/// Whether an attribute stands there: `id="a"`, `key={b}`, `{...rest}`, `disabled` in front of one.
bool is_attribute(std::string_view rest) {
  for (int words = 0; words < 3; ++words) {
    if (rest.starts_with("{...")) return true;
    std::size_t end = 0;
    while (end < rest.size() && is_name_byte(rest[end])) ++end;
    if (end == 0) return false;
    const std::string_view value = rest.substr(end);
    if (value.starts_with("=\"") || value.starts_with("={") || value.starts_with("='")) return true;
    if (value.starts_with(">") || value.starts_with(" />")) return words > 0;
    const std::size_t next = value.find_first_not_of(" \n");
    if (next == 0 || next == std::string_view::npos) return false;
    rest = value.substr(next);
  }
  return false;
}

/// Whether what follows the name is what follows the name of a tag.
bool goes_on_as_tag(std::string_view rest) {
  if (rest.starts_with('>') || rest.starts_with("/>") || rest.starts_with(" />")) return true;
  const std::size_t next = rest.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && next > 0 && is_attribute(rest.substr(next));
}

bool is_known_attribute(std::string_view name) {
  const bool handler = name.size() > 2 && name.starts_with("on") && context::is_upper(name[2]);
  return handler || name.starts_with("aria-") || name.starts_with("data-") ||
         std::ranges::contains(attributes, name);
}

struct Trial {
  Edit edit;
  std::string_view summary;
  bool certain = false;  ///< what stands there is no code, whether or not it looks unsound
  bool level = false;    ///< only where no line stands more crooked by it
  Health health = {};
};

class TagMarks {
 public:
  TagMarks(const Source& source, std::uint32_t offset)
      : source_(source),
        text_(source.text),
        offset_(offset),
        before_(check_up(*source.tokens).health) {}

  std::vector<Repair> run() {
    for (std::size_t at = 0; at < text_.size(); ++at) {
      if (text_[at] == '<') {
        opened_twice(at);
        glued(at);
      } else if (text_[at] == '/') {
        closing(at);
      } else if (at == 0 || !is_name_byte(text_[at - 1])) {
        opening(at);
      }
    }
    unended();
    ended_early();
    return best();
  }

 private:
  [[nodiscard]] bool names_element(std::string_view name, std::size_t at) {
    return name.size() <= max_name && ++looks_ <= max_looks && is_element(text_, name, at);
  }

  /// The byte before the offset that is no blank; a line's end where there is none.
  [[nodiscard]] char mark_before(std::size_t at) const {
    const std::size_t last = text_.substr(0, at).find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? '\n' : text_[last];
  }

  void add(std::size_t begin, std::size_t end, std::string text, std::string_view summary) {
    trials_.push_back({{std::string(source_.path), static_cast<std::uint32_t>(begin),
                        static_cast<std::uint32_t>(end), std::move(text)},
                       summary});
  }

  /// `p>`, `Hero title="a" />`
  void opening(std::size_t at) {
    const char before = at > 0 ? text_[at - 1] : '\n';
    if (std::string_view("</.\"'`$").contains(before)) return;
    const std::string_view name = word_at(text_, at);
    if (name.empty() || !goes_on_as_tag(text_.substr(at + name.size()))) return;
    if (names_element(name, at)) add(at, at, "<", "Begin a tag");
  }

  /// `/p>`
  void closing(std::size_t at) {
    const char before = at > 0 ? text_[at - 1] : '\n';
    if (before == '/' || mark_before(at) == '<') return;
    const std::string_view name = word_at(text_, at + 1);
    const std::size_t end = at + 1 + name.size();
    if (end < text_.size() && text_[end] == '>' && names_element(name, at + 1)) {
      add(at, at, "<", "Begin a closing tag");
    }
  }

  /// `<<p>`
  void opened_twice(std::size_t at) {
    if (!text_.substr(at).starts_with("<<") || word_at(text_, at + 2).empty()) return;
    add(at, at + 1, "", "Take out a < too many");
    // Behind a value it shifts bits.
    const bool returns = at > 6 && text_.substr(at - 7, 6) == "return";
    trials_.back().certain = returns || !context::is_word_byte(mark_before(at));
  }

  /// `<pclassName="a">`
  void glued(std::size_t at) {
    std::size_t end = at + 1;
    while (end < text_.size() && is_name_byte(text_[end])) ++end;
    if (end >= text_.size() || text_[end] != '=' || end - at > max_name) return;
    for (std::size_t split = at + 2; split < end; ++split) {
      const std::string_view name = text_.substr(at + 1, split - at - 1);
      if (!is_known_attribute(text_.substr(split, end - split))) continue;
      if (!names_element(name, at + 1)) continue;
      add(split, split, " ", "Put a space between a tag and its attribute");
      trials_.back().certain = true;
    }
  }

  /// A tag of several lines in front of the next element, or of nothing at all.
  void unended() {
    const ScriptTokens& tokens = *source_.tokens;
    for (std::uint32_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].kind != TokenKind::jsx_open) continue;
      std::uint32_t next = at + 1;
      while (next < tokens.size() && tokens[next].kind == TokenKind::jsx_name) {
        ++next;
        if (!tokens.is_mark(next, '=')) continue;
        next = tokens.is_mark(next + 1, '{') ? tokens.after(next + 1) : next + 2;
      }
      if (next == at + 1 || next >= tokens.size()) continue;
      const std::uint32_t first = tokens.line_of(tokens[at].begin);
      const std::uint32_t last = tokens.line_of(tokens[next - 1].begin);
      const bool ended = tokens.is_mark(next, '>') || tokens.text_of(next) == "/>";
      if (ended || last == first || tokens.line_of(tokens[next].begin) == last) continue;
      const std::string indent(indent_at(text_, tokens[at].begin), ' ');
      add(tokens[next - 1].end, tokens[next - 1].end, "\n" + indent + "/>", "End an element");
      add(tokens[next - 1].end, tokens[next - 1].end, "\n" + indent + ">", "End a tag");
    }
  }

  /// `<p className="a" />Text</p>`: the slash of a tag whose closing one follows.
  void ended_early() {
    const ScriptTokens& tokens = *source_.tokens;
    for (std::uint32_t at = 0; at < tokens.size(); ++at) {
      if (tokens[at].kind != TokenKind::jsx_open) continue;
      const std::uint32_t end = tokens.partner(at);
      const std::size_t name_begin = tokens[at].begin + 1;
      std::size_t name_end = name_begin;
      while (name_end < text_.size() && (is_name_byte(text_[name_end]) || text_[name_end] == '.')) {
        ++name_end;
      }
      const std::string_view name = text_.substr(name_begin, name_end - name_begin);
      const bool whole = !name.empty() && name.size() <= max_name && tokens.text_of(end) == "/>";
      if (!whole || std::ranges::contains(hollow, name) || ++looks_ > max_looks) continue;
      if (!holds_what_follows(name, tokens[at].begin, tokens[end].end)) continue;
      const std::uint32_t slash = tokens[end].begin;
      add(slash - (context::is_blank(text_[slash - 1]) ? 1 : 0), tokens[end].end, ">",
          "Take the slash out of an opening tag");
      trials_.back().level = true;
    }
  }

  /// Whether its closing tag is the next of that name, on its own line where a line ends between
  /// them. What may stand empty, a dot in front of a text, holds only what follows at once.
  [[nodiscard]] bool holds_what_follows(std::string_view name, std::size_t begin,
                                        std::size_t end) const {
    const std::string_view rest = text_.substr(end, max_held);
    const std::size_t close = rest.find("</" + std::string(name) + ">");
    if (close == std::string_view::npos) return false;
    const std::string_view held = rest.substr(0, close);
    const std::string again = "<" + std::string(name);
    for (std::size_t at = held.find(again); at != std::string_view::npos;
         at = held.find(again, at + 1)) {
      const std::size_t behind = at + again.size();
      if (behind >= held.size() || !is_name_byte(held[behind])) return false;
    }
    if (held.contains('\n')) {
      const std::size_t line = held.rfind('\n') + 1;
      return trimmed(held.substr(line)).empty() &&
             indent_at(text_, static_cast<std::uint32_t>(begin)) ==
                 indent_at(text_, static_cast<std::uint32_t>(end + close));
    }
    const bool at_once = held.empty() || !context::is_blank(held.front());
    return at_once || std::ranges::contains(worded, name);
  }

  [[nodiscard]] std::uint32_t distance(const Trial& one) const {
    return one.edit.begin > offset_ ? one.edit.begin - offset_ : offset_ - one.edit.begin;
  }

  /// The soundest; none where all are as unsound as before.
  std::vector<Repair> best() {
    sort_stably(trials_, [&](const Trial& a, const Trial& b) { return distance(a) < distance(b); });
    if (trials_.size() > max_trials) trials_.resize(max_trials);
    std::optional<Health> least;
    for (Trial& one : trials_) {
      std::string text(text_);
      text.replace(one.edit.begin, one.edit.end - one.edit.begin, one.edit.text);
      one.health = health_of(source_.language, text);
      if (!least || one.health < *least) least = one.health;
    }
    std::vector<Repair> out;
    const auto wrong = [](const Health& of) { return std::tie(of.faults, of.oddities); };
    for (Trial& one : trials_) {
      const bool sounder = wrong(one.health) < wrong(before_) ||
                           (one.certain && wrong(one.health) == wrong(before_));
      const bool crooked = one.level && one.health.crooked > before_.crooked;
      if (one.health != *least || !sounder || crooked) continue;
      out.push_back({std::string(one.summary) + " in " + std::string(source_.path) + ":" +
                         std::to_string(source_.line_of(one.edit.begin)) + ".",
                     {std::move(one.edit)}});
    }
    for (Repair& one : out) one.unique = out.size() == 1;
    return out;
  }

  const Source& source_;
  std::string_view text_;
  std::uint32_t offset_;
  Health before_;
  std::size_t looks_ = 0;
  std::vector<Trial> trials_;
};

}  // namespace

bool ends_lost_tag(const Source& source, std::uint32_t offset) {
  const std::string_view text = source.text;
  const std::uint32_t begin = source.line_begin(source.line_of(offset));
  const std::string_view before = trimmed(text.substr(begin, offset - begin));
  const std::string_view last = before.substr(before.find_last_of("<>") + 1);
  if (before.empty() || last.contains("=\"") || last.contains("={") || last.ends_with('/')) {
    return true;
  }
  if (offset == 0 || !context::is_word_byte(text[offset - 1])) return false;
  std::size_t from = last.size();
  while (from > 0 && context::is_word_byte(last[from - 1])) --from;
  const std::string_view name = last.substr(from);
  if (from > 0 && last[from - 1] == '/') return is_element(text, name, offset - name.size());
  return is_element(text, name, offset - name.size()) &&
         text.substr(offset).contains("</" + std::string(name) + ">");
}

std::vector<Repair> fix_tag_marks(Workbench& bench, const Problem& problem) {
  const Workbench::Place place = bench.script_of(problem);
  if (!place || place.source->language == context::Language::typescript) return {};
  return TagMarks(*place.source, place.offset).run();
}

}  // namespace sitewright::healing
