// The files of templates/ that a site is put together from, with their texts or by name alone: a
// plan says which files change and needs no texts, so a program that only plans holds none of them.
// Ownership: what is returned lives as long as the program.
#pragma once

#include <optional>
#include <string_view>

namespace sitewright::builtin {

class Catalogue {
 public:
  /// Source of a section ("Menu"); nothing when there is none of that name.
  [[nodiscard]] virtual std::optional<std::string_view> section(
      std::string_view component) const = 0;

  [[nodiscard]] virtual std::optional<std::string_view> style(std::string_view name) const = 0;

  /// `text` is that style as it comes.
  [[nodiscard]] virtual bool is_style(std::string_view name, std::string_view text) const = 0;

 protected:
  ~Catalogue() = default;
};

const Catalogue& catalogue_of_texts();

/// In place of a text stands its path. Both catalogues tell the same files apart.
const Catalogue& catalogue_of_names();

/// The starter's own words in a language ("de").
std::optional<std::string_view> words_file(std::string_view lang);

}  // namespace sitewright::builtin
