// @import, @use, @forward, @plugin, @config, @reference and `composes … from` with a string or
// url() (CSS Cascading 5, CSS Modules, Sass, Tailwind 4), and url() anywhere.
#include <algorithm>

#include "context/scan/characters.hpp"
#include "context/scan/lines.hpp"
#include "context/scan/markup_modules.hpp"

namespace sitewright::context {

namespace {

class CssReader {
 public:
  CssReader(std::string_view text, ModuleScan& scan) : text_(text), scan_(scan), lines_(text) {}

  void read() {
    while (at_ < text_.size()) {
      const std::size_t stop = text_.find_first_of("\"'/@u;{}f", at_);
      if (stop == std::string_view::npos) return;
      at_ = static_cast<std::uint32_t>(stop);
      step(text_[at_]);
    }
  }

 private:
  void step(char c) {
    const std::string_view rest = text_.substr(at_);
    if (c == '/' && rest.starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) return give_up(GaveUp::Reason::unclosed_comment);
      at_ = static_cast<std::uint32_t>(end + 2);
    } else if (c == '/' && rest.starts_with("//") && (at_ == 0 || text_[at_ - 1] != ':')) {
      at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
    } else if (c == '"' || c == '\'') {
      string();
    } else if (c == '@') {
      std::uint32_t end = at_ + 1;
      while (end < text_.size() && (is_word_byte(text_[end]) || text_[end] == '-')) ++end;
      const std::string_view name = text_.substr(at_ + 1, end - at_ - 1);
      takes_string_ = name == "import" || name == "use" || name == "forward" || name == "plugin" ||
                      name == "config" || name == "reference";
      at_ = end;
    } else if (c == ';' || c == '{' || c == '}') {
      takes_string_ = false;
      ++at_;
    } else if (c == 'u' && rest.starts_with("url(") && is_word_start()) {
      url();
    } else if (c == 'f' && rest.starts_with("from") && is_word_start() && rest.size() > 4 &&
               is_blank(rest[4])) {
      const std::size_t quote = rest.find_first_not_of(" \t", 4);
      takes_string_ =
          quote != std::string_view::npos && (rest[quote] == '"' || rest[quote] == '\'');
      at_ += 4;
    } else {
      ++at_;
    }
  }

  [[nodiscard]] bool is_word_start() const {
    return at_ == 0 || (!is_word_byte(text_[at_ - 1]) && text_[at_ - 1] != '-');
  }

  void give_up(GaveUp::Reason reason) {
    scan_.gave_up = GaveUp{reason, at_, lines_.line_of(at_)};
    at_ = static_cast<std::uint32_t>(text_.size());
  }

  void string() {
    const char quote = text_[at_];
    std::uint32_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    if (end < text_.size() && text_[end] == quote && takes_string_) {
      add(at_ + 1, end, ImportKind::css_import);
    }
    at_ = std::min(end + 1, static_cast<std::uint32_t>(text_.size()));
    // Sass: @import "a", "b";
    const std::size_t next = text_.find_first_not_of(" \t\r\n", at_);
    takes_string_ = takes_string_ && next != std::string_view::npos && text_[next] == ',';
  }

  // Stands at `url(`.
  void url() {
    std::uint32_t begin = at_ + 4;
    while (begin < text_.size() && is_blank(text_[begin])) ++begin;
    const char quote = begin < text_.size() ? text_[begin] : '\0';
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) ++begin;
    std::size_t end = text_.find_first_of(quoted ? std::string_view(&quote, 1) : ") \t\n", begin);
    if (end == std::string_view::npos) return give_up(GaveUp::Reason::unclosed_bracket);
    add(begin, static_cast<std::uint32_t>(end),
        takes_string_ ? ImportKind::css_import : ImportKind::asset);
    takes_string_ = false;
    at_ = static_cast<std::uint32_t>(end + 1);
  }

  void add(std::uint32_t begin, std::uint32_t end, ImportKind kind) {
    const std::string_view value = text_.substr(begin, end - begin);
    if (value.empty() || value.starts_with("data:") || value.starts_with("#")) return;
    scan_.imports.push_back({value, kind, false, begin, lines_.line_of(begin)});
  }

  std::string_view text_;
  ModuleScan& scan_;
  LineCounter lines_;
  std::uint32_t at_ = 0;
  bool takes_string_ = false;
};

}  // namespace

ModuleScan scan_css_modules(std::string_view text) {
  ModuleScan scan;
  CssReader(text, scan).read();
  return scan;
}

}  // namespace sitewright::context
