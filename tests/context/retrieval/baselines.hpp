// What others do with the same budget: whole files, best first, as many as fit.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cases.hpp"
#include "context/rank/corpus.hpp"

namespace sitewright::retrieval {

enum class Baseline : std::uint8_t { bm25, bm25_path, page_rank };

inline constexpr Baseline baselines[] = {Baseline::bm25, Baseline::bm25_path, Baseline::page_rank};

[[nodiscard]] std::string_view name_of(Baseline baseline);

/// Files of the case, best first; those without any score are left out.
[[nodiscard]] std::vector<std::uint32_t> ranked_by(Baseline baseline, const Case& one,
                                                   const context::Corpus& corpus);

}  // namespace sitewright::retrieval
