// Which models may answer, in which order: by the task's class, from configuration with defaults.
// Pure.
// Source: which provider a class goes to, and which of its models: model router of the product
//         documents, section 3.4.
// Errors: invalid_input when a setting names no class or no model on offer; the detail says where.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/router/money.hpp"
#include "ports/model.hpp"
#include "result/result.hpp"

namespace sitewright::models {

/// What a model is for, of those of one provider. Every class of tasks wants one of the first two.
enum class Grade : std::uint8_t {
  usual,   ///< planning and writing
  strong,  ///< judging: reviews, votes
  light,   ///< cheap; only where configuration names it
};

/// A model that a provider offers, as far as the router is concerned.
struct Offer {
  std::string provider = {};
  std::string model = {};
  Grade grade = Grade::usual;
  std::int64_t window_tokens = 0;
  std::int64_t output_tokens = 0;  ///< the most that it writes at once
  Prices prices = {};
  bool images = false;  ///< it can be shown pictures
};

struct Candidate {
  std::string provider = {};
  std::string model = {};  ///< empty: the provider's of the grade that the task wants

  bool operator==(const Candidate&) const = default;
};

/// "provider/model", as usage and the dashboard name it.
[[nodiscard]] std::string to_string(const Candidate& candidate);

inline constexpr std::size_t kTaskClasses = 14;
[[nodiscard]] std::string_view to_string(ports::TaskClass task);

[[nodiscard]] Grade grade_of(ports::TaskClass task);

/// By ports::TaskClass: who is asked first.
using Routes = std::array<std::vector<Candidate>, kTaskClasses>;

[[nodiscard]] const Routes& default_routes();

/// "plan=openai/gpt-x,anthropic; code_frontend=xai": classes separated by ";", candidates by ",",
/// a provider alone means its model of the class's grade, "*" every class that is not named. What
/// is not named keeps its default.
[[nodiscard]] Result<Routes> read_routes(std::string_view text, std::span<const Offer> offers);

/// The setting SITEWRIGHT_MODEL.
struct Choice {
  enum class Kind : std::uint8_t {
    builtin,    ///< nobody else, whatever keys there are
    automatic,  ///< by the routes, among those that there is a key for
    fixed,      ///< this one for everything
  };
  Kind kind = Kind::automatic;
  Candidate fixed = {};
};

/// "builtin", "auto", "provider/model"; empty is "auto".
[[nodiscard]] Result<Choice> read_choice(std::string_view text, std::span<const Offer> offers);

/// Who may answer, best first: what the routes say, then every other provider with its model of the
/// class's grade (its first one, if it has none).
/// `open`: providers that there is a key for. `not_by`: a name that may not answer.
[[nodiscard]] std::vector<Candidate> candidates(ports::TaskClass task, const Choice& choice,
                                                const Routes& routes, std::span<const Offer> offers,
                                                std::span<const std::string> open,
                                                std::string_view not_by = {});

/// nullptr: not on offer.
[[nodiscard]] const Offer* find_offer(std::span<const Offer> offers, const Candidate& candidate,
                                      Grade grade = Grade::usual);

}  // namespace sitewright::models
