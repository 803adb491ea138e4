// Tags of HTML, as far as finding links and landmarks needs them.
// Source: HTML Living Standard, 13.2.5 (tokenization): comments, raw text of script and style,
//         attributes with and without quotes.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sitewright::context {

struct HtmlTag {
  std::string_view name;  ///< as written
  bool closing = false;
  std::uint32_t begin = 0;    ///< of "<"
  std::uint32_t end = 0;      ///< after ">"
  std::uint32_t raw_end = 0;  ///< of the raw text behind script and style, else `end`
  std::uint32_t attributes = 0;
};

struct HtmlAttribute {
  std::string_view name;
  std::string_view value;
  std::uint32_t offset = 0;  ///< of the value
};

/// Equal but for the case of ASCII letters; `lower` is in lower case.
[[nodiscard]] bool is_tag(std::string_view name, std::string_view lower);

class HtmlTags {
 public:
  explicit HtmlTags(std::string_view text) : text_(text) {}

  /// The next tag; what stands inside script and style is passed over.
  std::optional<HtmlTag> next();
  /// Calls `use` with each attribute of the tag, in order.
  template <class Use>
  void each_attribute(const HtmlTag& tag, Use use) const {
    std::uint32_t at = tag.attributes;
    while (auto attribute = attribute_at(at, tag.end)) use(*attribute);
  }
  /// Where a comment or a tag was not closed.
  [[nodiscard]] std::optional<std::uint32_t> open() const { return open_; }
  [[nodiscard]] bool open_is_comment() const { return open_is_comment_; }

 private:
  [[nodiscard]] std::optional<HtmlAttribute> attribute_at(std::uint32_t& at,
                                                          std::uint32_t end) const;
  void skip_raw_text(std::string_view name);

  std::string_view text_;
  std::uint32_t at_ = 0;
  std::optional<std::uint32_t> open_;
  bool open_is_comment_ = false;
};

}  // namespace sitewright::context
