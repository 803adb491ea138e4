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
      CHECK_FALSE(project::image_size_of(bytes).has_value());
    }
  }

  TEST_CASE("a PNG says its size in its first chunk") {
    constexpr auto png = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x07\x80\0\0\x04\x38"sv;
    CHECK(project::image_size_of(png) == project::ImageSize{1920, 1080});
    CHECK(project::image_size_of("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xFF\0\0\0\0\0\0\1"sv) ==
          project::ImageSize{0xFF000000U, 1});
    for (std::size_t cut = 0; cut < png.size(); ++cut) {
      CHECK_FALSE(project::image_size_of(png.substr(0, cut)).has_value());
    }
    for (const auto bytes : {"\x89PNG\r\n\x1a\n\0\0\0\rIDAT\0\0\0\1\0\0\0\1"sv,
                             "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\1"sv}) {
      CHECK_FALSE(project::image_size_of(bytes).has_value());
    }
  }

  TEST_CASE("a JPEG says its size where its frame begins, behind tables and a thumbnail") {
    // The thumbnail, in the segment of the application, has a frame of its own.
    constexpr auto jpeg =
        "\xFF\xD8\xFF\xE1\0\x0C\xFF\xD8\xFF\xC0\0\x08\x08\0\1\0"
        "\xFF\xFF\xC4\0\3\0\xFF\xD0\xFF\xC2\0\x0B\x08\x04\x38\x07\x80"sv;
    CHECK(project::image_size_of(jpeg) == project::ImageSize{1920, 1080});
    for (std::size_t cut = 0; cut < jpeg.size(); ++cut) {
      CHECK_FALSE(project::image_size_of(jpeg.substr(0, cut)).has_value());
    }
    for (const auto bytes :
         {"\xFF\xD8\xFF\xDA\0\2\xFF\xC0\0\x0B\x08\0\1\0\1"sv,
          "\xFF\xD8\xFF\xD9\xFF\xC0\0\x0B\x08\0\1\0\1"sv,
          "\xFF\xD8\xFF\xE0\0\0\xFF\xC0\0\x0B\x08\0\1\0\1"sv, "\xFF\xD8\xFF\xC0\0\7\x08\0\1\0\1"sv,
          "\xFF\xD8\xFF\xC0\0\x0B\x08\0\0\0\1"sv, "\xFF\xD8\xFF\xE0\0\2no marker"sv}) {
      CHECK_FALSE(project::image_size_of(bytes).has_value());
    }
  }
}
