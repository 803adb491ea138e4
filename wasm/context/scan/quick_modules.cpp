// Strings end with their line, and so do regular expressions: what JSX text makes of them goes
// wrong for one line at most. Only templates and block comments reach further; wherever one of
// them may begin or be hidden by such a mistake, the whole text is left to the tokens.
#include <algorithm>
#include <array>

#include "context/scan/bytes16.hpp"
#include "context/scan/characters.hpp"
#include "context/scan/module_statements.hpp"
#include "context/scan/quick_marks.hpp"
#include "context/scan/script_modules.hpp"

namespace sitewright::context {

namespace {

constexpr std::size_t deepest_template = 64;
constexpr std::uint32_t longest_aside = 1024;  // what an apostrophe may make us read twice
constexpr std::uint32_t lost = 0xffffffff;     // leave it to the tokens

class QuickScan {
 public:
  QuickScan(Language language, std::string_view text, ModuleScan& scan)
      : text_(text),
        size_(static_cast<std::uint32_t>(text.size())),
        jsx_(language != Language::typescript),
        statements_(text, scan) {}

  // False where only tokens can tell.
  bool read() {
    std::uint32_t at = 0;
    if (text_.starts_with("#!")) at = line_end(0);
    while (at < size_ && wasted_ <= most_wasted()) at = code_from(at);
    return at != lost && depth_ == 0 && wasted_ < most_wasted();
  }

 private:
  // What may be read in vain after a "/" that begins no regular expression.
  [[nodiscard]] std::uint64_t most_wasted() const { return std::uint64_t{4} * size_ + 4096; }

  // Reads on from `at` until a template begins or ends; returns where to go on.
  std::uint32_t code_from(std::uint32_t at) {
    const Marks marks(depth_ > 0);
    const std::size_t depth = depth_;
    while (at < size_) {
      const std::uint32_t begin = at & ~static_cast<std::uint32_t>(block_bytes - 1);
      std::uint64_t events = begin + block_bytes + read_ahead <= size_
                                 ? marks.events_of(text_.data() + begin)
                                 : last_events(begin);
      events &= ~std::uint64_t{0} << (at - begin);
      at = begin + static_cast<std::uint32_t>(block_bytes);
      while (events != 0) {
        const std::uint32_t place = begin + static_cast<std::uint32_t>(__builtin_ctzll(events));
        const std::uint32_t next = event(place);
        if (depth != depth_) return next;
        if (next >= at) {
          at = next;
          break;
        }
        events &= ~std::uint64_t{0} << (next - begin);
      }
      if (wasted_ > most_wasted()) return lost;
    }
    return at;
  }

  [[gnu::noinline]] std::uint64_t last_events(std::uint32_t begin) const {
    std::array<char, block_bytes + 16 + read_ahead> tail{};
    text_.copy(tail.data(), std::min<std::size_t>(tail.size(), size_ - begin), begin);
    return Marks(depth_ > 0).events_of(tail.data());
  }

  std::uint32_t event(std::uint32_t at) {
    switch (text_[at]) {
      case '"':
      case '\'': {
        const std::uint32_t end = plain_string_end(text_, at);
        return end != 0 ? end : string(at);
      }
      case '`':
        return template_text(at + 1);
      case '/':
        return slash(at);
      case '{':
        ++braces_[depth_ - 1];
        return at + 1;
      case '}':
        if (braces_[depth_ - 1] > 0) {
          --braces_[depth_ - 1];
          return at + 1;
        }
        --depth_;
        return template_text(at + 1);
      case 'p':
        return at < 2 ? at + 1 : keyword(at - 2, at + 1);
      default:
        return at < 1 ? at + 1 : keyword(at - 1, at + 1);
    }
  }

  [[nodiscard]] std::uint32_t line_end(std::uint32_t at) const {
    return static_cast<std::uint32_t>(find_byte(text_, '\n', at));
  }

  // A quote that does not end on its line is an apostrophe of JSX text.
  [[gnu::noinline]] std::uint32_t string(std::uint32_t begin) {
    const char quote = text_[begin];
    bool is_odd = false;  // holds what matters if it is JSX text between two apostrophes
    std::uint32_t at = begin + 1;
    while (at < size_) {
      if (at + 16 <= size_) {
        const Bytes16 bytes = load16(text_.data() + at);
        const std::uint32_t stops =
            bits16(equal16(bytes, quote) | equal16(bytes, '\\') | equal16(bytes, '\n'));
        std::uint32_t odd =
            jsx_ ? bits16(equal16(bytes, '`') | equal16(bytes, '{') | equal16(bytes, '<')) : 0;
        if (stops != 0) odd &= (stops & (0 - stops)) - 1;
        is_odd |= odd != 0;
        if (stops == 0) {
          at += 16;
          continue;
        }
        at += static_cast<std::uint32_t>(__builtin_ctz(stops));
      }
      const char c = text_[at];
      if (c == quote) {
        const bool lost_way = is_odd && (may_hide(begin + 1, at) || crosses(begin + 1, at));
        return lost_way ? lost : at + 1;
      }
      if (c == '\n') break;
      is_odd |= jsx_ && (c == '`' || c == '{' || c == '<');
      if (c == '\\') at += at + 2 < size_ && text_[at + 1] == '\r' && text_[at + 2] == '\n' ? 2 : 1;
      ++at;
    }
    return jsx_ && at - begin < longest_aside ? begin + 1 : lost;
  }

