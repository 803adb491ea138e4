#include "wire/base64.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace sitewright;

TEST_SUITE("wire/base64") {
  TEST_CASE("the vectors of RFC 4648, both ways") {
    const std::vector<std::pair<std::string, std::string>> vectors{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [bytes, text] : vectors) {
      CHECK(wire::to_base64(bytes) == text);
      CHECK(wire::from_base64(text) == bytes);
    }
  }

  TEST_CASE("every byte at every place of a group comes back") {
    for (int first = 0; first < 256; ++first) {
      for (const std::size_t length : {1U, 2U, 3U, 4U}) {
        std::string bytes;
        for (std::size_t i = 0; i < length; ++i) {
          bytes += static_cast<char>(first + static_cast<int>(i) * 85);
        }
        CHECK(wire::from_base64(wire::to_base64(bytes)) == bytes);
      }
    }
  }

  TEST_CASE("what no bytes are written as is refused") {
    for (const std::string text : {"Zg", "Zg=", "Zg===", "=Zg=", "Z===", "Zh==", "Zm9=", "Zm9v\n",
                                   "Zm 9", "Zm-_", "Zm9vZg==Zm9v", "===="}) {
      CAPTURE(text);
      CHECK_FALSE(wire::is_base64(text));
      CHECK_FALSE(wire::from_base64(text));
    }
  }
}
