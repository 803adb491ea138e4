// Expected numbers are those of the npm package tiktoken 1.0.22, encode_ordinary.
#include "context/tokens/tokens.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tables.hpp"

using namespace sitewright;
using namespace sitewright::context;
using testing::cl100k_table;
using testing::o200k_table;

TEST_SUITE("context/tokens") {
  TEST_CASE("no text is no token") {
    CHECK(count(o200k_table(), "") == 0);
  }

  TEST_CASE("special tokens are counted as the plain text they are written in") {
    CHECK(count(o200k_table(), "<|endoftext|>") == 7);
    CHECK(count(cl100k_table(), "<|endoftext|>") == 7);
  }

  TEST_CASE("bytes that are no UTF-8 count as the replacement characters a decoder puts there") {
    const std::string replaced = "a\xEF\xBF\xBD b";
    CHECK(count(o200k_table(), "a\xFF b") == count(o200k_table(), replaced));
    CHECK(count(o200k_table(), "a\xE2\x82 b") == count(o200k_table(), replaced));
    CHECK(count(o200k_table(), "a\xED\xA0\x80 b") ==
          count(o200k_table(), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD b"));
    CHECK(count(o200k_table(), "a\xF0") == count(o200k_table(), "a\xEF\xBF\xBD"));
  }

  TEST_CASE("a counter that has met a text counts it as before") {
    Counter counter(o200k_table());
    const std::string text = "export function Herzlichkeit(props: Xyzzyq) {\n\treturn 12345;\n}\n";
    const std::size_t first = counter.count(text);
    CHECK(first == count(o200k_table(), text));
    CHECK(counter.count(text + text) >= 2 * first - 2);
    CHECK(counter.count(text) == first);
  }

  TEST_CASE("a long run of one letter takes no quadratic time") {
    CHECK(count(o200k_table(), std::string(40'000, 'a')) == 5'000);
  }
}

TEST_SUITE("context/tokens/table") {
  TEST_CASE("a table knows its encoding and its tokens") {
    CHECK(o200k_table().encoding() == Encoding::o200k_base);
    CHECK(o200k_table().size() == 199'998);
    CHECK(cl100k_table().size() == 100'256);
    CHECK(o200k_table().find("hello") == 24912);
    CHECK(o200k_table().find("hello") == 24912);
    CHECK_FALSE(o200k_table().find("hellohello"));
    CHECK_FALSE(o200k_table().find(""));
  }

  TEST_CASE("a token has the rank it had before, however much was looked up beside it") {
    auto asked = TokenTable::load(testing::packed_table("cl100k_base"));
    REQUIRE(asked);
    std::map<std::string, Rank> ranks;
    const auto look_up = [&](const std::string& token) {
      auto fresh = TokenTable::load(testing::packed_table("cl100k_base"));
      const auto rank = fresh->find(token);
      CHECK(asked->find(token) == rank);
      if (rank) ranks.emplace(token, *rank);
    };
    for (const char first : {'a', ' ', '\xC3', '\0'}) {
      look_up({first});
      for (const char second : {'a', 'z', 't', '\0', '\xA9'}) {
        look_up({first, second});
        look_up({first, second, 'e'});
        look_up({first, second, 'e', 'r'});
      }
    }
    for (int first = 0; first < 256; ++first) {
      for (int second = 0; second < 256; ++second) {
        for (const char third : {'e', 'i', ' '}) {
          static_cast<void>(
              asked->find(std::string{static_cast<char>(first), static_cast<char>(second), third}));
        }
      }
    }
    for (const auto& [token, rank] : ranks) CHECK(asked->find(token) == rank);
    CHECK(ranks.size() > 10);
  }

  TEST_CASE("bytes that are no whole table are refused") {
    const std::string whole = testing::packed_table("cl100k_base");
    CHECK_FALSE(TokenTable::load(""));
    CHECK_FALSE(TokenTable::load(whole.substr(0, 19)));
    CHECK_FALSE(TokenTable::load(whole.substr(0, whole.size() - 1)));
    CHECK_FALSE(TokenTable::load(whole + '\0'));
    for (const std::size_t at : {0U, 6U, 8U, 12U, 16U, 20U, 5'000U, 600'000U}) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x15);
      const auto table = TokenTable::load(damaged);
      CAPTURE(at);
      CHECK_FALSE(table);
    }
  }
}
