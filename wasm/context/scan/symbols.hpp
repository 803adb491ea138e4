// What a file declares, and where.
// Units:  bytes from 0, lines from 1, both ends of a line range included.
// Errors: none; any bytes. Where the text stops making sense `gave_up` says so, and what was found
//         before stands.
// Time:   linear in the text; scripts longer than max_script_bytes (bundles) are not read.
// Owns:   names are views into the text or into constants.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "context/scan/language.hpp"

namespace sitewright::context {

enum class SymbolKind : std::uint8_t {
  function,
  component,  ///< a function or constant with a capital first letter whose body holds JSX
  hook,       ///< a function or constant named use[A-Z]…
  type,       ///< type, interface, enum
  class_type,
  method,        ///< of a class or of an object; also accessors and constructors
  constant,      ///< const, let, var, class fields with a value
  module_block,  ///< namespace x, declare module "x"
  test,          ///< describe, it, test
  css_rule,
  css_at_rule,  ///< @media, @layer, @theme, @keyframes …
  heading,
  landmark,  ///< header, nav, main, section, article, aside, footer, form, dialog, template
  element_id,
  script,  ///< script and style elements
  json_key,
};

inline constexpr std::uint32_t no_parent = 0xffffffff;

struct Symbol {
  std::string_view name;
  SymbolKind kind = SymbolKind::function;
  bool exported = false;
  /// The whole declaration with its modifiers and decorators, without its comment.
  LineRange lines;
  /// First line of the comment that stands directly above, or lines.first.
  std::uint32_t comment_line = 1;
  /// From the first modifier up to the body.
  ByteRange head;
  /// With its brackets; empty for what has none (type aliases have: what stands after "=").
  ByteRange body;
  /// One past the declaration's last byte: at or after the ends of head and body.
  std::uint32_t end = 0;
  /// Index of the symbol around it in the same list, smaller than its own, or no_parent.
  std::uint32_t parent = no_parent;
};

inline constexpr std::size_t max_script_bytes = std::size_t{4} << 20U;

struct SymbolScan {
  std::vector<Symbol> symbols;  ///< by position: a parent comes before its children
  std::optional<GaveUp> gave_up;
};

[[nodiscard]] SymbolScan scan_symbols(Language language, std::string_view text);

/// The declaration on one line, without comments, its body as "{ … }":
/// `export function first<T>(list: T[]): T { … }`. At most max_signature_bytes.
[[nodiscard]] std::string signature(std::string_view text, const Symbol& symbol);

inline constexpr std::size_t max_signature_bytes = 400;

/// Whether the signature stands for the whole declaration; else it is a name above what follows.
[[nodiscard]] bool is_code(SymbolKind kind);

[[nodiscard]] std::string_view name_of(SymbolKind kind);

}  // namespace sitewright::context
