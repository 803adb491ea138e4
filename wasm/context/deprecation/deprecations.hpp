// Patterns that are never to be generated: what React, Tailwind, Vite and the site's own stack have
// removed, renamed or never had. A model is told of them, and its answer is checked for them.
// Errors:    none; any bytes, in linear time.
// Ownership: rules are constants; what was found is a view into the given text.
// Source:    the release notes and migration guides of React 18 and 19, React DOM 19, Tailwind CSS
//            4.0, Vite 5 to 8; the table "Deprecation Prevention" of the product documents.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitewright::context {

enum class DeprecatedKind : std::uint8_t {
  word,             ///< an identifier, wherever it stands in code
  member,           ///< "ReactDOM.render": names joined by dots
  static_property,  ///< "propTypes": assigned to something, X.propTypes = …
  import_name,      ///< "react-dom#render": that name from that module; "#*": the module at all
  class_name,       ///< "bg-opacity-*": a utility class in a string, in @apply or in class=""
  css_word,         ///< "@tailwind": a word of a style sheet
  class_part,       ///< "-[--": a utility class in a string that holds it and ends with "]"
  file_name,        ///< "tailwind.config.*", "*.scss": a file of that name
  call_with,        ///< "useEffect#fetch": a call of the one inside a call of the other
  call,             ///< "require": a call of that name, not of a member
  property,         ///< "keyCode": read from something, x.keyCode
  attribute_text,   ///< "ref": an attribute whose value is written as text, ref="name"
  directive,        ///< "use client": a text of these words
  block_word,       ///< "enum": the word, a name and "{"; not after "declare"
};

enum class DeprecatedLevel : std::uint8_t {
  never,  ///< does not work with the versions a site is built with
  avoid,  ///< works, but there is a better way
};

struct Deprecation {
  std::string_view id;  ///< stable, in kebab-case
  std::string_view package;
  std::string_view since;  ///< the version that removed, renamed or replaced it
  DeprecatedKind kind;
  DeprecatedLevel level;
  std::string_view pattern;
  std::string_view instead;  ///< what to write, as a sentence for a model and a person
};

[[nodiscard]] std::span<const Deprecation> deprecations();

struct DeprecatedUse {
  const Deprecation* rule;
  std::uint32_t line;  ///< from 1
  std::string_view found;
};

/// In the order of the text. The kind of file is told by its path.
[[nodiscard]] std::vector<DeprecatedUse> find_deprecated(std::string_view path,
                                                         std::string_view text);

/// Those whose rule `before`, the file as it was, does not break: what a change brings in.
/// nullptr: there was no such file.
[[nodiscard]] std::vector<DeprecatedUse> newly_deprecated(std::string_view path,
                                                          const std::string* before,
                                                          std::string_view text);

/// The table as a list for a prompt: what never to write, and what instead; what is mended alike
/// shares a line.
[[nodiscard]] std::string deprecation_notes();

}  // namespace sitewright::context
