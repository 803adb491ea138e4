// The pictures of messages: taken in with a message, kept beside the project's blobs, shown to the
// models that plan and write.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ports/effects.hpp"
#include "ports/model.hpp"
#include "ports/records.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

/// Where a picture of the project is kept. `id`: SHA-256 of its bytes.
[[nodiscard]] std::string image_key(std::string_view project_id, std::string_view id);

/// Keeps the pictures, before the commit that names them.
/// Result: what the message's row says of them (ports::MessageRecord::images).
/// Errors: invalid_input when one is too large or not what its media type says; the path names it.
Task<std::string> keep_images(ports::BlobStore& blobs, std::string project_id,
                              std::vector<wire::NewImage> images);

/// Those of the newest message, and of the messages before it the latest, four in all. One that
/// cannot be found any more is left out.
Task<std::vector<ports::Part>> image_parts(ports::BlobStore& blobs,
                                           const ports::GenerationView* view);

}  // namespace sitewright::usecases
