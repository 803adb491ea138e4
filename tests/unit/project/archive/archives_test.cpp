#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "archive_readers.hpp"
#include "project/archive/tar.hpp"
#include "project/archive/zip.hpp"

using namespace sitewright::project;
using namespace sitewright::testing;

namespace {

std::vector<ArchivedFile> files(unsigned regular, unsigned executable) {
  const std::string deep = "one/" + std::string(60, 'x') + "/" + std::string(90, 'y');
  const std::string no_split = std::string(80, 'x') + "/" + std::string(80, 'y') + "/z";
  return {{"index.html", "<!doctype html>\n", regular},
          {"empty", "", regular},
          {"run.sh", "#!/bin/sh\n", executable},
          {"b c/\"q\".txt", std::string(1'000, 'a'), regular},
          {"日本/é.txt", std::string(512, 'b'), regular},
          {deep, "deep", regular},
          {no_split, "x", regular},
          {std::string(99, 'p') + "/" + std::string(100, 'q'), "longest", regular},
          {"binary", std::string("\0\xff\n", 3), regular}};
}

std::string zip_of(const std::vector<ArchivedFile>& entries, unsigned executable) {
  ZipWriter writer;
  std::string zip;
  for (const auto& file : entries) {
    const auto mode = file.mode == executable ? Mode::executable : Mode::regular;
    const auto part = writer.add(file.path, file.content, mode, Compression::deflate);
    REQUIRE(part.has_value());
    zip += *part;
  }
  return zip + writer.finish();
}

}  // namespace

TEST_SUITE("project/archive") {
  TEST_CASE("a zip reader gets the files, their names and modes back") {
    const auto entries = files(0100644, 0100755);
    const auto zip = zip_of(entries, 0100755);
    CHECK(read_zip(zip) == entries);
    CHECK(zip == zip_of(entries, 0100755));
    CHECK(read_zip(ZipWriter{}.finish()) == std::vector<ArchivedFile>{});
  }

  TEST_CASE("a zip entry is deflated only when asked and when it becomes smaller") {
    const auto size = [](std::string_view content, Compression compression) {
      ZipWriter writer;
      return writer.add("a", content, Mode::regular, compression)->size() - 31;
    };
    const std::string text(1'000, 'a');
    CHECK(size(text, Compression::store) == 1'000);
    CHECK(size(text, Compression::deflate) < 20);
    CHECK(size("abc", Compression::deflate) == 3);
  }

  TEST_CASE("a zip refuses bad and repeated paths and stays usable") {
    ZipWriter writer;
    auto zip = writer.add("a", "1", Mode::regular, Compression::store);
    REQUIRE(zip.has_value());
    const auto again = writer.add("a", "2", Mode::regular, Compression::store);
    CHECK(again.error().detail == "'a' is there twice");
    CHECK(writer.add("../b", "2", Mode::regular, Compression::store).error().code ==
          sitewright::Code::invalid_input);
    CHECK(read_zip(*zip + writer.finish()) == std::vector<ArchivedFile>{{"a", "1", 0100644}});
  }

  TEST_CASE("a zip holds 65,534 entries and not one more") {
    ZipWriter writer;
    for (int i = 0; i < 65'534; ++i) {
      REQUIRE(writer.add(std::to_string(i), "", Mode::regular, Compression::store).has_value());
    }
    const auto over = writer.add("over", "", Mode::regular, Compression::store);
    CHECK(over.error().code == sitewright::Code::too_large);
  }

  TEST_CASE("a tar reader gets the files, their names and modes back") {
    const auto entries = files(0644, 0755);
    std::string tar;
    for (const auto& file : entries) {
      const auto mode = file.mode == 0755 ? Mode::executable : Mode::regular;
      const auto part = tar_entry(file.path, file.content, mode);
      REQUIRE(part.has_value());
      CHECK(part->size() % 512 == 0);
      CHECK(*part == *tar_header(file.path, file.content.size(), mode) + file.content +
                         tar_padding(file.content.size()));
      tar += *part;
    }
    CHECK(read_tar(tar + tar_end()) == entries);
    CHECK(read_tar(tar_end()) == std::vector<ArchivedFile>{});
  }

  TEST_CASE("a tar takes neither bad paths nor sizes that its header cannot say") {
    CHECK(tar_entry("/a", "", Mode::regular).error().code == sitewright::Code::invalid_input);
    CHECK(tar_header("a", (1ULL << 33) - 1, Mode::regular).has_value());
    CHECK(tar_header("a", 1ULL << 33, Mode::regular).error().code == sitewright::Code::too_large);
  }
}
