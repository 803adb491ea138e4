// The files of templates/ as constants of the program: what a generated site starts from and is
// put together of. Workers have no file system: templates/pack.mjs compiles the texts in for native
// programs, and writes them as one file that a Worker is deployed with and loads once.
// Units:     text is UTF-8 as in the repository; paths use "/" and are relative.
// Order:     every set is sorted by the bytes of its paths, without duplicates.
// Ownership: everything lives as long as the program.
// Errors:    before load() a Worker has no texts: the sets of texts are empty.
// Each set is an object file of its own, so that a program holds only the sets it asks for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "result/result.hpp"

namespace sitewright::templates {

struct File {
  std::string_view path;
  std::string_view text;
};

/// The sets with texts, as templates.pack holds them. Views into its bytes.
struct Pack {
  std::vector<File> starter;
  std::vector<File> sections;
  std::vector<File> styles;
  std::vector<File> words;
};

/// Errors: invalid_input when the bytes are not what pack.mjs writes.
[[nodiscard]] Result<Pack> read_pack(std::string_view bytes);

/// Whether the texts are here. Always so in a native program.
[[nodiscard]] bool is_loaded();

/// Hands templates.pack over. A second call changes nothing.
[[nodiscard]] Result<void> load(std::string pack);

/// The whole starter, by path inside a generated site: "package.json", "src/layout/Header.tsx".
[[nodiscard]] std::span<const File> starter_files();

/// One component each, by path inside templates/: "sections/Hero.tsx". A site gets "src/" in front.
[[nodiscard]] std::span<const File> section_files();

/// "styles/editorial.css"; a site gets one of them as "src/style/style.css".
[[nodiscard]] std::span<const File> style_files();

/// "words/de.ts"; a site gets one of them as "src/words.ts". English is in the starter.
[[nodiscard]] std::span<const File> word_files();

/// templates/catalogue.json: what sections, styles and drawings there are, and what asks for them.
[[nodiscard]] std::string_view catalogue_json();

/// A file by name and content for those who need not hold its text.
struct Mark {
  std::string_view path;
  std::uint64_t fingerprint;  ///< of its text
};

/// The same paths in the same order as section_files() and style_files().
[[nodiscard]] std::span<const Mark> section_marks();
[[nodiscard]] std::span<const Mark> style_marks();

/// FNV-1a, 64 bits: tells the files of templates/ from edited ones; no defence against forgers.
[[nodiscard]] std::uint64_t fingerprint(std::string_view text);

/// The file with exactly this path, or nullptr. Logarithmic.
[[nodiscard]] const File* find(std::span<const File> files, std::string_view path);
[[nodiscard]] const Mark* find(std::span<const Mark> marks, std::string_view path);

}  // namespace sitewright::templates
