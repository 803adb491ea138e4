#include <algorithm>
#include <vector>

#include "context/scan/characters.hpp"
#include "context/scan/lines.hpp"
#include "context/scan/markup_symbols.hpp"

namespace sitewright::context {

namespace {

constexpr std::size_t listed_depth = 2;

class JsonKeys {
 public:
  JsonKeys(std::string_view text, SymbolScan& scan) : text_(text), lines_(text), scan_(scan) {}

  void read() {
    while (at_ < text_.size()) step(text_[at_]);
    if (!open_.empty()) give_up(GaveUp::Reason::unclosed_bracket, last_open_);
    end_value(static_cast<std::uint32_t>(text_.size()));
  }

 private:
  void step(char c) {
    if (c == '"' || c == '\'') {
      string(c);
    } else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '/') {
      at_ = static_cast<std::uint32_t>(std::min(text_.find('\n', at_), text_.size()));
    } else if (c == '/' && at_ + 1 < text_.size() && text_[at_ + 1] == '*') {
      const std::size_t end = text_.find("*/", at_ + 2);
      if (end == std::string_view::npos) give_up(GaveUp::Reason::unclosed_comment, at_);
      at_ = static_cast<std::uint32_t>(std::min(end, text_.size() - 2) + 2);
    } else if (c == '{' || c == '[') {
      last_open_ = at_++;
      open_.push_back(no_parent);
      keys_allowed_.push_back(c == '{');
    } else if (c == '}' || c == ']') {
      if (!open_.empty()) {
        end_value(value_end_);
        open_.pop_back();
        keys_allowed_.pop_back();
      }
      value_end_ = ++at_;
    } else if (c == ',') {
      end_value(value_end_);
      ++at_;
    } else {
      ++at_;
      if (!is_blank(c) && c != ':') value_end_ = at_;
    }
  }

  void string(char quote) {
    const std::uint32_t begin = at_++;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    if (at_ >= text_.size() || text_[at_] != quote) {
      at_ = std::min(at_, static_cast<std::uint32_t>(text_.size()));
      give_up(GaveUp::Reason::unclosed_string, begin);
      return;
    }
    value_end_ = ++at_;
    const bool is_key = !open_.empty() && open_.size() <= listed_depth && keys_allowed_.back() &&
                        open_.back() == no_parent;
    std::uint32_t colon = at_;
    while (colon < text_.size() && is_blank(text_[colon])) ++colon;
    if (!is_key || colon >= text_.size() || text_[colon] != ':') return;
    if (open_.size() == 2 && open_[0] == no_parent) return;  // an object in an outermost array
    Symbol symbol;
    symbol.name = text_.substr(begin + 1, at_ - begin - 2);
    symbol.kind = SymbolKind::json_key;
    const std::uint32_t line = lines_.line_of(begin);
    symbol.lines = {line, line};
    symbol.comment_line = line;
    at_ = colon + 1;
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    symbol.head = {begin, at_};
    symbol.body = {at_, at_};
    symbol.end = at_;
    symbol.parent = open_.size() == 2 ? open_[0] : no_parent;
    open_.back() = static_cast<std::uint32_t>(scan_.symbols.size());
    value_end_ = at_;
    scan_.symbols.push_back(symbol);
  }

  void end_value(std::uint32_t end) {
    if (open_.empty() || open_.back() == no_parent) return;
    Symbol& symbol = scan_.symbols[open_.back()];
    symbol.body.end = symbol.end = std::max(end, symbol.body.begin);
    symbol.lines.last = lines_.line_of(symbol.end);
    open_.back() = no_parent;
  }

  void give_up(GaveUp::Reason reason, std::uint32_t offset) {
    if (!scan_.gave_up) scan_.gave_up = GaveUp{reason, offset, LineCounter(text_).line_of(offset)};
  }

  std::string_view text_;
  LineCounter lines_;
  SymbolScan& scan_;
  std::uint32_t at_ = 0;
  std::uint32_t value_end_ = 0;
  std::uint32_t last_open_ = 0;
  std::vector<std::uint32_t> open_;  // of each open bracket: the key whose value is being read
  std::vector<bool> keys_allowed_;
};

}  // namespace

void scan_json_symbols(std::string_view text, SymbolScan& scan) {
  JsonKeys(text, scan).read();
}

}  // namespace sitewright::context
