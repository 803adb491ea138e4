// The signature of an error: equal, or near, for errors that the same edit repairs, in whatever
// site they stand. It holds words of compilers and languages only, nothing of the file or of its
// names. Form:   category|code|subclass|message|shape, for example
//         "type|TS2322|mismatch|type is not assignable to type|<w w={w}>": the message's own words,
//         and the error's line with names as w, texts as s and numbers as n.
// Vectors: counts of 3-grams of the signature's bytes, hashed to 256 places, of length 1.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "healing/problem.hpp"
#include "project/text_tree.hpp"

namespace sitewright::healing {

inline constexpr std::size_t kSignatureDimensions = 256;
inline constexpr std::size_t kMaxSignature = 1000;

[[nodiscard]] std::string signature_of(const Problem& problem, const project::TextTree& tree);

struct SimilarSignature {
  std::size_t index;  ///< in the given list
  float likeness;     ///< 1: equal
};

/// Those at least `least` like `signature`, the likest first.
[[nodiscard]] std::vector<SimilarSignature> similar_signatures(
    std::string_view signature, std::span<const std::string_view> known, float least);

/// The line with this number, from 1, without its end; empty when there is none.
[[nodiscard]] std::string_view line_of(std::string_view text, std::size_t number);

}  // namespace sitewright::healing
