// The look a prompt asks for: light or dark, mood, colour by name or hex.
#pragma once

#include "builtin/brief.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

/// Words that speak of the look; an item of a list that has one asks for no section.
inline constexpr std::string_view style_nouns =
    "theme|themes|mode|modus|look|look and "
    "feel|style|styling|design|colour|colours|color|colors|coloured|colored|palette|typography|"
    "font|fonts|layout|background|accent|accents|vibe|feel|aesthetic|whitespace|animation|"
    "animations|farbe|farben|stil|aussehen|"
    "hintergrund|schrift|couleur|couleurs|theme|estilo|color|colores|fondo|tema|cores|cor|fundo|"
    "stile|colore|colori|sfondo|"
    "kleur|kleuren|stijl|thema|responsive|seo|mobile friendly|accessible|typescript|react|tailwind";

inline constexpr std::string_view style_adjectives =
    "dark|minimal|minimalist|minimalistic|playful|elegant|retro|brutalist|modern|clean|colorful|"
    "colourful|bold|vintage|dunkel|hell|"
    "schlicht|verspielt|sombre|clair|oscuro|claro|escuro|scuro|chiaro|donker|licht|fast|simple";

StyleWishes find_style(const Text& text);

/// Hue of a colour word or hex value in the text, if any; `words` receives it as written.
std::optional<int> find_hue(const Text& text, std::string& words, bool& grey);

}  // namespace sitewright::builtin
