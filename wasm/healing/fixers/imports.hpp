// Import statements in parts, and edits of them.
// Units: byte offsets.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "context/scan/script_tokens.hpp"
#include "healing/fix.hpp"

namespace sitewright::healing {

struct ImportName {
  std::string_view imported;
  std::string_view local;
  bool type_only = false;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct ImportClause {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  ///< after its semicolon
  bool type_only = false;
  bool is_export = false;     ///< export … from
  ImportName default_name;    ///< local is empty where there is none
  ImportName namespace_name;  ///< likewise
  std::vector<ImportName> names;
  std::uint32_t names_begin = 0;  ///< of "{", and one past "}"; equal where there are none
  std::uint32_t names_end = 0;
  std::string_view specifier;
  std::uint32_t specifier_begin = 0;  ///< after the quote

  [[nodiscard]] bool binds_nothing() const {
    return default_name.local.empty() && namespace_name.local.empty() && names.empty();
  }
};

[[nodiscard]] std::vector<ImportClause> read_imports(const context::ScriptTokens& tokens);

/// The local name's part of the clause, or nothing.
[[nodiscard]] const ImportName* name_in(const ImportClause& clause, std::string_view local);

struct Source;

/// Takes one local name out of an import; the statement goes with its last name.
[[nodiscard]] std::vector<Edit> without_name(const Source& source, const ImportClause& clause,
                                             std::string_view local);

enum class ImportForm : std::uint8_t { named, by_default, all };

struct Wanted {
  std::string name;   ///< exported name; for by_default and all the local one
  std::string local;  ///< where it differs from name
  std::string from;   ///< specifier
  ImportForm form = ImportForm::named;
  bool type_only = false;
};

/// Joins an import of the same module or adds a line after the last import.
[[nodiscard]] std::vector<Edit> with_import(const Source& source, const Wanted& wanted);

}  // namespace sitewright::healing
