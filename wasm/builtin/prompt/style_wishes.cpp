#include "builtin/prompt/style_wishes.hpp"

#include <algorithm>

namespace sitewright::builtin {
namespace {

struct MoodWords {
  Mood mood;
  std::string_view phrases;
};

constexpr MoodWords moods[] = {
    {Mood::brutal,
     "brutalist|brutalism|brutal|brutalistisch|raw|anti-design|brutaliste|brutalista"},
    {Mood::retro,
     "retro|vintage|nostalgic|nostalgisch|eighties|80s|70s|90s|seventies|nineties|pixel|old-school|"
     "y2k|art deco|nostalgique|mid-century"},
    {Mood::minimal,
     "minimal|minimalist|minimalistic|minimalistisch|clean|simple|schlicht|reduced|reduziert|"
     "whitespace|sober|minimaliste|minimalista|epure|sobre design|sencillo|plain|swiss"},
    {Mood::playful,
     "playful|fun|funny|colorful|colourful|cheerful|verspielt|bunt|frohlich|kids|children|"
     "childlike|whimsical|ludique|colore|divertido|alegre|colorido|giocoso|kinder*|enfants|ninos|"
     "criancas|bambini|cute|quirky"},
    {Mood::elegant,
     "elegant|elegante|luxury|luxurious|luxurios|luxus|refined|sophisticated|classy|premium|edel|"
     "stilvoll|chic|luxe|lujo|luxo|lusso|fine dining|haute|wedding|high-end|exclusive"},
    {Mood::natural,
     "natural|organic|earthy|nature|eco|ecological|sustainable|nachhaltig|naturlich|bio|botanical|"
     "rustic|rustikal|green|naturel|ecologique|natural|sostenible|sustentavel|naturale|forest|"
     "garden|farm|hof"},
    {Mood::technical,
     "technical|tech|technisch|futuristic|futuristisch|cyber|cyberpunk|hacker|terminal|monospace|"
     "sci-fi|neon|developer|futuriste|futurista|engineering"},
    {Mood::bold,
     "bold|loud|striking|expressive|vibrant|energetic|strong|krass|mutig|kraftig|auffallig|"
     "audacieux|atrevido|ousado|audace|dynamic|edgy|punk|techno"},
    {Mood::editorial,
     "editorial|magazine|newspaper|journalistic|typographic|literary|zeitung|magazin|bookish|serif|"
     "longread"},
    {Mood::warm,
     "warm|cosy|cozy|homely|friendly|welcoming|gemutlich|herzlich|freundlich|chaleureux|convivial|"
     "acogedor|acolhedor|accogliente|gezellig|family|familiar"},
    {Mood::calm,
     "calm|quiet|peaceful|serene|zen|soft|gentle|pastel|ruhig|sanft|still|entspannt|doux|tranquilo|"
     "suave|calmo|sereno|relaxing|mindful|meditation"},
    {Mood::modern,
     "modern|contemporary|sleek|slick|fresh|zeitgemass|moderne|moderno|moderna|frisch|professional|"
     "professionell|corporate|serious|serios"},
};

struct ColourWords {
  int hue;
  std::string_view phrases;
};

constexpr ColourWords colours[] = {
    {352, "crimson|burgundy|wine red|weinrot|bordeaux|maroon|granate|bordo|ruby|cherry"},
    {8,
     "red|rot|rote|roten|rotes|rouge|rojo|roja|vermelho|vermelha|rosso|rossa|rood|scarlet|красн*|"
     "赤|红|أحمر"},
    {18,
     "terracotta|rust|brick|coral|koralle|salmon|corail|coral|corallo|copper|kupfer|cuivre|cobre|"
     "rame|peach"},
    {28,
     "orange|orangen|naranja|laranja|arancione|arancio|oranje|оранжев*|tangerine|amber|bernstein|"
     "apricot"},
    {36,
     "brown|braun|brun|marron|marrom|marrone|bruin|chocolate|caramel|sand|beige|cream|ochre|ocker|"
     "mustard|honey|senf"},
    {48,
     "yellow|gelb|gelbe|jaune|amarillo|amarelo|giallo|geel|gold|golden|goldene|dore|dorado|dourado|"
     "dorato|sunny|lemon|желт*"},
    {85, "lime|olive|oliv|moss|moos|chartreuse|oliva|pistachio"},
    {145,
     "green|grun|grune|grunen|gruner|grunes|vert|verte|verde|groen|emerald|forest "
     "green|smaragd|sage|salbei|mint|minze|menthe|menta|зелен*|緑|绿|أخضر"},
    {178, "teal|turquoise|turkis|petrol|aqua|cyan|turquesa|turchese|aquamarine|seafoam"},
    {205, "sky blue|himmelblau|light blue|hellblau|bleu ciel|celeste|azul claro|ice blue|azure"},
    {222,
     "blue|blau|blaue|blauen|blauer|blaues|bleu|bleue|azul|blu|azzurro|blauw|navy|marineblau|"
     "cobalt|indigo|ultramarine|син*|青|蓝|أزرق"},
    {275,
     "purple|violet|lila|violett|lavender|lavendel|violette|morado|violeta|roxo|viola|paars|plum|"
     "aubergine|lilac|фиолет*|紫"},
    {325,
     "pink|rosa|rose|magenta|fuchsia|rosado|rosado|roze|raspberry|himbeere|hot "
     "pink|розов*|桃色|粉"},
};

constexpr std::string_view grey_words =
    "black and white|black & white|monochrome|schwarz-weiss|schwarzweiss|schwarz und weiss|noir et "
    "blanc|blanco y negro|"
    "preto e branco|bianco e nero|greyscale|grayscale|grey|gray|grau|gris|cinza|grigio|zwart-wit";

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Hue of the first "#rgb" or "#rrggbb"; -1 when none, -2 when it is a grey.
int hex_hue(std::string_view fold, std::string& words) {
  for (auto at = fold.find('#'); at != std::string_view::npos; at = fold.find('#', at + 1)) {
    std::size_t digits = 0;
    while (at + 1 + digits < fold.size() && hex_digit(fold[at + 1 + digits]) >= 0) ++digits;
    if (digits != 3 && digits != 6) continue;
    int channel[3];
    for (std::size_t i = 0; i < 3; ++i) {
      channel[i] = digits == 3
                       ? hex_digit(fold[at + 1 + i]) * 17
                       : hex_digit(fold[at + 1 + 2 * i]) * 16 + hex_digit(fold[at + 2 + 2 * i]);
    }
    words = std::string(fold.substr(at, digits + 1));
    const auto [low, high] = std::ranges::minmax(channel);
    const int spread = high - low;
    if (spread < 16) return -2;
    int hue = 0;
    if (high == channel[0])
      hue = 60 * (channel[1] - channel[2]) / spread;
    else if (high == channel[1])
      hue = 120 + 60 * (channel[2] - channel[0]) / spread;
    else
      hue = 240 + 60 * (channel[0] - channel[1]) / spread;
    return (hue + 360) % 360;
  }
  return -1;
}

constexpr std::string_view theme_nouns =
    "theme|mode|modus|design|look|background|style|version|site|website|colours|colors|ui|thema|"
    "hintergrund|stil|palette|variant|farben|layout";

Mode find_mode(const Text& text) {
  constexpr std::string_view dark =
      "dark|darker|dunkel|dunkles|dunkle|dunklen|dunkler|dunklem|nachtmodus|sombre|sombres|oscuro|"
      "oscura|escuro|escura|scuro|scura|donker|donkere|night mode|темн*|ダーク|深色|暗色|داكن";
  constexpr std::string_view light =
      "light theme|light mode|light background|light design|light look|light version|white "
      "background|lighter|helles|helle|heller|hell|hellen|clair|claire|"
      "claro|clara|chiaro|chiara|licht thema|светл*|ライト|浅色|bright theme|bright";
  constexpr std::string_view both =
      "light and dark|dark and light|hell und dunkel|dark mode toggle|dark mode switch|theme "
      "switch|theme toggle|dark/light|light/dark";
  if (find_any(text, both)) return Mode::either;
  std::string words;
  bool grey = false;
  for (std::size_t i = 0; i < text.words.size(); ++i) {
    if (!is_any(text.words[i].fold, dark)) continue;
    Text next;
    if (i + 1 < text.words.size()) next.words.push_back(text.words[i + 1]);
    const bool colour_follows = find_hue(next, words, grey).has_value();  // "dark green"
    const bool noun_follows =
        i + 1 < text.words.size() && is_any(text.words[i + 1].fold, theme_nouns);
    const bool ends_part = i + 1 == text.words.size() || text.words[i + 1].before != 0 ||
                           is_any(text.words[i + 1].fold, "and|und|et|y|e");
    const bool after_noun = i > 0 && is_any(text.words[i - 1].fold, theme_nouns);
    if (!colour_follows &&
        (noun_follows || ends_part || after_noun ||
         is_any(text.words[i].fold, "dunkles|dunkle|sombre|oscuro|escuro|scuro"))) {
      return Mode::dark;
    }
  }
  if (find_phrase(text, "black background") || find_phrase(text, "schwarzer hintergrund"))
    return Mode::dark;
  return find_any(text, light) ? Mode::light : Mode::unsaid;
}

}  // namespace

std::optional<int> find_hue(const Text& text, std::string& words, bool& grey) {
  const int hex = hex_hue(text.fold, words);
  if (hex >= 0) return hex;
  if (hex == -2 || find_any(text, grey_words)) grey = true;
  std::optional<int> hue;
  std::size_t best = text.words.size();
  for (const ColourWords& row : colours) {
    const auto hit = find_any(text, row.phrases);
    if (!hit || hit->count == 0 || hit->first >= best) continue;
    // "light blue" and "forest green" are longer rows that start earlier, so they win by place.
    best = hit->first;
    hue = row.hue;
    words = written(text, hit->first, hit->count);
  }
  return hue;
}

StyleWishes find_style(const Text& text) {
  StyleWishes style;
  style.mode = find_mode(text);
  for (const MoodWords& row : moods) {
    if (find_any(text, row.phrases)) style.moods.push_back(row.mood);
  }
  style.hue = find_hue(text, style.color_words, style.grey);
  return style;
}

}  // namespace sitewright::builtin