  // Whether a brace or a tag opens or ends between two quotes: one of JSX text, then one of code.
  [[nodiscard]] bool crosses(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view text = text_.substr(begin, end - begin);
    return count_byte(text, '{') != count_byte(text, '}') ||
           text.rfind('<') + 1 > text.rfind('>') + 1 || text.contains("</");
  }

  // Whether a string or a comment would hide something, were it JSX text: half a template, or an
  // expression that imports, in braces or behind the element.
  [[nodiscard]] bool may_hide(std::uint32_t begin, std::uint32_t end) const {
    const std::string_view text = text_.substr(begin, end - begin);
    if (count_byte(text, '`') % 2 != 0) return true;
    const std::size_t mark = text.find_first_of("{<");
    if (mark == std::string_view::npos) return false;
    const std::string_view code = text.substr(mark);
    return has_word(code, "import") || has_word(code, "require") || code.contains("/*");
  }

  // Whether the word, or what ends with it, is there.
  static bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if (end == text.size() || !is_word_byte(text[end]) || (text[end] & 0x80) != 0) return true;
    }
    return false;
  }

  std::uint32_t template_text(std::uint32_t at) {
    while (at < size_) {
      if (at + 16 <= size_) {
        const Bytes16 bytes = load16(text_.data() + at);
        const std::uint32_t stops =
            bits16(equal16(bytes, '`') | equal16(bytes, '\\') | equal16(bytes, '$'));
        if (stops == 0) {
          at += 16;
          continue;
        }
        at += static_cast<std::uint32_t>(__builtin_ctz(stops));
      }
      const char c = text_[at];
      if (c == '`') return at + 1;
      if (c == '$' && at + 1 < size_ && text_[at + 1] == '{') {
        if (depth_ == deepest_template) return lost;
        braces_[depth_++] = 0;
        return at + 2;
      }
      at += c == '\\' ? 2 : 1;
    }
    return lost;
  }

  // End of what stands before `at` and the white space there.
  [[nodiscard]] std::uint32_t back(std::uint32_t at) const {
    while (at > 0 && is_blank(text_[at - 1])) --at;
    return at;
  }

  [[nodiscard]] std::string_view word_ending(std::uint32_t end) const {
    std::uint32_t begin = end;
    while (begin > 0 && end - begin < 12 && is_word_byte(text_[begin - 1])) --begin;
    if (begin > 0 && text_[begin - 1] == '.') return {};  // a property
    return text_.substr(begin, end - begin);
  }

  std::uint32_t slash(std::uint32_t at) {
    const char next = at + 1 < size_ ? text_[at + 1] : '\0';
    const char before = at > 0 ? text_[at - 1] : '\0';
    if (next == '/') return line_comment(at, before);
    if (next == '*') return block_comment(at, before);
    if (before == '<') return at + 1;  // </name>
    return regex_or_division(at);
  }

  [[gnu::noinline]] std::uint32_t regex_or_division(std::uint32_t at) {
    const std::uint32_t end = back(at);
    if (end == 0) return regex(at);
    const char c = text_[end - 1];
    if (is_word_byte(c)) {
      const std::string_view word = word_ending(end);
      const bool operand = word != "return" && word != "typeof" && word != "case" && word != "in" &&
                           word != "of" && word != "void" && word != "delete" && word != "do" &&
                           word != "else" && word != "throw" && word != "yield" &&
                           word != "await" && word != "default" && word != "instanceof" &&
                           word != "new" && word != "extends";
      return operand ? at + 1 : regex(at);
    }
    switch (c) {
      case ']':
      case '"':
      case '\'':
      case '`':
        return at + 1;
      case '>':
        if (end > 1 && text_[end - 2] == '=') return regex(at);
        return either(at);
      case '+':
      case '-':
        if (end > 1 && text_[end - 2] == c) return either(at);
        return regex(at);
      case ')':
      case '}':
      case '!':
      case '/':
        return either(at);
      default:
        return regex(at);
    }
  }

