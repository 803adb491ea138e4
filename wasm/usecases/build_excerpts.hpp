// The lines that a build's errors are about, as they were in the files that it built.
// Errors: unavailable when the store refused. A file that is not there has no excerpt.
#pragma once

#include <vector>

#include "ports/effects.hpp"
#include "ports/records.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// At most ten files; lines that are near each other in one excerpt. `build` outlives the task.
Task<std::vector<wire::SourceExcerpt>> build_excerpts(ports::BlobStore* blobs,
                                                      const ports::BuildRecord* build);

}  // namespace sitewright::usecases
