// The parts that build_section() is made of, by where their content comes from.
#pragma once

#include <string>
#include <vector>

#include "builtin/copy/topics.hpp"
#include "builtin/site/section.hpp"

namespace sitewright::builtin {

/// A section with its component, anchor and heading set.
Section start(std::string component, Ask ask, const Brief& brief, const std::string& heading);

/// Topic text when the brief is of that kind, else the kind's own row.
const TopicText& text_of(Kind home, const Brief& brief);

std::vector<Item> items_of(const TopicText& text);

/// What a workshop does, in English or German.
const TopicText& trades_text(Lang lang);

/// Sections whose content hardly depends on the topic: hours, contact, questions …
Section standing_section(Ask ask, const Brief& brief, const std::string& heading);

Section quiz_section(const Brief& brief, const std::string& heading);
Section flashcards_section(const Brief& brief, const std::string& heading);
Section docs_section(Ask ask, const Brief& brief, const std::string& heading);

}  // namespace sitewright::builtin
