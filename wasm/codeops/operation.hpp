// The file operations that models answer in, and the text format they are written in.
//
// Grammar, line by line; an answer is any number of operations with commentary between them:
//
//   write   = "@@write" path, content*, end
//   edit    = "@@edit" path, block+, "@@end"
//   block   = "@@find", content+, "@@replace", content*
//   rename  = "@@rename" path "->" path                     (one line)
//   delete  = "@@delete" path                               (one line)
//   end     = "@@end" | "@@end no-newline"                  (the file's last line has no newline)
//   content = any line; one that begins with "@@" is written with one more "@" in front
//
// For example:
//
//   I rename the page and change its title.
//   @@rename src/Main.tsx -> src/Home.tsx
//   @@edit src/Home.tsx
//   @@find
//     <h1>Hello</h1>
//   @@replace
//     <h1>Welcome</h1>
//   @@end
//   @@write public/robots.txt
//   User-agent: *
//   @@end
//
// Taken as well, because models write it: spaces after a directive; "@@end" after rename and
// delete; a Markdown fence around operations; a content line with "@@" that is no directive;
// CRLF (an operation whose first line ends in CRLF loses the CR of all its lines).
// Rules: content is UTF-8 without NUL; paths obey project/path.hpp.
// Source: docs/decisions/0005-file-operation-format.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sitewright::codeops {

inline constexpr std::size_t max_operations = 500;
inline constexpr std::size_t max_answer_bytes = 8 << 20;  // 8 MiB, commentary included

enum class Kind : std::uint8_t { write, edit, rename, remove };

/// Whole lines: both texts are empty or end with a newline.
struct Edit {
  std::string find;  ///< never empty
  std::string replace;

  bool operator==(const Edit&) const = default;
};

struct Operation {
  Kind kind = Kind::write;
  std::string path;
  std::string to = {};           ///< rename: the new path
  std::string text = {};         ///< write: the whole file
  std::vector<Edit> edits = {};  ///< edit: applied one after the other

  bool operator==(const Operation&) const = default;
};

[[nodiscard]] inline Operation write_file(std::string path, std::string text) {
  return {.kind = Kind::write, .path = std::move(path), .text = std::move(text)};
}
[[nodiscard]] inline Operation edit_file(std::string path, std::vector<Edit> edits) {
  return {.kind = Kind::edit, .path = std::move(path), .edits = std::move(edits)};
}
[[nodiscard]] inline Operation rename_file(std::string from, std::string to) {
  return {.kind = Kind::rename, .path = std::move(from), .to = std::move(to)};
}
[[nodiscard]] inline Operation delete_file(std::string path) {
  return {.kind = Kind::remove, .path = std::move(path)};
}

/// "@@write", "@@edit", "@@rename" or "@@delete".
[[nodiscard]] std::string_view directive_of(Kind kind);

}  // namespace sitewright::codeops
