// Says what a change will do, in English or German: a plan's step and the sentence to the user.
#pragma once

#include <string>

#include "builtin/brief.hpp"
#include "builtin/followup/read.hpp"

namespace sitewright::builtin {

struct Told {
  std::string title;
  std::string subtitle;
  std::string description;
  std::string sentence;
};

/// `as_note`: the change was not possible or not understood and became a text section.
Told tell(const Change& change, bool as_note, const Brief& brief, bool german);

}  // namespace sitewright::builtin
