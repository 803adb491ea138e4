// Divides an outline into steps and says, in the site's language, what each will do.
#pragma once

#include "builtin/site/outline.hpp"

namespace sitewright::builtin {

/// Fills outline.title, .summary and .steps (3 to 8, each of which changes files).
void plan_steps(const Brief& brief, Outline& outline);

}  // namespace sitewright::builtin
