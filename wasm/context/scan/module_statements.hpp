// Reads one import, export or require where its keyword is known to stand in code.
// Errors: none; what is not one of them adds nothing. Time: linear in what the statement spans.
#pragma once

#include <cstdint>
#include <string_view>

#include "context/scan/lines.hpp"
#include "context/scan/modules.hpp"

namespace sitewright::context {

class ModuleStatements {
 public:
  ModuleStatements(std::string_view text, ModuleScan& scan)
      : text_(text), scan_(scan), lines_(text) {}

  /// `at` is the first byte of the keyword. Keywords come in the order of the text. Each returns
  /// where reading may go on: after the keyword, or after the last string that it took.
  std::uint32_t import_at(std::uint32_t at);
  std::uint32_t export_at(std::uint32_t at);
  std::uint32_t require_at(std::uint32_t at);

 private:
  struct Text {
    std::string_view value;
    std::uint32_t offset = 0;
    std::uint32_t end = 0;  // 0 where there was none
  };

  [[nodiscard]] char at(std::uint32_t place) const {
    return place < text_.size() ? text_[place] : '\0';
  }
  [[nodiscard]] std::uint32_t skip(std::uint32_t from) const;
  [[nodiscard]] std::uint32_t skip_more(std::uint32_t from) const;
  [[nodiscard]] std::uint32_t back(std::uint32_t from) const;
  [[nodiscard]] std::string_view word(std::uint32_t from) const;
  [[nodiscard]] std::string_view word_before(std::uint32_t end, std::uint32_t longest = 16) const;
  [[nodiscard]] bool is_property(std::uint32_t keyword) const;
  Text string(std::uint32_t from, bool or_template);
  std::string_view decoded(std::string_view written);

  std::uint32_t import_clause(std::uint32_t keyword, std::uint32_t from);
  std::uint32_t import_call(std::uint32_t keyword, std::uint32_t open);
  std::uint32_t import_meta(std::uint32_t keyword, std::uint32_t from);
  std::uint32_t glob_call(std::uint32_t from);
  void url_before(std::uint32_t keyword);
  std::uint32_t required(std::uint32_t from, ImportKind kind, bool type_only);
  [[nodiscard]] std::uint32_t after_names(std::uint32_t open) const;
  [[nodiscard]] bool is_type_position(std::uint32_t keyword, std::uint32_t after_call) const;

  std::uint32_t export_star(std::uint32_t from, bool type_only);
  std::uint32_t export_names(std::uint32_t open, bool type_only);
  std::uint32_t export_declaration(std::uint32_t from);
  std::uint32_t export_pattern(std::uint32_t from);
  std::uint32_t re_export(std::uint32_t from, bool type_only);

  void add(const Text& specifier, ImportKind kind, bool type_only);
  void add_export(std::string_view name, std::uint32_t offset, bool type_only);

  std::string_view text_;
  ModuleScan& scan_;
  LineCounter lines_;
};

}  // namespace sitewright::context
