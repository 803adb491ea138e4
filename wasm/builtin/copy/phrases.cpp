#include "builtin/copy/phrases.hpp"

#include <array>
#include <utility>

#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {
namespace {

constexpr std::array<std::string_view, 6> texts[] = {
#define PHRASE(key, en, de, fr, es, pt, it) {en, de, fr, es, pt, it},
#include "builtin/copy/phrases.inc"
#undef PHRASE
};

constexpr std::array<std::string_view, 6> default_preposition = {"in", "in", "à", "en", "em", "a"};
constexpr std::array<std::string_view, 6> fallback_thing = {"good work",      "gute Arbeit",
                                                            "le bon travail", "el buen trabajo",
                                                            "o bom trabalho", "il buon lavoro"};

/// Blanks doubled or left before a mark by an empty filling.
std::string closed_up(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool blank = text[i] == ' ';
    const char next = i + 1 < text.size() ? text[i + 1] : '.';
    if (blank && (next == ' ' || next == '.' || next == ',' || out.empty())) continue;
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace

std::string_view phrase(Phrase key, Lang lang) {
  return texts[std::to_underlying(key)][std::to_underlying(copy_lang(lang))];
}

std::string in_place(const Brief& brief) {
  if (brief.place.empty()) return {};
  const std::string_view led = brief.place_preposition.empty()
                                   ? default_preposition[std::to_underlying(copy_lang(brief.lang))]
                                   : std::string_view(brief.place_preposition);
  return std::string(led) + " " + brief.place;
}

std::string fill(std::string_view pattern, const Brief& brief, std::string_view thing) {
  std::string out;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    out.append(pattern.substr(0, open));
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const auto close = pattern.find('}');
    const std::string_view mark =
        pattern.substr(0, close == std::string_view::npos ? close : close + 1);
    const std::string_view subject =
        !brief.subject.empty() ? std::string_view(brief.subject)
                               : fallback_thing[std::to_underlying(copy_lang(brief.lang))];
    if (mark == "{name}")
      out.append(brief.name);
    else if (mark == "{place}")
      out.append(brief.place);
    else if (mark == "{in}")
      out.append(in_place(brief));
    else if (mark == "{subject}")
      out.append(subject);
    else if (mark == "{Subject}")
      out.append(capitalised(subject));
    else if (mark == "{clause}")
      out.append(brief.clause);
    else if (mark == "{year}")
      out.append(brief.year);
    else if (mark == "{thing}")
      out.append(thing.empty() ? subject : thing);
    else
      out.append(mark);
    pattern.remove_prefix(mark.size());
  }
  return closed_up(out);
}

}  // namespace sitewright::builtin
