// Answers that must be one JSON document: read as they are, else repaired where there is one way to
// do it, else the reason why nobody can read them.
#pragma once

#include <string>
#include <string_view>

#include "ports/model.hpp"
#include "result/result.hpp"

namespace sitewright::models {

[[nodiscard]] bool is_blank(std::string_view text);

/// The answer as it can be decoded. A coder's is no JSON and stays as it is, if there is any.
/// Errors: invalid_input with the place and the reason.
[[nodiscard]] Result<std::string> readable(ports::Role role, std::string text);

/// What a model is told whose answer was not.
[[nodiscard]] std::string ask_again(ports::Role role, std::string_view reason);

}  // namespace sitewright::models
