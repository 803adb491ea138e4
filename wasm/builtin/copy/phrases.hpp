// The words that any site needs, in the six languages that have copy.
// A phrase may hold marks: {name}, {place}, {in} ("in Porto", or nothing), {subject}, {thing}.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "builtin/brief.hpp"

namespace sitewright::builtin {

enum class Phrase : std::uint8_t {
#define PHRASE(key, en, de, fr, es, pt, it) key,
#include "builtin/copy/phrases.inc"
#undef PHRASE
};

std::string_view phrase(Phrase key, Lang lang);

/// Replaces the marks and takes out what is left of empty ones (double blanks, " .").
std::string fill(std::string_view pattern, const Brief& brief, std::string_view thing = {});

inline std::string say(Phrase key, const Brief& brief, std::string_view thing = {}) {
  return fill(phrase(key, brief.lang), brief, thing);
}

/// "in Porto", "à Lyon", with the prompt's own preposition where it has one; empty without a place.
std::string in_place(const Brief& brief);

}  // namespace sitewright::builtin
