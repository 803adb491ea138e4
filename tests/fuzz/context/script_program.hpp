// A script that is valid in its language, made of any bytes: what looks like imports stands in
// strings, templates, comments, regular expressions and JSX text of it as well as for itself.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "context/scan/language.hpp"

namespace sitewright::context::testing {

class ScriptProgram {
 public:
  ScriptProgram(Language language, std::span<const std::uint8_t> bytes)
      : bytes_(bytes),
        typed_(language == Language::typescript || language == Language::tsx),
        jsx_(language != Language::typescript) {
    while (at_ < bytes_.size()) statement();
  }

  [[nodiscard]] const std::string& text() const { return out_; }

 private:
  std::uint8_t next() { return at_ < bytes_.size() ? bytes_[at_++] : std::uint8_t{0}; }
  template <std::size_t size>
  std::string_view one_of(const std::array<std::string_view, size>& words) {
    return words[next() % size];
  }
  void put(std::string_view text) { out_ += text; }

  void name() {
    put(one_of<8>({"a", "value", "imported", "exportAll", "required", "from_", "$x", "équipe"}));
  }

  // Pieces that mislead, but for those that would end what they stand in.
  void words(std::string_view never) {
    static constexpr std::array<std::string_view, 24> pieces{
        "import ", "from ", "export ", "require(x)", "it's ",
        "\"",      "`",     "${",      "}",          "//",
        "/*",      "*/",    "\n",      "<",          ">",
        "{",       "/",     "[",       "import 'x'", "export * from \"y\"",
        "\\\\",    "é",     "😀",      "a "};
    for (auto left = next() % 6; left > 0; --left) {
      const auto piece = one_of(pieces);
      if (piece.find_first_of(never) == std::string_view::npos) put(piece);
    }
  }

  void string() {
    const bool is_double = next() % 2 == 0;
    put(is_double ? "\"" : "'");
    words(is_double ? "\"\n" : "'\n");
    put(is_double ? "\"" : "'");
  }

  void specifier() {
    put(next() % 2 == 0 ? "\"" : "'");
    const char quote = out_.back();
    put(one_of<4>({"./a", "react", "@scope/b/c.js", "../d e"}));
    out_ += quote;
  }

  void template_text() {
    put("`");
    words("`$");
    if (depth_ < 3 && next() % 2 == 0) {
      put("${");
      expression();
      put("}");
      words("`$");
    }
    put("`");
  }

  void element() {
    put("<p className=");
    put(next() % 2 == 0 ? "\"import 'x'\"" : "{value}");
    put(">");
    words(in_jsx_text);
    if (depth_ < 3 && next() % 2 == 0) {
      put("{");
      expression();
      put("}\n  ");
      words(in_jsx_text);
    }
    put("</p>");
  }

  void expression() {
    ++depth_;
    switch (depth_ > 3 ? 0 : next() % 13) {
      case 0:
        name();
        break;
      case 1:
        string();
        break;
      case 2:
        template_text();
        break;
      case 3:
        put(one_of<4>({"/import '[/'\"`]x'/g", "/[/*]+/", "/a\\/\\/b/.test(a)", "/['\"]/u"}));
        break;
      case 4:
        put("(a / value / 2)");
        break;
      case 5:
        put("import(");
        specifier();
        put(")");
        break;
      case 6:
        put("require(");
        specifier();
        put(")");
        break;
      case 7:
        put("a.import('no').require(\"no\")");
        break;
      case 8:
        put("{ import: 1, export: ");
        expression();
        put(" }.import");
        break;
      case 9:
        put("() => {\n");
        statement();
        put("}");
        break;
      case 10:
        if (jsx_) {
          element();
        } else {
          string();
        }
        break;
      case 11:
        put("[");
        expression();
        put(", ");
        expression();
        put("]");
        break;
      default:
        put("new URL(");
        specifier();
        put(", import.meta.url)");
        break;
    }
    --depth_;
  }

  void comment() {
    if (next() % 2 == 0) {
      put("//");
      words("\n");
      put("\n");
      return;
    }
    put("/*");
    words("*/");
    put("*/\n");
  }

  void clause() {
    if (typed_ && next() % 4 == 0) put("type ");
    put(one_of<4>({"a", "{ a, value as b }", "* as all", "{\n  // 'x'\n  a,\n}"}));
    put(" from ");
    specifier();
    put(";\n");
  }

  void statement() {
    ++depth_;
    const bool is_outer = depth_ == 1;
    switch (next() % (is_outer ? 10 : 5)) {
      case 0:
        put("const x = ");
        expression();
        put(";\n");
        break;
      case 1:
        comment();
        break;
      case 2:
        put("if (");
        expression();
        put(") {\n");
        if (depth_ < 4) statement();
        put("}\n");
        break;
      case 3:
        put("call(");
        expression();
        put(")\n;");
        break;
      case 4:
        put("return_ = ");
        expression();
        put("\n;\n");
        break;
      case 5:
        put("import ");
        clause();
        break;
      case 6:
        put("import ");
        specifier();
        put(";\n");
        break;
      case 7:
        put("export const b = ");
        expression();
        put(";\n");
        break;
      case 8:
        put("export default function f() {\n");
        statement();
        put("}\n");
        break;
      default:
        put(next() % 2 == 0 ? "export * from " : "export { a as c } from ");
        specifier();
        put(";\n");
        break;
    }
    --depth_;
  }

  // Nothing that begins a comment, a regular expression or a template: of those the quick way may
  // take a pair in the text for its own. No line without indentation, on which an import is one.
  static constexpr std::string_view in_jsx_text = "<>{}$`/*\\\n";

  std::span<const std::uint8_t> bytes_;
  bool typed_;
  bool jsx_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string out_;
};

}  // namespace sitewright::context::testing
