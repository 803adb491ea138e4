// The context engine's requests and answers in the forms that cross a process.
// Pure. A request's task stays a view into the message.
#pragma once

#include <cstddef>
#include <optional>
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

/// Adds passages to a report, and their tokens to its sum; of a family, where its tokens count.
void add_passages(wire::ContextReport& report, const context::Reference& reference,
                  std::span<const context::FoundPassage> found,
                  std::optional<context::Family> family);

/// What the passages take in a prompt.
[[nodiscard]] std::size_t tokens_of(const context::Reference& reference,
                                    std::span<const context::FoundPassage> found,
                                    std::optional<context::Family> family);

[[nodiscard]] std::optional<context::Family> family_of(std::optional<wire::TokenFamily> family);
[[nodiscard]] wire::TokenEstimate token_estimate(context::Family family, std::size_t o200k_tokens);

[[nodiscard]] wire::GraphReport graph_report(const context::LinkedProject& project);

}  // namespace sitewright::usecases
