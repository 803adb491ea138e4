#include "context/scan/html_tags.hpp"

#include <algorithm>

#include "context/scan/characters.hpp"

namespace sitewright::context {

namespace {

bool is_letter(char c) {
  return (c | 32) >= 'a' && (c | 32) <= 'z';
}

bool is_name_byte(char c) {
  return is_word_byte(c) || c == '-' || c == ':' || c == '.';
}

}  // namespace

bool is_tag(std::string_view name, std::string_view lower) {
  if (name.size() != lower.size()) return false;
  return std::equal(name.begin(), name.end(), lower.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
  });
}

void HtmlTags::skip_raw_text(std::string_view name) {
  for (;;) {
    const std::size_t close = text_.find("</", at_);
    if (close == std::string_view::npos) {
      at_ = static_cast<std::uint32_t>(text_.size());
      return;
    }
    at_ = static_cast<std::uint32_t>(close);
    const std::string_view rest = text_.substr(close + 2, name.size());
    if (is_tag(rest, name)) return;
    at_ += 2;
  }
}

std::optional<HtmlTag> HtmlTags::next() {
  for (;;) {
    const std::size_t begin = text_.find('<', at_);
    if (begin == std::string_view::npos) return std::nullopt;
    at_ = static_cast<std::uint32_t>(begin + 1);
    if (text_.substr(at_).starts_with("!--")) {
      const std::size_t end = text_.find("-->", at_ + 1);
      if (end == std::string_view::npos) {
        open_ = static_cast<std::uint32_t>(begin);
        open_is_comment_ = true;
        return std::nullopt;
      }
      at_ = static_cast<std::uint32_t>(end + 3);
      continue;
    }
    HtmlTag tag;
    tag.begin = static_cast<std::uint32_t>(begin);
    tag.closing = at_ < text_.size() && text_[at_] == '/';
    std::uint32_t end = at_ + (tag.closing ? 1 : 0);
    const std::uint32_t name = end;
    if (end >= text_.size() || !is_letter(text_[end])) continue;
    while (end < text_.size() && is_name_byte(text_[end])) ++end;
    tag.name = text_.substr(name, end - name);
    tag.attributes = end;
    tag.end = static_cast<std::uint32_t>(text_.size());
    // The end is the first ">" outside of quotes that follow "=".
    char quote = '\0';
    for (; end < text_.size(); ++end) {
      const char c = text_[end];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if ((c == '"' || c == '\'') && (text_[end - 1] == '=' || text_[end - 1] == ' ')) {
        quote = c;
      } else if (c == '>') {
        break;
      }
    }
    if (end >= text_.size()) {
      open_ = tag.begin;
      return std::nullopt;
    }
    tag.end = at_ = end + 1;
    if (!tag.closing) {
      if (is_tag(tag.name, "script")) skip_raw_text("script");
      if (is_tag(tag.name, "style")) skip_raw_text("style");
    }
    tag.raw_end = at_;
    return tag;
  }
}

std::optional<HtmlAttribute> HtmlTags::attribute_at(std::uint32_t& at, std::uint32_t end) const {
  while (at < end && !is_name_byte(text_[at]) && text_[at] != '@') ++at;
  if (at >= end) return std::nullopt;
  HtmlAttribute attribute;
  std::uint32_t stop = at;
  while (stop < end && !is_blank(text_[stop]) && text_[stop] != '=' && text_[stop] != '>') ++stop;
  attribute.name = text_.substr(at, stop - at);
  attribute.offset = at = stop;
  while (stop < end && is_blank(text_[stop])) ++stop;
  if (stop >= end || text_[stop] != '=') return attribute;
  ++stop;
  while (stop < end && is_blank(text_[stop])) ++stop;
  const char quote = stop < end ? text_[stop] : '\0';
  const bool quoted = quote == '"' || quote == '\'';
  if (quoted) ++stop;
  attribute.offset = stop;
  while (stop < end &&
         (quoted ? text_[stop] != quote : !is_blank(text_[stop]) && text_[stop] != '>')) {
    ++stop;
  }
  attribute.value = text_.substr(attribute.offset, stop - attribute.offset);
  at = std::min(stop + 1, end);
  return attribute;
}

}  // namespace sitewright::context
