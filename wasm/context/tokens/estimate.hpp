// What a text will cost at providers that publish no tokenizer, from its count in o200k_base.
// Units:  tokens.
// Source: no count of a provider's own was at hand. The factors come from the npm package
//         ai-tokenizer 1.0.6, whose authors compared it with the providers' answers and state 97.5
//         % agreement or better for the models meant here (92.5 % for two Gemini previews):
//   claude  its encoding "claude" times 1.1, over o200k_base, on 3,000 files of npm packages, 12
//   MB:
//           TypeScript 1.19, JavaScript 1.21, CSS 1.18, JSON 1.23, Markdown 1.25, interface texts
//           in 30 languages 1.27; of single files 95 in 100 are below 1.39, all below 2.21.
//   gemini  o200k_base times 1.08, for all texts.
// So `likely` is within 10 % for whole contexts of source and prose, and `at_most` holds for 95 in
// 100 single files; neither is a promise. Budgets that must hold keep `at_most`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sitewright::context {

enum class Family : std::uint8_t { claude, gemini };

struct Estimate {
  std::size_t likely = 0;
  std::size_t at_most = 0;

  bool operator==(const Estimate&) const = default;
};

/// As reports say it beside the figures.
inline constexpr std::string_view estimate_error =
    "likely is within 10 % for a whole context; at most holds for 95 in 100 single files";

[[nodiscard]] Estimate estimate(Family family, std::size_t o200k_tokens);

/// Without a family o200k_base counts as it is.
[[nodiscard]] std::size_t at_most(std::optional<Family> family, std::size_t o200k_tokens);

/// The most tokens of o200k_base that take `tokens` of the family's at most.
[[nodiscard]] std::size_t fitting(std::optional<Family> family, std::size_t tokens);

/// By a model's name, with or without a provider's in front: "claude-x", "anthropic/claude-x".
/// Nothing for models of others: o200k_base counts for them.
[[nodiscard]] std::optional<Family> family_of(std::string_view model);

}  // namespace sitewright::context
