// Asks the reviewer about the files that a step changed.
// Errors: stale when nobody waits for the step any more. A review that cannot be had or read never
//         costs the step; why there is none is for its reader.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ports/effects.hpp"
#include "ports/model.hpp"
#include "project/text_tree.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::usecases {

struct ReviewPorts {
  ports::Model& model;
  ports::Log& log;
  ports::Interest* interest = nullptr;  ///< whether anybody waits for the step
};

struct Review {
  std::vector<wire::ReviewFinding> findings = {};  ///< errors before warnings
  bool blocks = false;                             ///< something of it must be mended
  ports::Usage usage = {};
  std::string missing = {};  ///< why nobody has reviewed it; empty: somebody has
};

/// `parts`: the conversation, the plan, the step and the changed files as they are now.
Task<Review> review_step(ReviewPorts ports, std::vector<ports::Part> parts,
                         ports::Attribution whose);

/// What the files use, and did not before, that their libraries have removed or replaced, found
/// without a model. What does not work any more is an error.
[[nodiscard]] std::vector<wire::ReviewFinding> deprecated_in(std::span<const ports::Part> files,
                                                             const project::TextTree& before);

/// Adds findings that a model did not make; an error among them blocks.
void add_findings(Review& review, std::vector<wire::ReviewFinding> findings);

/// A line for each, "- path:line: message", at most `limit` of them and then how many more.
[[nodiscard]] std::string findings_in_words(std::span<const wire::ReviewFinding> findings,
                                            std::size_t limit);

}  // namespace sitewright::usecases
