// Splits a message about an existing site into single changes.
// "Add a pricing section and make the theme dark" is two. Pure; never empty.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "builtin/brief.hpp"
#include "builtin/style.hpp"

namespace sitewright::builtin {

enum class Act : std::uint8_t {
  add_section,
  add_page,
  remove_section,
  move_section,
  restyle,
  rename,
  set_text,
  replace_text,
  note
};

enum class Spot : std::uint8_t { usual, top, bottom, before, after };

enum class Field : std::uint8_t {
  headline,
  introduction,
  tagline,
  description,
  button,
  section_title
};

struct Change {
  Act act = Act::note;
  Ask ask = Ask::words;    ///< the section meant
  std::string title = {};  ///< in the message's words
  Spot spot = Spot::usual;
  Ask beside = Ask::words;  ///< for before and after
  StyleWishes style = {};
  const Style* look = nullptr;  ///< a style by name or mood
  bool another_look = false;
  Field field = Field::headline;
  std::string from = {};   ///< replace_text: what stands there
  std::string to = {};     ///< rename, set_text, replace_text: what is to stand there
  std::string words = {};  ///< the clause as written
};

std::vector<Change> read_changes(std::string_view message);

}  // namespace sitewright::builtin
