#include <algorithm>
#include <vector>

#include "context/scan/characters.hpp"
#include "context/scan/lines.hpp"
#include "context/scan/markup_symbols.hpp"

namespace sitewright::context {

namespace {

class CssRules {
 public:
  CssRules(std::string_view text, SymbolScan& scan) : text_(text), lines_(text), scan_(scan) {}

  void read() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '/' && text_.substr(at_).starts_with("/*")) {
        comment();
      } else if (c == '"' || c == '\'') {
        string(c);
      } else if (c == '{') {
        open();
      } else if (c == '}') {
        close();
      } else if (c == ';') {
        statement();
      } else {
        if (!is_blank(c) && !begun_) begin();
        ++at_;
      }
    }
    if (!open_.empty()) give_up(GaveUp::Reason::unclosed_bracket, last_open_);
    while (!open_.empty()) finish(static_cast<std::uint32_t>(text_.size()));
  }

 private:
  struct Entry {
    std::uint32_t symbol;  // or no_parent where nesting is too deep to list
  };

  void begin() {
    begun_ = true;
    begin_ = at_;
    line_ = lines_.line_of(at_);
  }
  void give_up(GaveUp::Reason reason, std::uint32_t offset) {
    if (!scan_.gave_up) scan_.gave_up = GaveUp{reason, offset, line_};
  }
  void comment() {
    const std::size_t end = text_.find("*/", at_ + 2);
    if (!begun_ && comment_line_ == 0) comment_line_ = lines_.line_of(at_);
    if (end == std::string_view::npos) give_up(GaveUp::Reason::unclosed_comment, at_);
    at_ = static_cast<std::uint32_t>(std::min(end, text_.size() - 2) + 2);
  }
  void string(char quote) {
    if (!begun_) begin();
    ++at_;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_ + 1, static_cast<std::uint32_t>(text_.size()));
  }
  [[nodiscard]] std::uint32_t prelude_end() const {
    std::uint32_t end = at_;
    while (end > begin_ && is_blank(text_[end - 1])) --end;
    return end;
  }
  std::uint32_t add(std::uint32_t body) {
    Symbol symbol;
    symbol.name = text_.substr(begin_, prelude_end() - begin_);
    symbol.kind = text_[begin_] == '@' ? SymbolKind::css_at_rule : SymbolKind::css_rule;
    symbol.lines = {line_, line_};
    symbol.comment_line = comment_line_ == 0 ? line_ : comment_line_;
    symbol.head = {begin_, body};
    symbol.body = {body, body};
    symbol.end = body;
    symbol.parent = open_.empty() ? no_parent : open_.back().symbol;
    scan_.symbols.push_back(symbol);
    return static_cast<std::uint32_t>(scan_.symbols.size() - 1);
  }
  void open() {
    if (!begun_) begin();
    last_open_ = at_;
    const bool listed = open_.size() < 16;
    open_.push_back({listed ? add(at_) : open_.back().symbol});
    if (!listed) deep_ += 1;
    ++at_;
    reset();
  }
  void close() {
    ++at_;
    if (!open_.empty()) finish(at_);
    reset();
  }
  void finish(std::uint32_t end) {
    if (deep_ > 0) {
      --deep_;
    } else {
      Symbol& symbol = scan_.symbols[open_.back().symbol];
      symbol.body.end = symbol.end = end;
      symbol.lines.last = lines_.line_of(end);
    }
    open_.pop_back();
  }
  // `@import "x";` and such are listed where nothing is around them; declarations are not.
  void statement() {
    ++at_;
    if (begun_ && text_[begin_] == '@' && open_.empty()) {
      --at_;
      const std::uint32_t symbol = add(at_);
      ++at_;
      scan_.symbols[symbol].end = at_;
      scan_.symbols[symbol].head.end = at_;
      scan_.symbols[symbol].body = {at_, at_};
      scan_.symbols[symbol].lines.last = lines_.line_of(at_);
    }
    reset();
  }
  void reset() {
    begun_ = false;
    comment_line_ = 0;
  }

  std::string_view text_;
  LineCounter lines_;
  SymbolScan& scan_;
  std::uint32_t at_ = 0;
  std::uint32_t begin_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t comment_line_ = 0;
  std::uint32_t last_open_ = 0;
  std::uint32_t deep_ = 0;
  bool begun_ = false;
  std::vector<Entry> open_;
};

}  // namespace

void scan_css_symbols(std::string_view text, SymbolScan& scan) {
  CssRules(text, scan).read();
}

}  // namespace sitewright::context
