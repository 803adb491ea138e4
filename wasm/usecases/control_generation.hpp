// What a person does to a generation: cancel, pause, resume; and to a project: rename, delete.
// Errors: not_found; conflict when the state does not allow it; stale when If-Match names an older
//         revision, or the row changed meanwhile (decide again).
#pragma once

#include <optional>
#include <string>

#include "project/generation.hpp"
#include "usecases/start_generation.hpp"

namespace sitewright::usecases {

/// `event`: Cancel, Pause or Resume.
Task<Decision<wire::Generation>> control_generation(StartPorts ports, std::string generation_id,
                                                    project::Event event);

/// `revision`: what If-Match named, if it was sent.
Task<Decision<wire::Project>> update_project(StartPorts ports, std::string project_id,
                                             wire::UpdateProjectRequest request,
                                             std::optional<std::int64_t> revision);

/// The project and its sites are gone for everybody; a running generation is cancelled with it.
Task<Decision<Done>> delete_project(StartPorts ports, std::string project_id,
                                    std::optional<std::int64_t> revision);

/// The deployment stops being served; a live one leaves its site without a page, one that waits for
/// its build is called off.
Task<Decision<Done>> archive_deployment(StartPorts ports, std::string deployment_id);

}  // namespace sitewright::usecases
