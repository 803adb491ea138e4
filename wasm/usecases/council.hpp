// Asks two different models to vote on an action that a model's plan wants.
// Fails closed: an error, a vote that is late or cannot be read, or no second model means refused,
// and the reason says which. Costs nothing where no consent of models is needed.
// Errors: conflict when a budget does not allow a vote: that is nobody's no, and whoever raises it
//         gets the votes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ports/effects.hpp"
#include "ports/model.hpp"
#include "ports/records.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

struct CouncilPorts {
  ports::Model& model;
  ports::Clock& clock;
  ports::Log& log;
  ports::Interest* interest = nullptr;  ///< whether anybody waits for the verdict
};

struct Verdict {
  bool approved = false;
  std::string reason = {};  ///< for people
  std::vector<wire::DecisionVote> votes = {};
  ports::Usage usage = {};
};

/// `parts`: the conversation, the plan and the action. `limit_ms`: for both votes together.
Task<Verdict> ask_council(CouncilPorts ports, std::vector<ports::Part> parts,
                          ports::Attribution whose, std::int64_t limit_ms);

}  // namespace sitewright::usecases
