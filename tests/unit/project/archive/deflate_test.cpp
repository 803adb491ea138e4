#include "project/archive/deflate.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "archive_readers.hpp"
#include "project/archive/crc32.hpp"
#include "project/archive/huffman.hpp"

using namespace sitewright::project;
using sitewright::testing::Inflater;

namespace {

void check_round_trip(const std::string& text) {
  const auto packed = deflate(text);
  REQUIRE(Inflater(packed).run() == text);
  CHECK(packed.size() <= text.size() + text.size() / 20'000 * 5 + 5);
}

std::string random_bytes(std::mt19937& random, std::size_t size, unsigned kinds) {
  std::string bytes;
  for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(random() % kinds);
  return bytes;
}

}  // namespace

TEST_SUITE("project/archive/deflate") {
  TEST_CASE("an inflater gets back empty, short and repetitive text") {
    for (const auto* text : {"", "a", "ab", "abc", "aaaa", "abcabcabcabcabcabc"}) {
      check_round_trip(text);
    }
    for (const auto size :
         {257U, 258U, 259U, 260U, 516U, 517U, 32'768U, 32'769U, 70'000U, 300'000U}) {
      check_round_trip(std::string(size, 'a'));
    }
  }

  TEST_CASE("repetitions at every length and up to the whole window away are found") {
    std::mt19937 random(1);
    for (std::size_t length = 3; length <= 262; ++length) {
      const auto phrase = random_bytes(random, length, 256);
      check_round_trip(phrase + "-" + phrase);
    }
    for (const auto distance : {4'095U, 4'096U, 4'097U, 32'766U, 32'767U, 32'768U, 32'769U}) {
      const auto phrase = random_bytes(random, 200, 256);
      check_round_trip(phrase + random_bytes(random, distance - 200, 256) + phrase);
    }
  }

  TEST_CASE("random bytes of any alphabet come back, and are stored when they do not shrink") {
    std::mt19937 random(2);
    for (const unsigned kinds : {1U, 2U, 3U, 20U, 256U}) {
      for (const auto size : {10U, 1'000U, 65'535U, 65'536U, 150'000U}) {
        check_round_trip(random_bytes(random, size, kinds));
      }
    }
  }

  TEST_CASE("text shrinks as it does elsewhere") {
    std::mt19937 random(3);
    std::string text;
    for (int i = 0; i < 3'000; ++i) {
      text +=
          "  <li className=\"item\" key={" + std::to_string(random() % 1'000) + "}>Entry</li>\n";
    }
    const auto packed = deflate(text);
    CHECK(Inflater(packed).run() == text);
    CHECK(packed.size() * 12 < text.size());
    CHECK(deflate(text) == packed);
  }

  TEST_CASE("codes are complete and never longer than the limit") {
    std::vector<std::uint32_t> fibonacci{1, 1};
    while (fibonacci.size() < 40) fibonacci.push_back(fibonacci.end()[-1] + fibonacci.end()[-2]);
    for (const auto limit : {std::uint8_t{7}, std::uint8_t{15}}) {
      const std::size_t symbols = limit == 7 ? 19 : 40;
      const auto lengths = code_lengths(std::span(fibonacci).first(symbols), limit);
      std::size_t sum = 0;
      for (const auto length : lengths) {
        REQUIRE(length >= 1);
        REQUIRE(length <= limit);
        sum += std::size_t{1} << (limit - length);
      }
      CHECK(sum == std::size_t{1} << limit);
    }
    CHECK(code_lengths(std::vector<std::uint32_t>{0, 0, 9}, 15) ==
          std::vector<std::uint8_t>{1, 0, 1});
    CHECK(code_lengths(std::vector<std::uint32_t>{0, 0, 0}, 15) ==
          std::vector<std::uint8_t>{1, 1, 0});
  }

  TEST_CASE("canonical codes are those of RFC 1951") {
    const auto codes = codes_of(std::vector<std::uint8_t>{3, 3, 3, 3, 3, 2, 4, 4});
    const std::vector<PrefixCode> expected{{0b010, 3}, {0b110, 3}, {0b001, 3},  {0b101, 3},
                                           {0b011, 3}, {0b00, 2},  {0b0111, 4}, {0b1111, 4}};
    CHECK(codes == expected);  // bits reversed, as they are written
  }

  TEST_CASE("the CRC-32 check value holds, at once and in pieces") {
    CHECK(crc32("123456789") == 0xCBF43926);
    CHECK(crc32("") == 0);
    const std::string text = "The quick brown fox jumps over the lazy dog";
    CHECK(crc32(text) == 0x414FA339);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      CHECK(crc32(text.substr(cut), crc32(text.substr(0, cut))) == 0x414FA339);
    }
  }
}
