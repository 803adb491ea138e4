// How dangerous an action is, and whose consent it needs. A table; pure.
//   low: go · medium: go and log · high: two different models agree · critical: and a person
// What a person asks for directly, the person has decided: it is logged, whatever its risk.
// Units:  milliseconds.
// Source: council and risk classes of the product documents.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitewright::project {

enum class Deed : std::uint8_t {
  publish_first,      ///< nothing is live yet
  publish_over_live,  ///< what was live is one click away
  unpublish,          ///< visitors find nothing until something is published again
  delete_project,
  add_domain,
  add_dependencies,  ///< packages beyond the starter's lock file
  push_repository,   ///< into what belongs to somebody else
  raise_budget,      ///< of a project, of its changes, or of a user's month
};

enum class Risk : std::uint8_t { low, medium, high, critical };

enum class Asker : std::uint8_t { person, model };

enum class Consent : std::uint8_t { none, logged, votes, votes_and_person };

[[nodiscard]] std::string_view to_string(Deed deed);
[[nodiscard]] std::string_view to_string(Risk risk);
[[nodiscard]] std::string_view to_string(Asker asker);

/// `raised`: the project's owner wants to be asked: what a council would decide is critical.
[[nodiscard]] Risk risk_of(Deed deed, bool raised = false);

[[nodiscard]] Consent consent_for(Risk risk, Asker asker);

/// For all votes together.
[[nodiscard]] std::int64_t vote_limit(Risk risk);

/// How long a decision waits for a person.
inline constexpr std::int64_t kAnswerLimit = std::int64_t{7} * 24 * 3600 * 1000;

}  // namespace sitewright::project
