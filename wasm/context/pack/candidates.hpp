// Which files of a project may be shown, and how many of the ranked ones are looked at.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include "context/rank/corpus.hpp"
#include "context/rank/rank.hpp"

namespace sitewright::context {

/// Why a file is not shown whatever room there is; nothing when it is. Lock files and vendored code
/// are shown only where they are pinned.
[[nodiscard]] std::optional<std::string> never_shown(const CorpusFile& file, bool pinned);

/// How many of the ranked files, the first ones, are looked at for a budget: a usual number, and of
/// small files as many as have three times its text.
[[nodiscard]] std::size_t candidates_of(std::span<const Ranked> ranked, const Corpus& corpus,
                                        std::size_t budget);

}  // namespace sitewright::context
