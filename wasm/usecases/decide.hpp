// Minutes of decisions on risky actions: made here, stored in the commit of what they decide on.
// Pure but for ids and the time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/effects.hpp"
#include "ports/records.hpp"
#include "ports/state_store.hpp"
#include "project/risk.hpp"
#include "usecases/council.hpp"
#include "usecases/start_generation.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// What is decided on.
struct Proposal {
  project::Deed deed = {};
  project::Asker asker = project::Asker::model;
  project::Risk risk = {};
  std::string project_id = {};
  std::optional<std::string> generation_id = {};
  std::string subject = {};   ///< for people, one sentence
  std::string packages = {};  ///< lines of name@version
};

/// A person's own request: nobody else is asked.
[[nodiscard]] ports::DecisionRecord noted(ports::IdSource& ids, ports::Millis now,
                                          const Proposal& proposal);

/// A version takes the place of what is live. nullopt for a first publication: nobody is asked and
/// nothing is lost.
[[nodiscard]] std::optional<ports::DecisionRecord> noted_publication(
    ports::IdSource& ids, ports::Millis now, const ports::ProjectRecord& project,
    const ports::DeploymentRecord& deployment, project::Asker asker);

/// After the votes. Agreed and critical: it waits for a person.
[[nodiscard]] ports::DecisionRecord decided(ports::IdSource& ids, ports::Millis now,
                                            const Proposal& proposal, const Verdict& verdict);

/// `now`: a decision that waited too long is shown as expired.
[[nodiscard]] wire::Decision decision_view(const ports::DecisionRecord& decision,
                                           ports::Millis now);

/// Errors: not_found; conflict when it does not wait for anybody (any more).
Task<Decision<wire::Decision>> answer_decision(StartPorts ports, std::string id,
                                               wire::AnswerDecisionRequest request);

}  // namespace sitewright::usecases
