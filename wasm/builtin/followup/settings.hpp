// Changes of a site that leave its sections where they are: look, name, texts.
#pragma once

#include <string>

#include "builtin/brief.hpp"
#include "builtin/catalogue.hpp"
#include "builtin/followup/read.hpp"
#include "builtin/write/changes.hpp"

namespace sitewright::builtin {

inline constexpr const char* site_path = "src/content/site.ts";
inline constexpr const char* accent_path = "src/style/accent.css";

/// Style by name or mood, light or dark, accent; another style when none of these is said.
void restyle(const Change& change, const Brief& brief, const Catalogue& catalogue, Files& files);

/// The new name in the settings and wherever the content has the old one.
void rename_site(const std::string& to, const Brief& brief, Files& files);

/// Headline, introduction, tagline, description or button of the home page.
void set_text(const Change& change, Files& files);

/// Everywhere in the content, but never in settings such as addresses or names of drawings.
void replace_text(const Change& change, Files& files);

}  // namespace sitewright::builtin
