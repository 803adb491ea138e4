// From the text of a prompt to the Brief that everything else starts from. Total and pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "builtin/brief.hpp"

namespace sitewright::builtin {

Brief read_prompt(std::string_view request);

}  // namespace sitewright::builtin
