// Which kind of site a prompt asks for, by scored word lists in nine languages.
// Words that name a site ("portfolio", "Vereinsseite") count more than words that name a trade, and
// the part before "with …" counts more than the list of sections after it.
#pragma once

#include "builtin/brief.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

/// `head_words`: how many words belong to the main clause.
Kind detect_kind(const Text& text, std::size_t head_words);

/// True when a folded word names a kind of site or trade (so it is no name of a person or brand).
bool names_a_kind(std::string_view fold);

/// True when a folded word names the thing that is to be made ("website", "Seite", "app").
bool names_a_site(std::string_view fold);

/// Words of the main clause: everything before the list of what is to be on the site.
std::size_t main_clause(const Text& text);

}  // namespace sitewright::builtin
