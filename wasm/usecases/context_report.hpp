// The context engine's requests and answers in the forms that cross a process.
// Pure. A request's task stays a view into the message.
#pragma once

#include <span>

#include "context/assemble.hpp"
#include "context/graph/project_graph.hpp"
#include "context/passages/retrieve.hpp"
#include "wire/generated/context.hpp"
#include "wire/generated/http.hpp"

namespace sitewright::usecases {

[[nodiscard]] context::AssembleRequest assemble_request(const wire::AssembleRequest& message);

/// `milliseconds`: what the assembly took.
[[nodiscard]] wire::ContextReport context_report(const context::Context& context,
                                                 double milliseconds);

/// Adds passages to a report, and their tokens to its sum.
void add_passages(wire::ContextReport& report, const context::Reference& reference,
                  std::span<const context::FoundPassage> found);

[[nodiscard]] wire::GraphReport graph_report(const context::LinkedProject& project);

}  // namespace sitewright::usecases
