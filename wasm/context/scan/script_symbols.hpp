// Declarations of a script.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "context/scan/script_tokens.hpp"
#include "context/scan/symbols.hpp"

namespace sitewright::context {

class ScriptSymbols {
 public:
  ScriptSymbols(const ScriptTokens& tokens, std::vector<Symbol>& symbols)
      : tokens_(tokens), symbols_(symbols) {}

  void read() { statements(0, tokens_.size(), Scope{}); }

 private:
  struct Scope {
    std::uint32_t parent = no_parent;
    int depth = 0;
    bool inside_function = false;  // only functions and classes are listed there
  };
  // What stands before a declaration.
  struct Start {
    std::uint32_t first = 0;    // of the statement
    std::uint32_t keyword = 0;  // after the modifiers
    bool exported = false;
    bool by_default = false;
  };
  // A function as a value: where its body stands.
  struct Body {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  // tokens; equal when there is none
    bool is_block = false;
  };

  void statements(std::uint32_t begin, std::uint32_t end, Scope scope);
  std::uint32_t statement(std::uint32_t at, std::uint32_t end, Scope scope);
  Start start_of(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t function(const Start& start, std::uint32_t end, Scope scope);
  std::uint32_t class_like(const Start& start, std::uint32_t end, Scope scope, SymbolKind kind);
  std::uint32_t type_alias(const Start& start, std::uint32_t end, Scope scope);
  std::uint32_t module_block(const Start& start, std::uint32_t end, Scope scope);
  std::uint32_t variables(const Start& start, std::uint32_t end, Scope scope);
  std::uint32_t default_value(const Start& start, std::uint32_t end, Scope scope);
  std::uint32_t expression(const Start& start, std::uint32_t end, Scope scope);
  bool test_call(const Start& start, std::uint32_t end, Scope scope);
  bool assigned_export(const Start& start, std::uint32_t end, Scope scope);
  void value(const Start& start, std::string_view name, std::uint32_t from, std::uint32_t value,
             std::uint32_t end, Scope scope);
  void class_members(std::uint32_t open, Scope scope);
  std::uint32_t class_member(std::uint32_t at, std::uint32_t end, Scope scope);
  void object_members(std::uint32_t open, Scope scope);

  [[nodiscard]] std::uint32_t after_type(std::uint32_t at, std::uint32_t end,
                                         bool of_arrow = false) const;
  [[nodiscard]] Body body_after_parameters(std::uint32_t open, std::uint32_t end) const;
  [[nodiscard]] Body function_value(std::uint32_t at, std::uint32_t end) const;
  [[nodiscard]] bool is_component_call(std::uint32_t at, std::uint32_t end) const;
  std::uint32_t add(std::string_view name, SymbolKind kind, bool exported, std::uint32_t first,
                    std::uint32_t body, std::uint32_t body_end, std::uint32_t end, Scope scope);
  void inside(const Body& body, std::uint32_t parent, Scope scope);
  [[nodiscard]] SymbolKind function_kind(std::string_view name, std::uint32_t begin,
                                         std::uint32_t end) const;

  const ScriptTokens& tokens_;
  std::vector<Symbol>& symbols_;
};

}  // namespace sitewright::context
