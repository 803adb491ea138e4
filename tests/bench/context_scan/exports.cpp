// The scanner as a wasm module of its own, for the benches of
// tests/bench/context_scan*.mjs: text in, records of numbers out.
#include <cstdint>
#include <string>
#include <vector>

#include "context/scan/modules.hpp"
#include "context/scan/script_modules.hpp"
#include "context/scan/symbols.hpp"

namespace {

using namespace sitewright::context;

std::vector<char> text;
std::vector<std::uint32_t> records;
std::string signatures;
ModuleScan scan;

// {address, bytes, kind, type only, offset, line} of each import, {address, bytes} of each export.
void write_records() {
  records.resize(scan.imports.size() * 6 + scan.exports.size() * 2);
  std::uint32_t* next = records.data();
  const auto put_text = [&next](std::string_view view) {
    *next++ = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(view.data()));
    *next++ = static_cast<std::uint32_t>(view.size());
  };
  for (const auto& import : scan.imports) {
    put_text(import.specifier);
    *next++ = static_cast<std::uint32_t>(import.kind);
    *next++ = import.type_only ? 1 : 0;
    *next++ = import.offset;
    *next++ = import.line;
  }
  for (const auto& name : scan.exports) put_text(name.name);
}

}  // namespace

extern "C" {

[[clang::export_name("reserve")]] char* reserve(std::uint32_t bytes) {
  if (text.size() < bytes) text.resize(bytes);
  return text.data();
}

// `way`: 0 as the product does it, 1 token by token. Returns imports << 16 | exports.
[[clang::export_name("scan")]] std::uint32_t scan_text(std::uint32_t language, std::uint32_t begin,
                                                       std::uint32_t size, std::uint32_t way) {
  const std::string_view view(text.data() + begin, size);
  const auto as = static_cast<Language>(language);
  scan = way == 0 ? scan_modules(as, view) : scan_script_exactly(as, view);
  write_records();
  return static_cast<std::uint32_t>(scan.imports.size() << 16U | scan.exports.size());
}

// Files that lie one behind the other: {begin, size, language} of each. Returns what it found.
[[clang::export_name("scan_all")]] std::uint32_t scan_all(const std::uint32_t* files,
                                                          std::uint32_t count) {
  std::uint32_t found = 0;
  for (std::uint32_t at = 0; at < count; ++at, files += 3) {
    const auto result = scan_modules(static_cast<Language>(files[2]),
                                     std::string_view(text.data() + files[0], files[1]));
    found += static_cast<std::uint32_t>(result.imports.size() + result.exports.size());
  }
  return found;
}

[[clang::export_name("records")]] const std::uint32_t* record_address() {
  return records.data();
}

[[clang::export_name("gave_up")]] std::uint32_t gave_up() {
  return scan.gave_up ? static_cast<std::uint32_t>(scan.gave_up->reason) + 1 : 0;
}
[[clang::export_name("gave_up_at")]] std::uint32_t gave_up_at() {
  return scan.gave_up ? scan.gave_up->offset : 0;
}

[[clang::export_name("took_tokens")]] std::uint32_t took_tokens(std::uint32_t language,
                                                                std::uint32_t size) {
  return !scan_script_quickly(static_cast<Language>(language), std::string_view(text.data(), size));
}

// One line per symbol: kind, name, exported, first and last line, parent + 1, signature.
[[clang::export_name("symbols")]] const char* symbols(std::uint32_t language, std::uint32_t size) {
  const std::string_view view(text.data(), size);
  const auto found = scan_symbols(static_cast<Language>(language), view);
  signatures.clear();
  for (const auto& symbol : found.symbols) {
    signatures += std::string(name_of(symbol.kind)) + '\t' + std::string(symbol.name) + '\t' +
                  (symbol.exported ? '1' : '0') + '\t' + std::to_string(symbol.lines.first) + '\t' +
                  std::to_string(symbol.lines.last) + '\t' + std::to_string(symbol.parent + 1) +
                  '\t' + signature(view, symbol) + '\n';
  }
  if (found.gave_up) {
    signatures += "gave up\t" + std::string(name_of(found.gave_up->reason)) + "\t0\t" +
                  std::to_string(found.gave_up->line) + "\t0\t0\t\n";
  }
  return signatures.c_str();
}
}
