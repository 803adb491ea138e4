// A project that fits the budget as it is needs no choice: every file is shown whole.
// As pack(): the same order, reasons and bytes that it gives to files it shows whole.
#pragma once

#include <cstddef>
#include <optional>

#include "context/pack/pack.hpp"

namespace sitewright::context {

/// Whether it is worth counting: told by bytes alone, so by far too often and never too seldom for
/// text of up to 8 bytes a token.
[[nodiscard]] bool whole_may_fit(const Corpus& corpus, std::size_t budget);

/// nullopt when the files do not fit, or a text was not handed over.
[[nodiscard]] std::optional<Context> whole_project(const PackInput& input, TokenMeter& meter);

}  // namespace sitewright::context
