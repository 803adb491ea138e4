// The whole site that a brief leads to, and the steps that write it.
// Both the architect and the coder make it anew from the same words, so a step needs no memory.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builtin/brief.hpp"
#include "builtin/site/section.hpp"
#include "builtin/style.hpp"

namespace sitewright::builtin {

/// What one step adds: sections [first, first + count) of the page at `page`.
struct Share {
  std::size_t page = 0;
  std::size_t first = 0;
  std::size_t count = 0;
};

struct Step {
  std::string title;
  std::string subtitle;
  std::string description;
  std::vector<std::string> files = {};
  bool look = false;        ///< style, accent, words, site.ts
  bool navigation = false;  ///< navigation and footer in site.ts
  std::vector<Share> shares = {};
};

struct Outline {
  std::string title;
  std::string summary;
  const Style* style = nullptr;
  std::string_view mode;
  int hue = 0;
  std::vector<Page> pages;  ///< home first
  Value site_start = Value::Object{};
  Value site = Value::Object{};
  std::vector<Step> steps;
};

Outline outline_site(const Brief& brief);

/// "src/content/journal/first.ts", "src/pages/journal/first.tsx", "src/sections/Menu.tsx".
std::string content_path(std::string_view page);
std::string page_path(std::string_view page);
std::string section_path(std::string_view component);

}  // namespace sitewright::builtin
