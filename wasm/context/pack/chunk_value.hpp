// What each chunk of a file is worth to a task.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "context/pack/layout.hpp"
#include "context/pack/match.hpp"

namespace sitewright::context {

enum class LineSignal : std::uint8_t {
#define LINE_SIGNAL(name, weight) name,
#include "context/pack/line_weights.inc"
#undef LINE_SIGNAL
  end,  ///< how many there are
};

inline constexpr auto line_signal_count = static_cast<std::size_t>(LineSignal::end);

using BlockFeatures = std::array<double, line_signal_count>;

/// One row a chunk. `score` is the file's, 0 for the best of the task and falling.
[[nodiscard]] std::vector<BlockFeatures> chunk_features(const Layout& layout, Role role,
                                                        double score, Matcher& matcher);

/// Likelihood of a change, per line; comparable between the files of one task only.
[[nodiscard]] double line_value(const BlockFeatures& features);

}  // namespace sitewright::context
