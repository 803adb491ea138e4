// The place a prompt speaks of ("in Porto", "bei Freiburg", "à Lyon") and its year.
#pragma once

#include <optional>

#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

struct Place {
  std::string name;  ///< as written, first letters large
  Hit words;         ///< where it stands, without the preposition
};

std::optional<Place> find_place(const Text& text);

/// A four-digit year from 1900 to 2099, or empty.
std::string find_year(const Text& text);

/// Months, weekdays, languages: capitalised in English but neither name nor place.
bool is_calendar_or_language(std::string_view fold);

/// A city or country of the short list of places known by name.
bool is_known_place(std::string_view fold);

}  // namespace sitewright::builtin
