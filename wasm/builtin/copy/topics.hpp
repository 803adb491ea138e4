// Copy that knows its trade: for each topic and language a headline, an opening, a few words about
// it and six concrete things (dishes, services, sessions, posts … by the kind of site).
// Rows of the kind itself stand in where no topic fits or a language has no text for the topic.
// Nothing here invents people, prices, awards or reviews.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "builtin/brief.hpp"

namespace sitewright::builtin {

struct Item {
  std::string_view title;
  std::string_view text;
};

struct TopicText {
  std::string_view headline;  ///< marks of phrases.hpp may stand in all of these
  std::string_view lede;
  std::string_view about;
  std::array<std::string_view, 2>
      groups;  ///< headings for items 0..2 and 3..5 where items are grouped
  std::array<Item, 6> items;
};

struct Topic {
  std::string_view id;
  Kind kind;
  std::string_view words;   ///< for find_any
  std::string_view motifs;  ///< drawings that suit it, best first, by comma
  TopicText en;
  TopicText de;  ///< empty headline: the kind's German row
};

std::span<const Topic> topics();

/// Copy for the brief: of its topic in its language, else of its kind.
const TopicText& text_for(const Brief& brief);

/// The kind's own row in a language.
const TopicText& kind_text(Kind kind, Lang lang);

/// Drawings for the brief, best first; never empty.
std::string_view motifs_for(const Brief& brief);

}  // namespace sitewright::builtin
