#include "context/scan/script_modules.hpp"

#include <vector>

#include "context/scan/module_statements.hpp"
#include "context/scan/script_lexer.hpp"

namespace sitewright::context {

namespace {

// How often a "<" that was wrongly taken for JSX may be taken back.
constexpr std::size_t most_retries = 4;

}  // namespace

ModuleScan scan_script_exactly(Language language, std::string_view text) {
  std::vector<std::uint32_t> never_jsx;
  for (;;) {
    ModuleScan scan;
    ModuleStatements statements(text, scan);
    ScriptLexer lexer(language, text, never_jsx);
    std::uint32_t resume = 0;
    for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
      if (token.kind != TokenKind::word || token.begin < resume) continue;
      const std::string_view word = lexer.text_of(token);
      if (word == "import") resume = statements.import_at(token.begin);
      if (word == "export") resume = statements.export_at(token.begin);
      if (word == "require") resume = statements.require_at(token.begin);
    }
    if (!lexer.stop()) return scan;
    const auto open = lexer.open_jsx();
    if (open && never_jsx.size() < most_retries) {
      never_jsx.push_back(*open);
      continue;
    }
    const auto stop = *lexer.stop();
    scan.gave_up = GaveUp{stop.reason, stop.offset, LineCounter(text).line_of(stop.offset)};
    return scan;
  }
}

}  // namespace sitewright::context
