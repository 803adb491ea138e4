// What a model is given, in parts: the conversation, the plan, the step and the current files.
#pragma once

#include <string>
#include <vector>

#include "ports/model.hpp"
#include "ports/records.hpp"
#include "project/text_tree.hpp"

namespace sitewright::usecases {

/// History and request of a generation: the thread's active user messages up to its own. The
/// project's settings are said at the end of the request, in words.
[[nodiscard]] std::vector<ports::Part> conversation_parts(const ports::GenerationView& view);

/// Whom a call for this generation is made for.
[[nodiscard]] ports::Attribution attribution(const ports::GenerationView& view,
                                             std::string step_id = {});

[[nodiscard]] std::vector<ports::Part> file_parts(const project::TextTree& tree);

}  // namespace sitewright::usecases
