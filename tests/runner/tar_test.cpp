#include <doctest/doctest.h>

#include <random>

#include "unpack/tar_reader.hpp"
#include "unpack/tar_writer.hpp"

using sitewright::unpack::Member;
using sitewright::unpack::read_tar;
using sitewright::unpack::TarLimits;
using sitewright::unpack::write_tar;

TEST_SUITE("runner/tar") {
  TEST_CASE("what is written is read back, long paths and empty files included") {
    const std::string long_path = std::string(90, 'a') + '/' + std::string(90, 'b') + ".tsx";
    const std::vector<Member> members{
        {"a.txt", "alpha"}, {"b/c.txt", ""}, {long_path, std::string(600, 'x')}};
    const std::string body(600, 'x');
    const std::vector<Member> given{{long_path, body}, {"b/c.txt", ""}, {"a.txt", "alpha"}};
    const std::string archive = write_tar(given);
    const auto read = read_tar(archive, {});
    REQUIRE(read.has_value());
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].path == "a.txt");
    CHECK((*read)[0].bytes == "alpha");
    CHECK((*read)[1].path == long_path);
    CHECK((*read)[1].bytes == body);
    CHECK((*read)[2].bytes.empty());
  }

  TEST_CASE("equal trees give equal archives") {
    const std::vector<Member> members{{"a", "1"}, {"b", "2"}};
    CHECK(write_tar(members) == write_tar(members));
  }

  TEST_CASE("limits of members, file size and total size hold") {
    const std::string body(1000, 'x');
    const std::vector<Member> members{{"a", body}, {"b", body}};
    const std::string archive = write_tar(members);
    CHECK(read_tar(archive, TarLimits{1, 5000, 5000}).error().code == "archive_too_many_files");
    CHECK(read_tar(archive, TarLimits{9, 999, 5000}).error().code == "archive_too_large");
    CHECK(read_tar(archive, TarLimits{9, 1000, 1999}).error().code == "archive_too_large");
    CHECK(read_tar(archive, TarLimits{9, 1000, 2000}).has_value());
  }

  TEST_CASE("an archive cut anywhere is damaged, never read beyond its end") {
    const std::string body(700, 'x');
    const std::vector<Member> members{{"a", body}, {std::string(150, 'p'), "2"}};
    const std::string archive = write_tar(members);
    for (std::size_t size = 0; size + 1024 < archive.size(); size += 37) {
      const std::string cut = archive.substr(0, size);
      const auto read = read_tar(cut, {});
      REQUIRE_FALSE(read.has_value());
    }
  }

  TEST_CASE("a changed byte is noticed or harmless; no path ever escapes") {
    const std::vector<Member> members{{"src/a.ts", "alpha"},
                                      {std::string(40, 'p') + "/" + std::string(90, 'q'), "2"}};
    const std::string archive = write_tar(members);
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
      std::string changed = archive;
      for (int i = 0; i < 3; ++i)
        changed[random() % changed.size()] = static_cast<char>(random() & 0xFF);
      const auto read = read_tar(changed, {});
      if (!read) continue;
      for (const Member& member : *read) {
        CHECK_FALSE(member.path.starts_with('/'));
        CHECK_FALSE(member.path.contains("../"));
      }
    }
  }
}
