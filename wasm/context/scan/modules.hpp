// What a file imports and exports, without parsing it.
// Units:  bytes from 0, lines from 1.
// Errors: none; any bytes. Where the text stops making sense so that imports may be missing,
//         `gave_up` says so, and what was found before stands.
// Time:   linear in the text. Memory: the results only, no copy of the text.
// Owns:   specifiers and names are views into the text, or into `decoded` when they were written
//         with escapes; a ModuleScan may be moved, not copied.
// Source: for scripts the list of TypeScript's parser: import and export declarations,
//         `import x = require("y")`, import("y") as expression and as type, require("y").
//         Names of `declare module "x"` are not imports.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context/scan/language.hpp"

namespace sitewright::context {

enum class ImportKind : std::uint8_t {
  import_static,   ///< import a from "x", import "x", import a = require("x")
  re_export,       ///< export * from "x", export {a} from "x"
  import_dynamic,  ///< import("x")
  import_type,     ///< import("x") where a type stands
  require,         ///< require("x"), require.resolve("x")
  glob,            ///< import.meta.glob("./*.ts"), one entry per pattern, "!" in front kept
  css_import,      ///< @import "x", @plugin "x", @config "x", @reference "x", composes: a from "x"
  asset,  ///< new URL("x", import.meta.url), url(x) of CSS, src and href of HTML, links of Markdown
};

struct Import {
  std::string_view specifier;
  ImportKind kind = ImportKind::import_static;
  bool type_only = false;    ///< import type, export type, import("x") as a type
  std::uint32_t offset = 0;  ///< of the specifier's first byte, after its quote
  std::uint32_t line = 1;
  std::uint32_t call = 0;  ///< glob: the same number for the patterns of one call
};

struct Export {
  std::string_view name;  ///< "default" for the default export, "*" for `export * from`
  bool type_only = false;
  std::uint32_t offset = 0;
};

struct ModuleScan {
  std::vector<Import> imports;  ///< in the order of the text
  std::vector<Export> exports;
  std::optional<GaveUp> gave_up;
  std::deque<std::string> decoded;

  ModuleScan() = default;
  ModuleScan(ModuleScan&&) = default;
  ModuleScan& operator=(ModuleScan&&) = default;
  ModuleScan(const ModuleScan&) = delete;
  ModuleScan& operator=(const ModuleScan&) = delete;
};

[[nodiscard]] ModuleScan scan_modules(Language language, std::string_view text);

}  // namespace sitewright::context
