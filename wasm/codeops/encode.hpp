// Operations back into the text that models write: the built-in model's answers, and what is sent
// back to a model for correction. parse(encode(x)) gives x.
// Errors: invalid_input for an operation the format cannot carry: a path that breaks its rule, a
//         rename of a path with " -> " in it, an empty find, text that is not UTF-8 or has a NUL.
// A find or replace text without its last newline gets one.
#pragma once

#include <span>
#include <string>

#include "codeops/operation.hpp"
#include "result/result.hpp"

namespace sitewright::codeops {

[[nodiscard]] Result<std::string> encode(std::span<const Operation> operations);

}  // namespace sitewright::codeops
