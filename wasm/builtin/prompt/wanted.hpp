// What a prompt asks to be on the site: sections and pages, in the order asked, with its words.
// Nothing listed is dropped: an item without a row in the table becomes Ask::words.
#pragma once

#include "builtin/brief.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

/// Reads the lists after "with", ":", "mit" … and the unmistakable phrases before them.
/// Words inside `name` ask for nothing: "Atelier Nord" is no workshop section.
std::vector<Wanted> find_wanted(const Text& text, std::size_t head_words, Hit name);

/// The concept that words [first, first + count) name, or Ask::words.
Ask ask_of(const Text& text, std::size_t first, std::size_t count);

/// Words [first, first + count) as a heading: without articles and "section", first letter large.
std::string heading_of(const Text& text, std::size_t first, std::size_t count);

/// True for words about the look ("dark theme"), the language or the technique, not about content.
bool is_manner(const Text& text, std::size_t first, std::size_t count);

}  // namespace sitewright::builtin
