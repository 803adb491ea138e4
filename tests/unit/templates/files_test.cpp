#include "templates/files.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace {

using namespace sitewright::templates;

std::string read(const std::string& path) {
  std::ifstream in{std::string{SITEWRIGHT_SOURCE_DIR} + "/templates/" + path, std::ios::binary};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

bool sorted_without_duplicates(std::span<const File> files) {
  return std::ranges::adjacent_find(files, std::ranges::greater_equal{}, &File::path) ==
         files.end();
}

}  // namespace

TEST_SUITE("templates/pack") {
  TEST_CASE("the file that a Worker loads holds the same texts as a native program") {
    std::ifstream in{SITEWRIGHT_TEMPLATES_PACK, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto pack = read_pack(bytes);
    REQUIRE(pack);
    const auto same = [](std::span<const File> a, std::span<const File> b) {
      return std::ranges::equal(a, b, [](const File& one, const File& other) {
        return one.path == other.path && one.text == other.text;
      });
    };
    CHECK(same(pack->starter, starter_files()));
    CHECK(same(pack->sections, section_files()));
    CHECK(same(pack->styles, style_files()));
    CHECK(same(pack->words, word_files()));
  }

  TEST_CASE("a file that was cut, or is something else, is refused") {
    std::ifstream in{SITEWRIGHT_TEMPLATES_PACK, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    CHECK_FALSE(read_pack(std::string_view(bytes).substr(0, bytes.size() - 1)));
    CHECK_FALSE(read_pack(std::string_view(bytes).substr(1)));
    CHECK_FALSE(read_pack("a page that says 404"));
    bytes[4] = '\x7f';  // the length of the first path
    CHECK_FALSE(read_pack(bytes));
    CHECK(read_pack(""));
  }
}

TEST_SUITE("templates/files") {
  TEST_CASE("every set is sorted by path and holds no path twice") {
    CHECK(sorted_without_duplicates(starter_files()));
    CHECK(sorted_without_duplicates(section_files()));
    CHECK(sorted_without_duplicates(style_files()));
    CHECK(sorted_without_duplicates(word_files()));
  }

  TEST_CASE("texts are the files of the repository, byte for byte") {
    for (const auto& file : section_files()) CHECK(file.text == read(std::string{file.path}));
    for (const auto& file : style_files()) CHECK(file.text == read(std::string{file.path}));
    for (const auto& file : word_files()) CHECK(file.text == read(std::string{file.path}));
    for (const auto& file : starter_files()) {
      CHECK(file.text == read("starter/" + std::string{file.path}));
    }
    CHECK(catalogue_json() == read("catalogue.json"));
  }

  TEST_CASE("marks name the sections and styles and know their texts from any other") {
    const auto same = [](const Mark& mark, const File& file) {
      return mark.path == file.path && mark.fingerprint == fingerprint(file.text) &&
             mark.fingerprint != fingerprint(std::string{file.text} + "\n");
    };
    CHECK(std::ranges::equal(section_marks(), section_files(), same));
    CHECK(std::ranges::equal(style_marks(), style_files(), same));
    CHECK(find(style_marks(), "styles/craft.css") != nullptr);
    CHECK(find(style_marks(), "styles/craft") == nullptr);
  }

  TEST_CASE("the starter can be installed and built: manifest, lock, entry, hidden npm settings") {
    for (const auto* path : {".npmrc", "package.json", "package-lock.json", "vite.config.ts",
                             "index.html", "src/client.tsx", "src/content.ts"}) {
      CHECK_MESSAGE(find(starter_files(), path) != nullptr, path);
    }
  }

  TEST_CASE("find gives the file of a path and nothing for any other") {
    REQUIRE(find(section_files(), "sections/Hero.tsx") != nullptr);
    CHECK(find(section_files(), "sections/Hero.tsx")->path == "sections/Hero.tsx");
    CHECK(find(section_files(), "sections/Hero") == nullptr);
    CHECK(find(section_files(), "") == nullptr);
    CHECK(find(section_files(), "\xff") == nullptr);
    CHECK(find(std::span<const File>{}, "sections/Hero.tsx") == nullptr);
  }
}
