// What people are told when the built-in model answers in the place of those there is a key for.
// Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ports/records.hpp"

namespace sitewright::usecases {

/// `what`: what nobody else could do ("plan this"); `why`: what the models' answers came to.
[[nodiscard]] std::string stand_in_words(std::string_view what, std::string_view why);

/// Whether a generation has been told of the same cause: once is enough, however many steps follow.
[[nodiscard]] bool told_already(std::span<const ports::MessageRecord> messages,
                                std::string_view generation_id, std::string_view words);

}  // namespace sitewright::usecases