  std::uint32_t line_comment(std::uint32_t at, char before) {
    if (!jsx_) return line_end(at);
    const auto [end, has_code] = comment_line(text_, at);
    if (before != ':' && before != '>' && !is_word_byte(before)) {
      return has_code && may_hide(at, end) ? lost : end;
    }
    const std::string_view rest = text_.substr(at, end - at);
    const bool matters = rest.find('`') != std::string_view::npos || has_word(rest, "import") ||
                         has_word(rest, "require");
    return matters ? lost : end;
  }

  std::uint32_t block_comment(std::uint32_t at, char before) {
    if (jsx_ && (before == '>' || before == '*' || before == '.' || is_word_byte(before))) {
      return lost;
    }
    const std::size_t end = after_comment(text_, at + 3);
    return end > size_ ? lost : static_cast<std::uint32_t>(end);
  }

  // End of the regular expression at `at`, or 0 where there is none on this line.
  std::uint32_t regex_end(std::uint32_t at) {
    bool in_class = false;
    std::uint32_t end = at + 1;
    for (; end < size_ && text_[end] != '\n'; ++end) {
      const char c = text_[end];
      if (c == '\\') {
        ++end;
      } else if (c == '[') {
        in_class = true;
      } else if (c == ']') {
        in_class = false;
      } else if (c == '/' && !in_class) {
        return end + 1;
      }
    }
    wasted_ += end - at;
    return 0;
  }

  std::uint32_t regex(std::uint32_t at) {
    const std::uint32_t end = regex_end(at);
    return end == 0 ? at + 1 : end;
  }

  // A regular expression or a division: the same, unless quotes or comments follow.
  std::uint32_t either(std::uint32_t at) {
    const std::uint32_t end = regex_end(at);
    if (end == 0) return at + 1;
    const std::string_view inside = text_.substr(at + 1, end - at - 1);
    return inside.find_first_of("'\"`*") == std::string_view::npos &&
                   (end >= size_ || text_[end] != '/')
               ? at + 1
               : lost;
  }

  // Whether what stands before could be JSX text around the word.
  [[nodiscard]] bool in_text(std::uint32_t at) {
    std::uint32_t place = at;
    while (place > 0 && (text_[place - 1] == ' ' || text_[place - 1] == '\t')) --place;
    const char before = place > 0 ? text_[place - 1] : '\n';
    if (before == '{' || place == 0) return false;
    if (before == '\n' && place == at) return false;  // JSX text is indented
    if (const std::uint32_t end = back(at); end > 0 && text_[end - 1] == '{') return false;
    const bool may_end_code =
        before == ';' || before == '}' || before == ')' || before == '/' || before == '\n';
    return !may_end_code || has_elements();
  }

  // Whether any JSX is there: what is minified has many imports on a line, and none as a rule.
  bool has_elements() {
    if (!has_elements_) has_elements_ = text_.contains("</") || text_.contains("/>");
    return *has_elements_;
  }

  // `otherwise`: where to go on when no keyword stands at `at`.
  std::uint32_t keyword(std::uint32_t at, std::uint32_t otherwise) {
    const std::string_view rest = text_.substr(at, 8);
    const bool import = rest.starts_with("import");
    const bool require = rest.starts_with("require");
    if (!import && !require && !rest.starts_with("export")) return otherwise;
    const std::uint32_t end = at + (require ? 7 : 6);
    if ((end < size_ && is_word_byte(text_[end])) || (at > 0 && is_word_byte(text_[at - 1]))) {
      return end;
    }
    if (require) return statements_.require_at(at);
    if (jsx_) {
      std::uint32_t next = end;
      while (next < size_ && is_blank(text_[next])) ++next;
      const bool called = next < size_ && (text_[next] == '(' || text_[next] == '.');
      if (!called) {
        const std::uint32_t before = back(at);
        // JSX text is indented; a type without ";" may end on the line above.
        const bool at_margin = at == 0 || text_[at - 1] == '\n';
        if (before > 0 && text_[before - 1] == '>' && !at_margin) return lost;
        if (in_text(at)) return lost;
      }
    }
    return import ? statements_.import_at(at) : statements_.export_at(at);
  }

  std::string_view text_;
  std::uint32_t size_;
  bool jsx_;
  ModuleStatements statements_;
  std::array<std::uint32_t, deepest_template> braces_{};
  std::size_t depth_ = 0;
  std::uint64_t wasted_ = 0;
  std::optional<bool> has_elements_;
};

}  // namespace

std::optional<ModuleScan> scan_script_quickly(Language language, std::string_view text) {
  ModuleScan scan;
  if (!QuickScan(language, text, scan).read()) return std::nullopt;
  return scan;
}

}  // namespace sitewright::context
