#include "result/result.hpp"

#include <doctest/doctest.h>

TEST_SUITE("result") {
  TEST_CASE("a failure carries its code, its detail and the place in the input") {
    const sitewright::Result<int> result =
        sitewright::fail(sitewright::Code::invalid_input, "must be a string", "/prompt");
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == sitewright::Code::invalid_input);
    CHECK(result.error().path == "/prompt");
  }
}
