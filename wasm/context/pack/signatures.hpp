// The few declarations that say most of a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "context/assemble.hpp"
#include "context/pack/layout.hpp"
#include "context/pack/match.hpp"

namespace sitewright::context {

/// Indices of layout.symbols, ascending: what the task asks for before what is exported before the
/// rest, by place among equals; only as many as are cheap to show, one at least when there is any.
[[nodiscard]] std::vector<std::uint32_t> chosen_signatures(const Layout& layout, Matcher& matcher);

/// That declarations may be missing from a view, where the text of the file stopped making sense:
/// "read up to line 12: unclosed template literal". Nothing for files that are shown whole.
[[nodiscard]] std::optional<std::string> limit_of(const Layout& layout, ViewKind kind);

}  // namespace sitewright::context
