// What the text of a specifier tells by itself, and the name of the file that it stands in.
// Source: Node's list of its own modules, the schemes of runtimes, bundlers and Sass.
#pragma once

#include <string>
#include <string_view>

namespace sitewright::context {

/// "@scope/name" or "name" of "name/sub/path"; empty where no package can be called so.
[[nodiscard]] std::string_view package_of(std::string_view specifier);
[[nodiscard]] bool is_runtime_module(std::string_view specifier);
[[nodiscard]] bool is_remote(std::string_view specifier);
/// "./a.svg?react" -> "./a.svg"
[[nodiscard]] std::string_view without_query(std::string_view specifier);
/// "@/x" and "~/x", which bundlers are told to look for in the source folder.
[[nodiscard]] bool is_alias(std::string_view specifier);
/// "a%20b" -> "a b"; what is no escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view address);

[[nodiscard]] bool is_page(std::string_view path);
/// Whether an address without a file of its own names one all the same: "/a.png", not "/v1.2/a".
[[nodiscard]] bool names_file(std::string_view address);
[[nodiscard]] bool is_style(std::string_view path);

}  // namespace sitewright::context
