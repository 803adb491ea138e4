// What a site of an outline is to be, as schemas/http/requirements.json: said to the owner in
// German to Germans and in English to everyone else. Tables and the brief alone: what the rules did
// not read in the prompt is an assumption or a question, and no risk is made up.
#pragma once

#include "builtin/site/outline.hpp"

namespace sitewright::builtin {

[[nodiscard]] Value requirements_of(const Brief& brief, const Outline& outline);

}  // namespace sitewright::builtin
