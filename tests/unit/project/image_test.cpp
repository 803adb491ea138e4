#include "project/image.hpp"

#include <doctest/doctest.h>

#include <string_view>

using namespace sitewright;
using namespace std::string_view_literals;

TEST_SUITE("project/image") {
  TEST_CASE("pictures are told by how they begin") {
    CHECK(project::image_type_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"sv) == "image/png");
    CHECK(project::image_type_of("\xFF\xD8\xFF\xE0\0\x10JFIF"sv) == "image/jpeg");
  }

  TEST_CASE("anything else is none, whatever it is called") {
    for (const auto bytes : {""sv, "\x89PNG"sv, "\xFF\xD8"sv, "<svg onload='x()'/>"sv, "GIF89a"sv,
                             "RIFF\x10\0\0\0WEBPVP8 "sv, "<!doctype html>"sv}) {
      CHECK(project::image_type_of(bytes).empty());
    }
  }
}
