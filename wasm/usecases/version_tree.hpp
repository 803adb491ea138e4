// Which files a version has while its generation heals it, and after.
// Pointers outlive the tasks.
// Errors: those of the store.
#pragma once

#include <string>

#include "ports/effects.hpp"
#include "usecases/transition.hpp"

namespace sitewright::usecases {

/// The version has this tree from now on.
Task<Done> take_tree(ports::BlobStore* blobs, TransitionWriter* writer, ports::GenerationView* view,
                     std::string tree_hash);

/// The version ends with the files of the best attempt: a follow-up begins there.
Task<Done> keep_best(ports::BlobStore* blobs, TransitionWriter* writer,
                     ports::GenerationView* view);

/// Whether a generation in this state has ended without a build: its version keeps the best.
[[nodiscard]] bool ends_unbuilt(project::State next);

}  // namespace sitewright::usecases
