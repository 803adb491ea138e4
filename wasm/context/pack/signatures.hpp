// The few declarations that say most of a file.
#pragma once

#include <cstdint>
#include <vector>

#include "context/pack/layout.hpp"
#include "context/pack/match.hpp"

namespace sitewright::context {

/// Indices of layout.symbols, ascending: what the task asks for before what is exported before the
/// rest, by place among equals; only as many as are cheap to show, one at least when there is any.
[[nodiscard]] std::vector<std::uint32_t> chosen_signatures(const Layout& layout, Matcher& matcher);

}  // namespace sitewright::context
