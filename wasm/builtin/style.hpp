// Chooses the look: a style of templates/styles, light or dark, and the accent's hue.
// Wishes of the prompt first, then what suits the kind, then the prompt's hash among equals.
#pragma once

#include <span>
#include <string_view>

#include "builtin/brief.hpp"

namespace sitewright::builtin {

struct Style {
  std::string_view name;
  std::string_view moods;  ///< Mood letters it answers to, see style.cpp
  std::string_view kinds;  ///< kind names it suits
  std::string_view header;
  std::string_view hero;
  std::string_view footer;
  std::string_view mode;
  int hues[5];
};

/// As templates/catalogue.json lists them (a test compares the two).
std::span<const Style> styles();

const Style& choose_style(const Brief& brief);

/// The style that suits moods best; nullptr when none of them is asked for.
const Style* style_for_moods(const std::vector<Mood>& moods, std::uint64_t seed);

/// A style named in the text ("terminal", "newspaper"), or nullptr.
const Style* style_named(std::string_view text);

std::string_view choose_mode(const Brief& brief, const Style& style);

int choose_hue(const Brief& brief, const Style& style);

}  // namespace sitewright::builtin
