#include "project/sha256.hpp"

#include <doctest/doctest.h>

using sitewright::project::is_sha256_hex;
using sitewright::project::Sha256;
using sitewright::project::sha256_hex;

TEST_SUITE("project/sha256") {
  TEST_CASE("the published vectors hold") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                     "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu") ==
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  TEST_CASE("bytes above 127 and NUL are bytes like others") {
    using namespace std::string_view_literals;
    CHECK(sha256_hex("\xbd"sv) ==
          "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b");
    CHECK(sha256_hex("\0\0\0\0"sv) ==
          "df3f619804a92fdb4057192dc43dd748ea778adc52bc498ce80524c014b81119");
  }

  TEST_CASE("the lengths around the padding boundary differ only in the data") {
    CHECK(sha256_hex(std::string(55, '\0')) ==
          "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7");
    CHECK(sha256_hex(std::string(56, '\0')) ==
          "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb");
    CHECK(sha256_hex(std::string(64, '\0')) ==
          "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
  }

  TEST_CASE("any split of the input gives the same digest") {
    std::string text;
    for (int i = 0; i < 300; ++i) text += static_cast<char>('a' + i % 26);
    const auto whole = sha256_hex(text);
    for (std::size_t first = 0; first <= text.size(); first += 7) {
      for (std::size_t second = first; second <= text.size(); second += 31) {
        Sha256 hash;
        hash.update(std::string_view(text).substr(0, first));
        hash.update(std::string_view(text).substr(first, second - first));
        hash.update(std::string_view(text).substr(second));
        CHECK(hash.hex() == whole);
      }
    }
  }

  TEST_CASE("a digest in text is 64 lowercase hex digits") {
    CHECK(is_sha256_hex(sha256_hex("x")));
    CHECK_FALSE(is_sha256_hex(std::string(63, 'a')));
    CHECK_FALSE(is_sha256_hex(std::string(65, 'a')));
    CHECK_FALSE(is_sha256_hex(std::string(64, 'A')));
    CHECK_FALSE(is_sha256_hex(std::string(63, 'a') + "g"));
  }
}
