// What a site's pages may do, as headers of every answer. The Worker that serves sites sends them,
// and so does the server of the smoke test, so that what the browser would refuse is found before a
// site is live.
#pragma once

#include <array>
#include <string_view>

namespace sitewright::project {

struct SiteHeader {
  std::string_view name;
  std::string_view value;
};

/// `frame-ancestors` is not here: it names the app that may show the site.
inline constexpr std::string_view site_content_policy =
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: https:; font-src 'self' data:; connect-src 'self'; "
    "form-action 'self' mailto:; object-src 'none'; base-uri 'self'";

inline constexpr std::array<SiteHeader, 4> site_headers{{
    {"x-content-type-options", "nosniff"},
    {"referrer-policy", "strict-origin-when-cross-origin"},
    {"cross-origin-opener-policy", "same-origin"},
    {"permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
}};

}  // namespace sitewright::project
