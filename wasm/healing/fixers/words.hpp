// Words of a script found again, and put another way.
// Units: byte offsets.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "healing/errors/clean_text.hpp"
#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

/// The whole word at the offset, else the next one within 400 bytes, else the last on the line
/// before it.
[[nodiscard]] std::optional<std::uint32_t> word_near(const Source& source, std::uint32_t offset,
                                                     std::string_view word);

/// The edit of that word; of an element's name in both of its tags.
[[nodiscard]] std::vector<Edit> replaced_word(const Source& source, std::uint32_t at,
                                              std::string_view word, std::string_view with);

/// Names of the members of `{ a: string; b?: number }` or of the type of that name in the project.
struct Member {
  std::string name;
  bool optional = false;
};
[[nodiscard]] std::vector<Member> members_of(Workbench& bench, std::string_view type);

/// Texts of the string literals that a type may be: `"a" | "b"`, or the type of that name.
[[nodiscard]] std::vector<std::string> literals_of(Workbench& bench, std::string_view type);

/// The text of the declaration of a type in the project: what stands in its body.
[[nodiscard]] std::string_view type_body(Workbench& bench, std::string_view name);

/// Whether the list, words with blanks between them, holds the word.
[[nodiscard]] bool is_among(std::string_view word, std::string_view list);

/// Elements of HTML and SVG that sites are made of.
[[nodiscard]] std::span<const std::string_view> html_tags();
[[nodiscard]] bool is_html_tag(std::string_view name);

}  // namespace sitewright::healing
