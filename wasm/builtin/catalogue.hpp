// The files of templates/ that a site is put together from.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sitewright::builtin {

/// Source of a catalogue section ("Menu"); nothing when there is none of that name.
std::optional<std::string_view> section_file(std::string_view component);

std::optional<std::string_view> style_file(std::string_view style);

/// The starter's own words in a language ("de").
std::optional<std::string_view> words_file(std::string_view lang);

}  // namespace sitewright::builtin
