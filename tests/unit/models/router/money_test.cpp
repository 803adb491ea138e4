#include "models/router/money.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

using namespace sitewright::models;

TEST_SUITE("models/router/money") {
  TEST_CASE("money is told in cents, and below ten cents in hundredths of a cent") {
    CHECK(dollars(0) == "$0.00");
    CHECK(dollars(1) == "$0.0001");
    CHECK(dollars(1'234) == "$0.0013");
    CHECK(dollars(10'000) == "$0.01");
    CHECK(dollars(50'500) == "$0.0505");
    CHECK(dollars(99'999) == "$0.10");
    CHECK(dollars(100'000) == "$0.10");
    CHECK(dollars(4'045'001) == "$4.05");
    CHECK(dollars(12'500'000) == "$12.50");
    CHECK(dollars(999'999'999) == "$1000.00");
  }

  TEST_CASE("an amount is rounded up, so that no budget looks larger than it is") {
    for (std::int64_t micros = 1; micros < 300'000; micros += 997) {
      CHECK(std::stod(dollars(micros).substr(1)) * 1e6 >= static_cast<double>(micros) - 0.5);
    }
  }

  TEST_CASE("cached and written tokens have prices of their own") {
    const Prices price{
        .usual = {
            .input = 3'000'000, .cached = 300'000, .cache_write = 3'750'000, .output = 15'000'000}};
    CHECK(cost(price, {.input_tokens = 1'000, .output_tokens = 100}) == 4'500);
    CHECK(cost(price, {.input_tokens = 1'000,
                       .cached_tokens = 600,
                       .cache_write_tokens = 200,
                       .output_tokens = 100}) == 200 * 3 + 180 + 750 + 1'500);
  }

  TEST_CASE("a fraction of a millionth is a whole one") {
    CHECK(cost({.usual = {.input = 100'000}}, {.input_tokens = 1}) == 1);
    CHECK(cost({.usual = {.input = 100'000}}, {}) == 0);
  }

  TEST_CASE("more cached than there was is no credit") {
    CHECK(cost({.usual = {.input = 1'000'000, .cached = 100'000}},
               {.input_tokens = 10, .cached_tokens = 50, .cache_write_tokens = 50}) == 1);
  }

  TEST_CASE("long prompts have prices of their own") {
    const Prices prices{
        .usual = {.input = 1'000'000}, .long_above = 200'000, .beyond = {.input = 2'000'000}};
    CHECK(cost(prices, {.input_tokens = 200'000}) == 200'000);
    CHECK(cost(prices, {.input_tokens = 200'001}) == 400'002);
  }

  TEST_CASE("the worst case is never below the cost") {
    const Prices price{
        .usual = {
            .input = 5'000'000, .cached = 500'000, .cache_write = 6'250'000, .output = 25'000'000}};
    ChatRequest request{.system = {{.text = std::string(3'000, 's')}}, .max_output_tokens = 2'000};
    request.messages.push_back({.content = {ChatText{std::string(9'001, 'x')}, ChatImage{}}});
    const auto tokens = most_tokens(request);
    // Nobody has such words: a token for two letters is not sure.
    CHECK(tokens == 500 + 5'000 + (3'000 - 10) + (9'001 - 10));
    CHECK(worst_case(price, tokens, request.max_output_tokens) >=
          cost(price, {.input_tokens = tokens,
                       .cache_write_tokens = tokens,
                       .output_tokens = request.max_output_tokens}));
  }
}
