// What people are told when an answer is not of the kind that they count on: by the built-in model
// in the place of those there is a key for, or by one that cannot look at their pictures. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ports/records.hpp"

namespace sitewright::usecases {

/// `what`: what nobody else could do ("plan this"); `why`: what the models' answers came to.
[[nodiscard]] std::string stand_in_words(std::string_view what, std::string_view why);

/// `what`: what follows from words alone ("the plan"). `model`: its name in usage.
[[nodiscard]] std::string blind_words(const std::string& model, std::string_view what);

/// Whether a generation has been told of the same cause, or of the same blind model: once is
/// enough, however many steps follow.
[[nodiscard]] bool told_already(std::span<const ports::MessageRecord> messages,
                                std::string_view generation_id, std::string_view words);

}  // namespace sitewright::usecases
