// The language a prompt is written in, from function words, letters and script.
// An explicit wish wins: "in German", "auf Englisch", "en français".
#pragma once

#include "builtin/brief.hpp"
#include "builtin/prompt/tokens.hpp"

namespace sitewright::builtin {

Lang detect_language(const Text& text);

}  // namespace sitewright::builtin
