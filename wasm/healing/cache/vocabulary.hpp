// The words that the fix cache may keep as they are: those of the languages and of their compilers.
// Every other word is somebody's own and is kept as a slot only.
#pragma once

#include <string_view>

namespace sitewright::healing {

/// Keywords of TypeScript, names of HTML and of React.
[[nodiscard]] bool is_code_word(std::string_view word);

/// Words of compilers' messages, in lower case.
[[nodiscard]] bool is_message_word(std::string_view word);

/// Module specifiers that every site has.
[[nodiscard]] bool is_known_module(std::string_view specifier);

}  // namespace sitewright::healing
