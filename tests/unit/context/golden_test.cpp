// tests/golden/context/page_module.json, natively; tests/context/page_module.test.mjs holds the
// WebAssembly modules to the same file.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "context/diff/unified.hpp"
#include "tokens/tables.hpp"

using namespace sitewright;
using namespace sitewright::context;

namespace {

std::optional<std::string> text_of(const nlohmann::json& value) {
  if (value.is_null()) return std::nullopt;
  return value.get<std::string>();
}

}  // namespace

TEST_SUITE("context/golden") {
  TEST_CASE("diffs and token counts are those that the dashboard's module gives") {
    std::ifstream file(SITEWRIGHT_SOURCE_DIR "/tests/golden/context/page_module.json");
    const auto cases = nlohmann::json::parse(file, nullptr, false);
    REQUIRE(cases.is_array());
    CHECK(cases.size() >= 8);
    for (const auto& one : cases) {
      const auto path = one["path"].get<std::string>();
      CAPTURE(path);
      const auto before = text_of(one["before"]);
      const auto after = text_of(one["after"]);
      CHECK(unified(path, before, after, one["context"].get<std::size_t>()) ==
            one["unified"].get<std::string>());
      const std::string text = after.value_or("");
      CHECK(count(testing::o200k_table(), text) == one["tokens"]["o200k_base"].get<std::size_t>());
      CHECK(count(testing::cl100k_table(), text) ==
            one["tokens"]["cl100k_base"].get<std::size_t>());
    }
  }
}
