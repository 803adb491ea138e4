// What went wrong in a project, in the words of schemas/http/build_error.json: what parsers of tool
// output find, what fixers answer.
// Units:  line and column count from 1, columns in UTF-16 units as TypeScript counts them; 0 means
//         unknown.
// Errors: none. The runner's own failures are a Result, never a Problem.
// Source: the taxonomy of the product documents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace sitewright::healing {

enum class Category : std::uint8_t {
  dependency,
  syntax,
  type,
  runtime,
  resource,
  configuration,
  network,
  unknown,
};

/// Finer than the category; `none` where the documents have no finer word.
enum class Subclass : std::uint8_t {
  none,
  // dependency
  missing_package,
  version_conflict,
  peer_dependency,
  native_module,
  // syntax
  parse,
  unexpected_token,
  unexpected_eof,
  // type
  mismatch,
  missing_property,
  null_undefined,
  generic_constraint,
  // runtime
  import,
  missing_env,
  file_not_found,
  permission,
  // resource
  memory,
  disk,
  timeout,
  cpu,
};

[[nodiscard]] std::string_view name_of(Category category);
[[nodiscard]] std::string_view name_of(Subclass subclass);

struct Problem {
  Category category = Category::unknown;
  std::string code;     ///< stable: "TS2322", "unresolved_import", "memory_limit"
  std::string message;  ///< for people; one paragraph
  std::string file = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  Subclass subclass = Subclass::none;
  std::string symbol = {};   ///< the name it is about: an identifier, an export, an attribute
  std::string package = {};  ///< the package or the import specifier it is about

  bool operator==(const Problem&) const = default;
};

/// Fills in what the code and the message tell: subclass, symbol and package, where they are still
/// empty. Parsers call it for all they find, and the runner for what it says itself.
void classify(Problem& problem);

/// Whether package-lock.json does not hold what package.json asks for, or is no lock file.
[[nodiscard]] bool is_about_lock(const Problem& problem);

}  // namespace sitewright::healing
