// Any bytes as any language: what the scanners give lies in the text, in order, and says how much.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "context/scan/modules.hpp"
#include "context/scan/script_modules.hpp"
#include "context/scan/symbols.hpp"

namespace {

using namespace sitewright::context;

void require(bool holds) {
  if (!holds) std::abort();
}

void check_modules(const ModuleScan& scan, std::string_view text) {
  std::uint32_t last = 0;
  for (const Import& import : scan.imports) {
    require(import.offset >= last && import.offset <= text.size() && import.line >= 1);
    last = import.offset;
    for (const char c : import.specifier) require(c != 1 || !text.empty());  // reads every byte
  }
  for (const Export& name : scan.exports) require(name.offset <= text.size());
  if (scan.gave_up) require(scan.gave_up->offset <= text.size());
}

void check_symbols(const SymbolScan& scan, std::string_view text) {
  for (std::uint32_t at = 0; at < scan.symbols.size(); ++at) {
    const Symbol& symbol = scan.symbols[at];
    require(symbol.parent == no_parent || symbol.parent < at);
    require(symbol.head.begin <= symbol.head.end && symbol.head.end <= symbol.end);
    require(symbol.body.begin <= symbol.body.end && symbol.body.end <= symbol.end);
    require(symbol.end <= text.size());
    require(symbol.lines.first >= 1 && symbol.lines.first <= symbol.lines.last);
    require(symbol.comment_line >= 1 && symbol.comment_line <= symbol.lines.first);
    const std::string line = signature(text, symbol);
    require(line.size() <= max_signature_bytes && line.find('\n') == std::string::npos);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto language = static_cast<Language>(data[0] % 9);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_modules(scan_modules(language, text), text);
  check_symbols(scan_symbols(language, text), text);
  if (is_script(language)) check_modules(scan_script_exactly(language, text), text);
  return 0;
}
