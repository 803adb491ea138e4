// Decides what starts a generation: a new project, a follow-up, a revert; and publishing.
// Each gives the answer for the caller and the commit that makes it true; routes/ adds the stored
// answer of an Idempotency-Key and carries both out.
// Pictures are kept before the commit that names them.
// Errors: invalid_input for a picture that is none; conflict while another generation of the
// project runs; not_found for an unknown version;
//         stale when the project changed meanwhile (decide again).
#pragma once

#include <string>
#include <vector>

#include "ports/effects.hpp"
#include "ports/state_store.hpp"
#include "usecases/addresses.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

struct StartPorts {
  ports::StateStore& state;
  ports::BlobStore& blobs;
  ports::Clock& clock;
  ports::IdSource& ids;
  const Addresses& addresses;
};

template <class T>
struct Decision {
  T answer;
  ports::Commit commit;
  std::string location = {};
};

Task<Decision<wire::Project>> create_project(StartPorts ports, std::string user_id,
                                             wire::CreateProjectRequest request);

struct StartedChange {
  std::string message_id;
  ports::GenerationRecord generation;
};
/// What a person says: the words, and pictures to go by.
struct Wish {
  std::string prompt;
  std::vector<wire::NewImage> images = {};
};
/// A follow-up to the newest version; without words: once more what was asked last.
Task<Decision<StartedChange>> change_project(StartPorts ports, std::string project_id, Wish wish);

/// A new version equal to `version`; messages after the one that led to it are archived.
Task<Decision<wire::Generation>> revert_version(StartPorts ports, std::string project_id,
                                                std::int64_t version);

/// Publishes a version (0: the newest). Target "production" moves the site's pointer, "preview"
/// names the version's own address. A version without a finished build is built first: a generation
/// of kind "publish" starts, which takes the deployment from "building" to "live" or "failed".
Task<Decision<wire::Deployment>> publish_version(StartPorts ports, std::string project_id,
                                                 std::int64_t version, std::string target);

}  // namespace sitewright::usecases
