// Slugs: the host name label of a site. [a-z0-9-], 1..40 characters, no "--" (it separates a
// preview's version from the slug), no hyphen at an end, not a name the app itself uses.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitewright::project {

/// The slug of a name: Latin letters lose their marks ("Öffnung" -> "oeffnung", "São" -> "sao"),
/// everything else becomes a hyphen. Empty when nothing is left.
[[nodiscard]] std::string slug_of(std::string_view name);

/// What a host name of the sites' zone asks for. `label` is the part before the apex.
struct SiteLabel {
  std::string slug;
  std::optional<std::uint32_t> version;  ///< "v3--slug": the permanent preview of version 3
  bool operator==(const SiteLabel&) const = default;
};
[[nodiscard]] std::optional<SiteLabel> parse_site_label(std::string_view label);

}  // namespace sitewright::project
