// Escapes of JavaScript string literals.
#pragma once

#include <string>
#include <string_view>

namespace sitewright::context {

/// The value of what stands between the quotes, as UTF-8. A lone surrogate becomes U+FFFD; a broken
/// escape stands for itself.
[[nodiscard]] std::string unescaped(std::string_view written);

}  // namespace sitewright::context
