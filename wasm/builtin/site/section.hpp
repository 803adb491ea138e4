// A section of a page before it is written: which component, and its content as data.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "builtin/brief.hpp"
#include "builtin/value.hpp"

namespace sitewright::builtin {

struct Section {
  std::string component;  ///< as in templates/catalogue.json: "FeatureGrid"
  std::string nav;        ///< label for the navigation; empty: not listed
  Value content = Value::Object{};

  [[nodiscard]] std::string id() const;
};

struct Page {
  std::string path;  ///< "home", "about", "journal/first"
  std::string title;
  std::string description;
  std::vector<Section> sections;
};

/// The section that answers an ask, in the brief's language. `heading`: the words asked with;
/// empty: the usual ones.
Section build_section(Ask ask, const Brief& brief, const std::string& heading = {});

Section build_hero(const Brief& brief, const std::vector<std::pair<Ask, std::string>>& anchors);
Section build_page_intro(const Brief& brief, const std::string& title, const std::string& lede);

/// Article pages behind a list of posts.
std::vector<Page> build_articles(const Brief& brief);

/// Pages behind a documentation site.
std::vector<Page> build_docs_pages(const Brief& brief);

/// The anchor of an ask on its page: "menu", "opening-hours".
std::string anchor_of(Ask ask, const std::string& heading);

/// The usual heading of an ask in the brief's language.
std::string usual_heading(Ask ask, const Brief& brief);

/// ASCII words and hyphens, at most 40 characters; "section" when nothing is left.
std::string slug(std::string_view text);

/// A drawing from the brief's motifs: `index` moves on through them.
Value art(const Brief& brief, std::size_t index, std::string_view seed);

/// Words of a prompt as they may stand in inline markup: without * _ ` [ ].
std::string plain(std::string_view text);

}  // namespace sitewright::builtin
