// Writes one step of an outline into the files of a site.
#pragma once

#include "builtin/catalogue.hpp"
#include "builtin/site/outline.hpp"
#include "builtin/write/changes.hpp"

namespace sitewright::builtin {

/// `files` with the step carried out. Steps before it are taken as done.
Files write_step(const Outline& outline, const Brief& brief, std::size_t step, Files files);

/// Puts a section's component into src/sections/ unless it is there.
void add_component(Files& files, std::string_view component, const Catalogue& catalogue);

/// src/style/style.css of a style.
void set_style(Files& files, std::string_view style, const Catalogue& catalogue);

}  // namespace sitewright::builtin
