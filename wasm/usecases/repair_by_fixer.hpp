// Repairs by rule (healing/fix.hpp). ai-app-worker asks, build-service has the fixers: they are a
// quarter of what a Worker with both would have to load (docs/decisions/0057).
#pragma once

#include <map>
#include <optional>
#include <string>

#include "ports/sibling.hpp"
#include "usecases/repair_candidate.hpp"
#include "usecases/snapshot.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::usecases {

struct FixerPorts {
  ports::Sibling& siblings;
  ports::BlobStore& blobs;
};

/// A repair of a tree that is stored. `build`: whose errors are to go. `packages`: what may be
/// added without asking, name and version. Pointers outlive the task.
/// Errors: unavailable when build-service does not answer, or not as it should;
///         invalid_input when it refuses the question: asking again would not help.
Task<std::optional<RepairCandidate>> repair_by_fixer(
    FixerPorts ports, const BrokenTree* broken, const ports::BuildRecord* build,
    std::string tree_hash, std::map<std::string, std::string, std::less<>> packages);

/// What build-service answers. The tree of the repair is stored; the same question gives the same.
/// Errors: those of the store; not_found for a tree that was never stored.
Task<wire::FixerReply> ask_fixers(SnapshotPorts ports, wire::FixerRequest request);

}  // namespace sitewright::usecases
