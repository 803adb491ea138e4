// Follow-ups: what a message wants changed on a site that exists, and the change itself, made on
// the files as they are now.
// Total: a message that fits no rule becomes a text section with its words, and the plan says so.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "builtin/plan_json.hpp"
#include "builtin/write/changes.hpp"

namespace sitewright::builtin {

/// 1 to 8 steps; every step changes at least one file.
Plan plan_changes(std::span<const std::string> history, std::string_view message,
                  const Files& files);

/// `files` with the change of that step made. A step beyond the message's own changes (a plan by
/// someone else) is carried out from its title.
Files write_change(std::span<const std::string> history, std::string_view message, std::size_t step,
                   std::string_view step_title, const Files& files);

}  // namespace sitewright::builtin
