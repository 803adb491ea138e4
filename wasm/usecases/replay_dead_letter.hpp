// Puts a message that its queue gave up on that queue again, as a new message.
// Once: letter and message change in one batch, and a letter that was replayed stays as it is. If
// the new message is given up too, that is a new letter. Fenced like every message: what names an
// older attempt, or work that has ended meanwhile, changes nothing.
// Errors: not_found; conflict for a queue that is no more; stale when somebody else replayed it
//         meanwhile (decide again).
#pragma once

#include <string>

#include "usecases/start_generation.hpp"

namespace sitewright::usecases {

[[nodiscard]] wire::DeadLetter dead_letter_view(const ports::DeadLetterRecord& letter);

Task<Decision<wire::DeadLetter>> replay_dead_letter(StartPorts ports, std::string id);

}  // namespace sitewright::usecases
