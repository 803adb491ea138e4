#include "healing/errors/error_parser.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "healing/errors/clean_text.hpp"

using sitewright::healing::Category;
using sitewright::healing::ErrorParser;
using sitewright::healing::Problem;

namespace {

std::vector<Problem> problems_in(const std::string& name) {
  std::ifstream file(std::string(SITEWRIGHT_SOURCE_DIR) + "/tests/runner/output/" + name + ".txt");
  REQUIRE(file.good());
  ErrorParser parser;
  for (std::string line; std::getline(file, line);)
    parser.take(sitewright::healing::clean_line(line));
  return parser.finish();
}

struct Place {
  std::string code;
  std::string file;
  std::uint32_t line;
  std::uint32_t column;
  bool operator==(const Place&) const = default;
};

std::vector<Place> places_in(const std::vector<Problem>& problems) {
  std::vector<Place> out;
  for (const Problem& one : problems) out.push_back({one.code, one.file, one.line, one.column});
  return out;
}

}  // namespace

namespace doctest {
template <>
struct StringMaker<Place> {
  static String convert(const Place& place) {
    std::ostringstream out;
    out << place.code << ' ' << place.file << ':' << place.line << ':' << place.column;
    return out.str().c_str();
  }
};
}  // namespace doctest

TEST_SUITE("runner/error_parser") {
  TEST_CASE("tsc: each error with its place, the explanation below it belonging to it") {
    const auto found = problems_in("tsc_types");
    REQUIRE(found.size() == 2);
    CHECK(places_in(found) ==
          std::vector<Place>{{"TS2322", "src/t.ts", 1, 40}, {"TS2322", "src/t.ts", 1, 65}});
    CHECK(found[0].message == "Type 'string' is not assignable to type 'number'.");
    CHECK(found[1].message.contains("\nTypes of property 'b' are incompatible."));
  }

  TEST_CASE("tsc: syntax, type and dependency errors are told apart") {
    const auto found = problems_in("tsc_errors");
    REQUIRE_FALSE(found.empty());
    for (const Problem& one : found) {
      CHECK(one.file == "src/App.tsx");
      const bool syntax = one.code == "TS17002" || one.code.size() == 6;
      CHECK(one.category == (syntax                 ? Category::syntax
                             : one.code == "TS2307" ? Category::dependency
                                                    : Category::type));
    }
  }

  TEST_CASE("tsc: what is wrong with the configuration") {
    const auto found = problems_in("tsc_config");
    CHECK(places_in(found) ==
          std::vector<Place>{{"TS18003", "", 0, 0}, {"TS5023", "tsconfig.json", 1, 22}});
    for (const Problem& one : found) CHECK(one.category == Category::configuration);
  }

  TEST_CASE("vite: one located problem for each error of the bundler") {
    const auto syntax = problems_in("vite_unexpected_token");
    CHECK(places_in(syntax) == std::vector<Place>{{"parse_error", "src/App.tsx", 1, 35}});
    CHECK(syntax[0].category == Category::syntax);
    CHECK(syntax[0].message == "Unexpected token");

    const auto import = problems_in("vite_unresolved_import");
    CHECK(places_in(import) == std::vector<Place>{{"unresolved_import", "src/App.tsx", 1, 19}});
    CHECK(import[0].category == Category::dependency);

    const auto name = problems_in("vite_missing_export");
    CHECK(places_in(name) == std::vector<Place>{{"missing_export", "src/main.tsx", 3, 10}});
    CHECK(name[0].message == "\"App\" is not exported by \"src/App.tsx\".");

    CHECK(problems_in("vite_two_errors").size() == 2);

    const auto hidden = problems_in("vite_line_too_long_to_show");
    CHECK(places_in(hidden) == std::vector<Place>{{"parse_error", "src/App.jsx", 0, 0},
                                                  {"parse_error", "src/App.jsx", 0, 0}});
  }

  TEST_CASE("vite: a plugin's error has the plugin's file and message") {
    const auto found = problems_in("vite_tailwind");
    CHECK(places_in(found) == std::vector<Place>{{"tailwindcss_vite", "src/index.css", 0, 0}});
    CHECK(found[0].category == Category::syntax);
    CHECK(found[0].message == "Cannot apply unknown utility class `nope-xx`");
    // The sheet is named, not the site's script that called the bundler.
    CHECK(places_in(problems_in("vite_tailwind_in_a_script")) ==
          std::vector<Place>{{"tailwindcss_vite", "src/style/site.css", 0, 0}});
  }

  TEST_CASE("vite: a configuration that throws, does not parse, or imports what is not there") {
    const auto thrown = problems_in("vite_config_throws");
    REQUIRE(thrown.size() == 1);
    CHECK(thrown[0].category == Category::configuration);
    CHECK(thrown[0].file == "vite.config.ts");
    CHECK(thrown[0].message == "Error: bad config");

    const auto plugin = problems_in("vite_plugin_not_called");
    REQUIRE(plugin.size() == 1);
    CHECK(plugin[0].category == Category::configuration);
    CHECK(plugin[0].message.starts_with("Cannot assign to read only property 'name'"));

    const auto parse = problems_in("vite_config_parse");
    REQUIRE(parse.size() == 1);
    CHECK(parse[0].category == Category::syntax);
    CHECK(parse[0].file == "vite.config.ts");

    const auto package = problems_in("vite_config_package");
    REQUIRE(package.size() == 1);
    CHECK(package[0].category == Category::dependency);
    CHECK(package[0].file == "vite.config.ts");
  }

  TEST_CASE("vite: warnings of a build that succeeds are no problems") {
    CHECK(problems_in("vite_succeeds_with_warnings").empty());
  }

  TEST_CASE("node: an uncaught error is placed where the project threw it") {
    const auto found = problems_in("node_uncaught");
    REQUIRE(found.size() == 1);
    CHECK(found[0].category == Category::runtime);
    CHECK(places_in(found) == std::vector<Place>{{"reference_error", "a.mjs", 2, 0}});
  }

  TEST_CASE("node: network, memory and missing packages have categories of their own") {
    const auto fetch = problems_in("node_fetch_failed");
    REQUIRE(fetch.size() == 1);
    CHECK(fetch[0].category == Category::network);
    CHECK(fetch[0].message.contains("ENETUNREACH"));
    const auto heap = problems_in("node_heap");
    REQUIRE(heap.size() == 1);
    CHECK(heap[0].category == Category::resource);
    CHECK(heap[0].code == "out_of_memory");
    const auto package = problems_in("node_missing_package");
    REQUIRE(package.size() == 1);
    CHECK(package[0].category == Category::dependency);
    CHECK(package[0].file == "a.mjs");
  }

  TEST_CASE("npm: a package that is not there, and a registry that is not") {
    const auto missing = problems_in("npm_not_found");
    REQUIRE(missing.size() == 1);
    CHECK(missing[0].category == Category::dependency);
    CHECK(missing[0].code == "npm_e404");
    CHECK(missing[0].message.contains("left-padd@1.0.0"));
    const auto offline = problems_in("npm_offline");
    REQUIRE(offline.size() == 1);
    CHECK(offline[0].category == Category::network);
  }

  TEST_CASE("a command that says nothing known is quoted with its last line") {
    ErrorParser parser;
    parser.take("something odd");
    CHECK(parser.finish().empty());
    CHECK(parser.fallback("The build stage", 3).message ==
          "The build stage ended with code 3: something odd");
  }

  TEST_CASE("repetitions count once, and there are at most a hundred") {
    ErrorParser parser;
    for (int i = 0; i < 500; ++i) {
      parser.take("a.ts(" + std::to_string(i / 2 + 1) + ",1): error TS2322: no");
    }
    CHECK(parser.finish().size() == 100);
  }
}
