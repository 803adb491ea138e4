// The addresses that an HTML document refers to, every href and src, and the names that addresses
// can end in. A tokenizer, not a parser: it knows tags, attributes, comments and the elements whose
// content is not markup. Units:  lines from 1. Errors: total over any bytes. Source: WHATWG HTML,
// "Tokenization", reduced to what generated pages hold.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::build {

struct HtmlLink {
  std::string address;  ///< character references such as &amp; are resolved
  std::uint32_t line = 0;
};

[[nodiscard]] std::vector<HtmlLink> html_links(std::string_view html);

/// Every id, and the name of every <a>.
[[nodiscard]] std::set<std::string> html_anchors(std::string_view html);

}  // namespace sitewright::build
