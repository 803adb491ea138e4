// TypeScript sources of pages and their content, as templates/README.md describes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "builtin/site/section.hpp"

namespace sitewright::builtin {

/// "FeatureGrid" -> "featureGrid": the constant that holds a section's content.
std::string constant_of(std::string_view component);

/// src/content/<page>.ts with the first `count` sections.
std::string content_source(const Page& page, std::size_t count);

/// src/pages/<page>.tsx with the first `count` sections.
std::string page_source(const Page& page, std::size_t count);

std::string site_source(const Value& site);

std::string accent_source(int hue);

/// One `export const name: Type = …;`
std::string constant_source(std::string_view name, std::string_view component,
                            const Value& content);

/// "../" for each folder between a page's file and src/.
std::string way_up(std::string_view page);

/// "journal/slow-train" -> "SlowTrain".
std::string component_name(std::string_view page);

/// Constants of the sections in order: menu, featureGrid, featureGrid2.
std::vector<std::string> constants_of(const std::vector<Section>& sections, std::size_t count);

}  // namespace sitewright::builtin
