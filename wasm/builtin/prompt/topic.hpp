// Recognises the trade or theme of a site ("bakery", "rust conference") among the topics with
// copy of their own.
#pragma once

#include "builtin/brief.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

/// Index into topics() of the best topic of that kind, or -1.
int find_topic(const Text& text, Kind kind);

}  // namespace sitewright::builtin
