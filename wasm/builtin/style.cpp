#include "builtin/style.hpp"

#include <algorithm>
#include <vector>

#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {
namespace {

// Moods as letters in the order of the enum: minimal playful elegant retro brutal warm natural
// technical bold editorial modern calm.
constexpr std::string_view letters = "mperbwntoidc";

constexpr Style table[] = {
    {"editorial",
     "eid",
     "portfolio|blog|personal|general|event",
     "bar",
     "split",
     "columns",
     "auto",
     {35, 15, 150, 250, 330}},
    {"swiss",
     "md",
     "agency|portfolio|event|personal|general|docs",
     "bar",
     "statement",
     "columns",
     "auto",
     {28, 262, 145, 300, 60}},
    {"soft",
     "cpw",
     "service|course|community|general|quiz",
     "pill",
     "centred",
     "columns",
     "light",
     {160, 300, 20, 230, 80}},
    {"brutal",
     "bo",
     "agency|event|portfolio",
     "bar",
     "poster",
     "poster",
     "light",
     {100, 145, 350, 50, 210}},
    {"craft",
     "wn",
     "food|store|service|lodging|general",
     "centred",
     "split",
     "columns",
     "light",
     {40, 20, 130, 75, 230}},
    {"midnight",
     "to",
     "product|docs|event",
     "bar",
     "centred",
     "columns",
     "dark",
     {265, 195, 150, 310, 25}},
    {"playful",
     "po",
     "quiz|course|event|community|store",
     "pill",
     "split",
     "poster",
     "light",
     {300, 25, 145, 250, 350}},
    {"luxury",
     "e",
     "lodging|portfolio",
     "centred",
     "poster",
     "simple",
     "auto",
     {75, 20, 150, 250, 340}},
    {"newspaper",
     "ri",
     "blog|community|food",
     "masthead",
     "split",
     "simple",
     "light",
     {25, 250, 145, 60, 300}},
    {"terminal",
     "tr",
     "docs|personal",
     "bar",
     "statement",
     "simple",
     "dark",
     {145, 75, 195, 25, 310}},
    {"studio",
     "dm",
     "product|service|agency|docs|store|course|general",
     "bar",
     "centred",
     "columns",
     "auto",
     {255, 165, 25, 300, 205}},
};

}  // namespace

std::span<const Style> styles() {
  return table;
}

const Style* style_named(std::string_view text) {
  const Text words = read_text(text);
  for (const Style& style : table) {
    if (find_phrase(words, style.name)) return &style;
  }
  return nullptr;
}

const Style* style_for_moods(const std::vector<Mood>& moods, std::uint64_t seed) {
  const Style* best = nullptr;
  std::uint64_t best_score = 0;
  for (const Style& style : table) {
    std::uint64_t score = 0;
    for (const Mood mood : moods) {
      const auto at = style.moods.find(letters[static_cast<std::size_t>(mood)]);
      if (at != std::string_view::npos) score += at == 0 ? 6 : 4;
    }
    if (score == 0) continue;
    score = score * 1000 + stable_hash(style.name, seed) % 1000;
    if (score > best_score) {
      best_score = score;
      best = &style;
    }
  }
  return best;
}

const Style& choose_style(const Brief& brief) {
  // "retro" for a bakery is paper, not a terminal: the kind breaks the tie among equal moods.
  const Style* best = &table[10];
  std::uint64_t best_score = 0;
  for (const Style& style : table) {
    std::uint64_t score = 0;
    for (const Mood mood : brief.style.moods) {
      const auto at = style.moods.find(letters[static_cast<std::size_t>(mood)]);
      if (at != std::string_view::npos) score += at == 0 ? 6 : 4;
    }
    if (is_any(kind_name(brief.kind), style.kinds)) score += 3;
    const bool wants_dark = brief.style.mode == Mode::dark;
    if (wants_dark && style.mode == "dark" && is_any(kind_name(brief.kind), style.kinds))
      score += 3;
    if (brief.style.mode == Mode::light && style.mode == "dark") score = 0;
    score = score * 1000 + stable_hash(style.name, brief.seed) % 1000;
    if (score > best_score) {
      best_score = score;
      best = &style;
    }
  }
  return *best;
}

std::string_view choose_mode(const Brief& brief, const Style& style) {
  switch (brief.style.mode) {
    case Mode::dark:
      return "dark";
    case Mode::light:
      return "light";
    case Mode::either:
      return "auto";
    case Mode::unsaid:
      return style.mode;
  }
  return style.mode;
}

int choose_hue(const Brief& brief, const Style& style) {
  if (brief.style.hue) return *brief.style.hue;
  return style.hues[stable_hash("hue", brief.seed) % std::size(style.hues)];
}

}  // namespace sitewright::builtin
