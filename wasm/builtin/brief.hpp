// What was understood of a prompt: the one value that planning and writing start from.
// Pure data; made by prompt/read.hpp, the same for the same words on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::builtin {

/// en..it have copy of their own; a site asked for in another language is written in English
/// around the prompt's own words.
enum class Lang : std::uint8_t { en, de, fr, es, pt, it, nl, other };

/// BCP 47 tag of the language that the copy is written in.
std::string_view lang_tag(Lang lang);

/// The language with copy that stands in for `lang`.
Lang copy_lang(Lang lang);

enum class Kind : std::uint8_t {
  portfolio,
  food,
  store,
  product,
  event,
  blog,
  docs,
  quiz,
  agency,
  community,
  service,
  personal,
  course,
  lodging,
  general,
};
inline constexpr std::size_t kind_count = 15;

std::string_view kind_name(Kind kind);

/// A concept that a visitor would look for. `words` is anything else that was asked for.
enum class Ask : std::uint8_t {
  about,
  services,
  features,
  gallery,
  projects,
  menu,
  hours,
  location,
  pricing,
  faq,
  testimonials,
  team,
  speakers,
  schedule,
  tickets,
  venue,
  partners,
  contact,
  booking,
  newsletter,
  posts,
  products,
  stats,
  steps,
  timeline,
  events,
  community,
  resume,
  comparison,
  countdown,
  quiz,
  flashcards,
  docs,
  code,
  links,
  downloads,
  rooms,
  workshop,
  classes,
  donate,
  jobs,
  words,
};

/// One thing the prompt asks to be on the site, with the words it was asked for in.
struct Wanted {
  Ask ask = Ask::words;
  std::string title;     ///< as asked, tidied: "How to find us"
  bool as_page = false;  ///< "a page about …", "on its own page"
  std::size_t at = 0;    ///< word index in the prompt, for order
};

enum class Mode : std::uint8_t { unsaid, light, dark, either };

enum class Mood : std::uint8_t {
  minimal,
  playful,
  elegant,
  retro,
  brutal,
  warm,
  natural,
  technical,
  bold,
  editorial,
  modern,
  calm,
};

struct StyleWishes {
  Mode mode = Mode::unsaid;
  std::vector<Mood> moods = {};
  std::optional<int> hue = {};   ///< 0..359
  bool grey = false;             ///< asked for black and white
  std::string color_words = {};  ///< as asked: "forest green", "#ff5500"
};

struct Brief {
  std::string request;  ///< cleaned, one paragraph
  Lang lang = Lang::en;
  std::string name;
  bool name_given = false;  ///< the prompt names it; otherwise it was composed
  Kind kind = Kind::general;
  int topic = -1;                 ///< index into the topics table, -1: none
  std::string subject;            ///< "slow travel by train", in the prompt's words; may be empty
  std::string clause;             ///< "tracks ocean drones": what a named product does
  std::string place;              ///< as written
  std::string place_preposition;  ///< "à", as the prompt has it; empty: the language's usual one
  std::string year;               ///< four digits
  std::vector<Wanted> wanted;
  StyleWishes style;
  std::uint64_t seed = 0;
};

}  // namespace sitewright::builtin
