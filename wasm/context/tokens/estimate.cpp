#include "context/tokens/estimate.hpp"

namespace sitewright::context {
namespace {

// In hundredths of a token of o200k_base.
struct Factors {
  std::uint64_t likely;
  std::uint64_t at_most;
};

constexpr Factors factors_of(Family family) {
  switch (family) {
    case Family::claude:
      return {.likely = 120, .at_most = 140};
    case Family::gemini:
      break;
  }
  return {.likely = 108, .at_most = 117};
}

std::size_t scaled(std::size_t tokens, std::uint64_t hundredths) {
  return static_cast<std::size_t>((std::uint64_t{tokens} * hundredths + 99) / 100);
}

}  // namespace

Estimate estimate(Family family, std::size_t o200k_tokens) {
  const Factors factors = factors_of(family);
  return {scaled(o200k_tokens, factors.likely), scaled(o200k_tokens, factors.at_most)};
}

std::size_t at_most(std::optional<Family> family, std::size_t o200k_tokens) {
  return family ? estimate(*family, o200k_tokens).at_most : o200k_tokens;
}

std::size_t fitting(std::optional<Family> family, std::size_t tokens) {
  if (!family) return tokens;
  return static_cast<std::size_t>(std::uint64_t{tokens} * 100 / factors_of(*family).at_most);
}

std::optional<Family> family_of(std::string_view model) {
  model.remove_prefix(model.rfind('/') + 1);  // npos + 1 is 0
  if (model.starts_with("claude")) return Family::claude;
  if (model.starts_with("gemini")) return Family::gemini;
  return std::nullopt;
}

}  // namespace sitewright::context
