// Paths and file names that a task names, and which files they mean.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

/// Appends those of one line, lower case: src/app.tsx, menu.css, hooks/use-user, and as tools write
/// them: @src/app.tsx, [src/app.tsx](…), @/app, ~/app, /home/me/site/src/app.tsx.
void append_mentions(std::string_view line, std::vector<std::string>& mentions);

/// In [0, 1]. 1 for a whole path, the end of one after a slash, or one that the mention ends with;
/// less for one without its extension, and for a folder.
[[nodiscard]] double mentioned(std::string_view path, std::span<const std::string> mentions);

}  // namespace sitewright::context
