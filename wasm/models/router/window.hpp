// How much of a project a model is shown.
// Units:  tokens of the model's own; usecases::step_context estimates what nobody counts.
// Source: 128,000 in all, 4,000 for instructions and 8,000 for the answer: context assembly of
//         the product documents.
#pragma once

#include "models/chat.hpp"
#include "models/router/choose.hpp"
#include "ports/model.hpp"

namespace sitewright::models {

/// `offer`: the model that is asked first; none: what any of them takes.
[[nodiscard]] ports::Window window_of(const Offer* offer);

/// false: the prompt and room for the answer are surely more than the model takes. What is close is
/// left to the provider, who counts exactly and refuses for nothing, and so is a window of 0: one
/// that nobody knows.
[[nodiscard]] bool fits(const Offer& offer, const ChatRequest& request);

}  // namespace sitewright::models
