// A tree as fixers look at it: texts, tokens, imports and exports, read when first asked for.
// Units:  byte offsets; lines and columns from 1, columns in UTF-16 units.
// Errors: none; what is not there is an empty answer.
// Owns:   copies nothing: the tree outlives the workbench.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context/resolve/config_json.hpp"
#include "context/resolve/resolve.hpp"
#include "context/scan/characters.hpp"
#include "context/scan/script_tokens.hpp"
#include "context/scan/symbols.hpp"
#include "healing/fix.hpp"
#include "healing/fixers/imports.hpp"

namespace sitewright::healing {

struct Exported {
  std::string name;  ///< "default" for the default export
  bool type_only = false;
};

struct Source {
  std::string_view path;
  std::string_view text;
  context::Language language = context::Language::other;
  std::unique_ptr<context::ScriptTokens> tokens;  ///< scripts only
  std::vector<ImportClause> imports;
  std::vector<Exported> exports;
  std::string default_name;  ///< what the default export is called in its own file
  context::SymbolScan symbols;

  [[nodiscard]] const Exported* exported(std::string_view name) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  /// Of the line's first byte; the text's size past the last line.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t line) const;
  /// Index of the token that holds the offset, or the first after it; tokens->size() at the end.
  [[nodiscard]] std::uint32_t token_at(std::uint32_t offset) const;
  [[nodiscard]] std::string_view word_at(std::uint32_t offset) const;
};

class Workbench {
 public:
  Workbench(const project::TextTree& tree, std::span<const Problem> problems,
            const FixContext& context);

  [[nodiscard]] const project::TextTree& tree() const { return tree_; }
  [[nodiscard]] const FixContext& context() const { return context_; }
  [[nodiscard]] std::span<const Problem> problems() const { return problems_; }
  /// Whether another problem says this of that file.
  [[nodiscard]] bool is_said(std::string_view code, std::string_view file,
                             std::string_view word) const;

  /// Nothing for a path that is not in the tree. Stays where it is.
  const Source* source(std::string_view path);
  /// The file of the problem when it is a script, with the offset of its place.
  struct Place {
    const Source* source = nullptr;
    std::uint32_t offset = 0;
    explicit operator bool() const { return source != nullptr; }
  };
  Place place_of(const Problem& problem);
  Place script_of(const Problem& problem);

  /// Scripts of the project, without declaration files.
  const std::vector<const Source*>& scripts();
  const context::Resolver& resolver();
  /// The project's file that an import means, or an empty text.
  std::string resolved(std::string_view importer, std::string_view specifier);
  /// How `importer` names `file` in an import: by the alias that its other imports use, or
  /// relative, without an extension unless its other imports have them.
  std::string specifier_for(std::string_view importer, std::string_view file);

  /// Packages that package.json asks for, and those that the lock file has installed.
  bool is_installed(std::string_view package);
  const std::map<std::string, std::string, std::less<>>& locked();
  const std::map<std::string, std::string, std::less<>>& wanted();

 private:
  Source read(std::string_view path, std::string_view text);
  bool has_aliases();

  const project::TextTree& tree_;
  std::span<const Problem> problems_;
  const FixContext& context_;
  std::map<std::string, std::unique_ptr<Source>, std::less<>> sources_;
  std::vector<const Source*> scripts_;
  bool has_scripts_ = false;
  std::optional<context::Resolver> resolver_;
  std::optional<bool> has_aliases_;
  bool has_packages_ = false;
  std::map<std::string, std::string, std::less<>> locked_;
  std::map<std::string, std::string, std::less<>> wanted_;
};

/// The offset of a line and a UTF-16 column; the end of the line when the column is past it.
[[nodiscard]] std::uint32_t offset_in(std::string_view text, std::uint32_t line,
                                      std::uint32_t column);

}  // namespace sitewright::healing
