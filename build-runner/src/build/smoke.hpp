// Checks a built site without a browser: there is a first page, and every local address in every
// page names a file of the site, and an element of it where it says which.
// Units:  files sorted by path.
// Errors: Problems (runtime) naming the page and line; at most 50.
#pragma once

#include <span>
#include <vector>

#include "report/problem.hpp"
#include "unpack/tar_reader.hpp"

namespace sitewright::build {

[[nodiscard]] std::vector<report::Problem> smoke_test(std::span<const unpack::Member> site);

}  // namespace sitewright::build
