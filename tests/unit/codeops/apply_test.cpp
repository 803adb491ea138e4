#include "codeops/apply.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright::codeops;
using sitewright::Code;
using sitewright::project::TextTree;

namespace {

const TextTree site{{"index.html", "<div></div>\n"}, {"src/App.tsx", "one\ntwo\nthree\n"}};

TextTree applied(const TextTree& tree, const std::vector<Operation>& operations) {
  auto result = apply_operations(tree, operations);
  if (!result) FAIL(result.error().detail);
  return *std::move(result);
}

sitewright::Error error_of(const std::vector<Operation>& operations) {
  const auto result = apply_operations(site, operations);
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

Operation write(std::string path, std::string text = "x\n") {
  return write_file(std::move(path), std::move(text));
}

}  // namespace

TEST_SUITE("codeops/apply") {
  TEST_CASE("operations are applied in order and see each other") {
    CHECK(applied(site, {write("a"), rename_file("a", "b/c"), edit_file("b/c", {{"x\n", "y\n"}}),
                         delete_file("index.html"), write("src/App.tsx", "new")}) ==
          TextTree{{"b/c", "y\n"}, {"src/App.tsx", "new"}});
    CHECK(applied(site, {}) == site);
  }

  TEST_CASE("the blocks of an edit are applied one after the other") {
    CHECK(applied(site, {edit_file("src/App.tsx", {{"one\n", "two\n1\n"}, {"two\n1\n", "1\n"}})})
              .at("src/App.tsx") == "1\ntwo\nthree\n");
  }

  TEST_CASE("errors say which operation, on which file, and why") {
    CHECK(error_of({write("a"), edit_file("src/App.tsx", {{"four\n", ""}})}).detail ==
          "operation 2, @@edit src/App.tsx: find text not found in src/App.tsx; no line is like "
          "'four'");
    CHECK(error_of({edit_file("src/App.tsx", {{"one\n", ""}, {"one\n", ""}})})
              .detail.starts_with("operation 1, @@edit src/App.tsx: block 2: find text not found"));
    CHECK(error_of({delete_file("App.tsx")}) ==
          sitewright::Error{Code::not_found,
                            "operation 1, @@delete App.tsx: no such file; there is src/App.tsx"});
    CHECK(error_of({edit_file("b.ts", {{"x\n", ""}})}).detail ==
          "operation 1, @@edit b.ts: no such file");
    CHECK(error_of({rename_file("b.ts", "c.ts")}).code == Code::not_found);
    CHECK(error_of({rename_file("index.html", "src/App.tsx")}) ==
          sitewright::Error{Code::conflict,
                            "operation 1, @@rename index.html: src/App.tsx is there already"});
    CHECK(error_of({rename_file("index.html", "index.html")}).code == Code::conflict);
  }

  TEST_CASE("every path passes through the path rule") {
    CHECK(error_of({write("../x")}).code == Code::invalid_input);
    CHECK(error_of({rename_file("index.html", "dist/index.html")}).code == Code::invalid_input);
    CHECK(error_of({write("node_modules/react/index.js")}).code == Code::invalid_input);
  }

  TEST_CASE("a result that no file system can hold is refused") {
    CHECK(error_of({write("SRC/app.tsx")}).detail ==
          "'SRC/app.tsx' and 'src/App.tsx' differ only in letter case");
    CHECK(error_of({write("index.html/x")}).detail ==
          "'index.html' and 'index.html/x' collide: one is a folder of the other");
    CHECK(applied(site, {rename_file("index.html", "INDEX.html")}).contains("INDEX.html"));
  }

  TEST_CASE("the limits of a snapshot hold") {
    const std::string largest(1 << 20, 'x');
    CHECK(applied({}, {write("a", largest)}).size() == 1);
    CHECK(error_of({write("a", largest + "x")}).code == Code::too_large);
    CHECK(error_of({write("a", largest.substr(4) + "\nb"), edit_file("a", {{"b\n", "bbbbb\n"}})})
              .code == Code::too_large);
    TextTree full;
    for (int i = 0; i < 20; ++i) full.emplace("f" + std::to_string(i), largest);
    CHECK(apply_operations(full, std::vector{write("g", "")}).has_value());
    CHECK(apply_operations(full, std::vector{write("g", "x")}).error().code == Code::too_large);
  }
}
