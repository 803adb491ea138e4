#include "build/html_links.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace sitewright::build {
namespace {

constexpr std::array raw_elements{"script", "style", "textarea", "title"};
constexpr std::array<std::pair<std::string_view, char>, 6> references{{{"&amp;", '&'},
                                                                       {"&quot;", '"'},
                                                                       {"&#39;", '\''},
                                                                       {"&#x27;", '\''},
                                                                       {"&lt;", '<'},
                                                                       {"&gt;", '>'}}};

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto found = std::ranges::find_if(
        references, [&](const auto& reference) { return text.starts_with(reference.first); });
    out += found == references.end() ? text.front() : found->second;
    text.remove_prefix(found == references.end() ? 1 : found->first.size());
  }
  return out;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view html) : html_(html) {}

  void read() {
    while (at_ < html_.size()) {
      const std::size_t open = html_.find('<', at_);
      if (open == std::string_view::npos) break;
      move_to(open + 1);
      if (rest().starts_with("!--")) {
        skip_past("-->");
      } else if (!rest().empty() && is_letter(rest().front())) {
        tag();
      }
    }
  }

  std::vector<HtmlLink> links;
  std::set<std::string> anchors;

 private:
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  [[nodiscard]] std::string_view rest() const { return html_.substr(at_); }

  void move_to(std::size_t target) {
    target = std::min(target, html_.size());
    line_ += static_cast<std::uint32_t>(std::ranges::count(html_.substr(at_, target - at_), '\n'));
    at_ = target;
  }

  void skip_past(std::string_view mark) {
    const std::size_t found = html_.find(mark, at_);
    move_to(found == std::string_view::npos ? html_.size() : found + mark.size());
  }

  std::string_view take_until(std::string_view stops) {
    std::size_t end = at_;
    while (end < html_.size() && !is_space(html_[end]) && !stops.contains(html_[end])) ++end;
    const std::string_view taken = html_.substr(at_, end - at_);
    at_ = end;
    return taken;
  }

  void skip_spaces() {
    std::size_t end = at_;
    while (end < html_.size() && is_space(html_[end])) ++end;
    move_to(end);
  }

  void tag() {
    tag_ = lower(take_until(">/"));
    while (at_ < html_.size()) {
      skip_spaces();
      if (rest().starts_with('>')) break;
      if (rest().starts_with('/')) {
        move_to(at_ + 1);
        continue;
      }
      attribute();
    }
    move_to(at_ + 1);
    if (std::ranges::contains(raw_elements, tag_)) skip_raw(tag_);
  }

  void attribute() {
    const std::uint32_t line = line_;
    // A name has at least one character, even '=', so this always advances.
    const std::size_t start = at_;
    move_to(at_ + 1);
    take_until("=>/");
    const std::string name = lower(html_.substr(start, at_ - start));
    skip_spaces();
    if (!rest().starts_with('=')) return;
    move_to(at_ + 1);
    skip_spaces();
    const std::string_view value = attribute_value();
    if (name == "href" || name == "src") links.push_back({unescaped(value), line});
    if (name == "id" || (name == "name" && tag_ == "a")) anchors.insert(unescaped(value));
  }

  std::string_view attribute_value() {
    if (rest().empty()) return {};
    const char quote = rest().front();
    if (quote != '"' && quote != '\'') return take_until(">");
    const std::size_t start = at_ + 1;
    const std::size_t end = std::min(html_.find(quote, start), html_.size());
    move_to(end + 1);
    return html_.substr(std::min(start, html_.size()), end - std::min(start, end));
  }

  void skip_raw(const std::string& name) {
    const std::string closing = "</" + name;
    for (std::size_t at = at_; at < html_.size(); ++at) {
      at = html_.find("</", at);
      if (at == std::string_view::npos) break;
      if (lower(html_.substr(at, closing.size())) == closing) return move_to(at);
    }
    move_to(html_.size());
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::string tag_;
};

}  // namespace

std::vector<HtmlLink> html_links(std::string_view html) {
  Tokenizer tokenizer(html);
  tokenizer.read();
  return std::move(tokenizer.links);
}

std::set<std::string> html_anchors(std::string_view html) {
  Tokenizer tokenizer(html);
  tokenizer.read();
  return std::move(tokenizer.anchors);
}

}  // namespace sitewright::build
