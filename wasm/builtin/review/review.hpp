// Static checks on the files of a site: what a reviewer can see without running it.
#pragma once

#include <string>
#include <string_view>

#include "builtin/write/changes.hpp"

namespace sitewright::builtin {

/// {"approved": bool, "findings": [{"severity", "path", "line", "message"}]}; approved when no
/// finding is an error. Lines are counted from 1. `said`: what the person asked for; words that are
/// in it were not left behind.
std::string review_files(const Files& files, std::string_view said = {});

}  // namespace sitewright::builtin
