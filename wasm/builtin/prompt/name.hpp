// The site's name: given in the prompt (quoted, "called …", a person, a brand), else composed from
// the prompt's own words, never a whole sentence.
// Units: at most 40 characters; one line; at least one letter or digit.
#pragma once

#include "builtin/brief.hpp"
#include "builtin/prompt/place.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

struct SiteName {
  std::string text;
  bool given = false;
  Hit words;  ///< where it stands; count 0 when it was composed
};

SiteName find_name(const Text& text, Lang lang, const std::optional<Place>& place,
                   std::size_t head_words);

/// What the site is about, in the prompt's words, without its name, its place and the order to make
/// it: "slow travel by train", "wedding photographer". May be empty.
std::string find_subject(const Text& text, const SiteName& name, const std::optional<Place>& place,
                         std::size_t head_words);

/// What a named product does: "tracks ocean drones". Empty when the prompt does not say.
std::string find_clause(const Text& text, const SiteName& name);

}  // namespace sitewright::builtin
