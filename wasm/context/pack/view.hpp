// One file as the model sees it: which lines are shown word for word, which declarations stand in
// for the rest, and the text that comes of it. Where lines are neither shown nor named by a
// declaration that stands for them, a line "…" says so.
// A view's text starts with "=== " and ends with a line feed. No token of o200k_base or
// cl100k_base crosses such a border, so the counts of views add up exactly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "context/assemble.hpp"
#include "context/pack/layout.hpp"

namespace sitewright::context {

class FileView {
 public:
  FileView(std::string_view path, const Layout& layout);

  void show_chunk(std::size_t chunk);
  void hide_chunk(std::size_t chunk);
  void show_all();
  [[nodiscard]] bool shows_chunk(std::size_t chunk) const { return chunks_[chunk]; }
  /// Declarations to name where their lines are left out, as indices of layout.symbols.
  void set_signatures(std::vector<std::uint32_t> symbols) { signatures_ = std::move(symbols); }

  [[nodiscard]] ViewKind kind() const;
  [[nodiscard]] std::vector<LineRange> ranges() const;
  [[nodiscard]] std::string render() const;

  /// Bytes that the chunk would add: its lines and the heads of the declarations around it.
  [[nodiscard]] std::size_t chunk_bytes(std::size_t chunk) const;

 private:
  [[nodiscard]] std::vector<bool> shown_lines() const;
  [[nodiscard]] bool says_nothing(std::uint32_t from, std::uint32_t to) const;
  [[nodiscard]] bool hides_neighbour(std::uint32_t symbol, bool behind) const;
  [[nodiscard]] std::uint32_t line_after(const Symbol& symbol) const;
  void append_hidden(LineRange lines, std::string& out) const;

  std::string_view path_;
  const Layout* layout_;
  std::vector<bool> chunks_;
  std::vector<std::uint32_t> signatures_;  // ascending
};

/// One line for a file that gets no more: its path, size and what it exports.
[[nodiscard]] std::string summary_line(std::string_view path, const Layout& layout);

}  // namespace sitewright::context
