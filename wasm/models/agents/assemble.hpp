// Turns a request in parts into what a language model is sent: the role's instructions, then the
// material in an order in which what is the same in the next call comes first, then what to do.
// Pure: the same request gives the same bytes.
// Order:  architect    files | conversation | review
//         coder        conversation, plan | files that no step of the plan names | files that one
//                      does | passages, step, errors, review
//         reviewer     conversation, plan, step | files
//         councillor   conversation, plan | action
//         A bar is a cache mark; so is the end of the instructions: four at most. What differs from
//         step to step stands behind what does not.
// Errors: invalid_input when the request lacks what its role cannot do without.
// Source: roles: agent protocol of the product documents, 6.6.1.
#pragma once

#include "models/agents/limits.hpp"
#include "models/agents/prompts.hpp"
#include "models/chat.hpp"
#include "ports/model.hpp"

namespace sitewright::models {

[[nodiscard]] Result<ChatRequest> assemble(const ports::ModelRequest& request,
                                           const Prompts& prompts);

}  // namespace sitewright::models
