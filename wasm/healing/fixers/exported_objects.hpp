// Objects that scripts export by name, as content is written: their members, and words of names.
// Units: token numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "healing/fixers/workbench.hpp"

namespace sitewright::healing {

struct ObjectMember {
  std::string_view name;  ///< without quotes
  std::uint32_t key = 0;
  std::uint32_t value = 0;  ///< its first token; the key itself for `{ a }`
};

/// Members of the object that opens at the token, none of a member's own.
[[nodiscard]] std::vector<ObjectMember> object_members(const context::ScriptTokens& tokens,
                                                       std::uint32_t open);

struct ExportedObject {
  const Source* source = nullptr;
  std::string_view name;
  std::vector<ObjectMember> members;
  bool is_open = false;  ///< other objects are spread into it

  [[nodiscard]] const ObjectMember* member(std::string_view wanted) const;
  /// The text that is given to a member; empty for another value.
  [[nodiscard]] std::string_view text_of(std::string_view wanted) const;
};

/// `export const name = { … }`, of all scripts.
[[nodiscard]] std::vector<ExportedObject> exported_objects(Workbench& bench);

/// The text of a string without its quotes; empty for another token.
[[nodiscard]] std::string_view text_in_quotes(const context::ScriptTokens& tokens,
                                              std::uint32_t at);

/// "quick-start" of `quickStart`, `quick_start` and "Quick start".
[[nodiscard]] std::string words_joined(std::string_view name);

}  // namespace sitewright::healing
