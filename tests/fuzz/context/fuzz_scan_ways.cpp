// The two ways to find a script's imports and exports give the same for every valid script.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "context/scan/modules.hpp"
#include "context/scan/script_modules.hpp"
#include "script_program.hpp"

namespace {

using namespace sitewright::context;

bool same(const Import& one, const Import& two) {
  return one.specifier == two.specifier && one.kind == two.kind && one.type_only == two.type_only &&
         one.offset == two.offset && one.line == two.line;
}

bool same(const Export& one, const Export& two) {
  return one.name == two.name && one.type_only == two.type_only && one.offset == two.offset;
}

bool agree(const ModuleScan& quick, const ModuleScan& exact) {
  const auto equal = [](const auto& one, const auto& two) { return same(one, two); };
  return !quick.gave_up && std::ranges::equal(quick.imports, exact.imports, equal) &&
         std::ranges::equal(quick.exports, exact.exports, equal);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto language = static_cast<Language>(data[0] % 4);
  const testing::ScriptProgram program(language, std::span(data + 1, size - 1));
  const auto exact = scan_script_exactly(language, program.text());
  const auto quick = scan_script_quickly(language, program.text());
  if (exact.gave_up || (quick && !agree(*quick, exact))) {
    std::fprintf(stderr, "%s\n", program.text().c_str());
    std::abort();
  }
  return 0;
}
