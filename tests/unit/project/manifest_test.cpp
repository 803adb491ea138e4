#include "project/manifest.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "project/sha256.hpp"

using namespace sitewright::project;
using sitewright::Code;

namespace {

ManifestEntry entry(std::string path, std::string_view content = "x", Mode mode = Mode::regular) {
  return {std::move(path), sha256_hex(content), content.size(), mode};
}

Manifest manifest_of(std::vector<ManifestEntry> entries) {
  auto manifest = Manifest::from_entries(std::move(entries));
  REQUIRE(manifest.has_value());
  return *std::move(manifest);
}

sitewright::Error error_of(std::vector<ManifestEntry> entries) {
  const auto manifest = Manifest::from_entries(std::move(entries));
  REQUIRE_FALSE(manifest.has_value());
  return manifest.error();
}

const std::string x_hash = sha256_hex("x");

std::string one_file(std::string_view fields) {
  return "{\"version\":1,\"files\":[{" + std::string(fields) + "}]}";
}

}  // namespace

TEST_SUITE("project/manifest") {
  TEST_CASE("the canonical form is one line in path byte order") {
    const auto manifest =
        manifest_of({entry("src/b.ts"), entry("run.sh", "x", Mode::executable), entry("Z")});
    CHECK(manifest.encode() ==
          "{\"version\":1,\"files\":["
          "{\"path\":\"Z\",\"sha256\":\"" +
              x_hash +
              "\",\"bytes\":1,\"mode\":\"100644\"},"
              "{\"path\":\"run.sh\",\"sha256\":\"" +
              x_hash +
              "\",\"bytes\":1,\"mode\":\"100755\"},"
              "{\"path\":\"src/b.ts\",\"sha256\":\"" +
              x_hash + "\",\"bytes\":1,\"mode\":\"100644\"}]}");
    CHECK(manifest.tree_hash() == sha256_hex(manifest.encode()));
    CHECK(Manifest{}.encode() == "{\"version\":1,\"files\":[]}");
  }

  TEST_CASE("the tree hash does not depend on the order of entries and does on everything else") {
    const auto a = manifest_of({entry("a"), entry("b", "other")});
    CHECK(a.tree_hash() == manifest_of({entry("b", "other"), entry("a")}).tree_hash());
    CHECK(a.tree_hash() != manifest_of({entry("a"), entry("b", "third")}).tree_hash());
    CHECK(a.tree_hash() != manifest_of({entry("a"), entry("c", "other")}).tree_hash());
    CHECK(a.tree_hash() !=
          manifest_of({entry("a"), entry("b", "other", Mode::executable)}).tree_hash());
  }

  TEST_CASE("what encode writes is JSON, and decode gives the manifest back") {
    const auto manifest = manifest_of({entry("a \"quoted\" name.ts"), entry("日本/é.txt", ""),
                                       entry("run", "y", Mode::executable)});
    const auto decoded = Manifest::decode(manifest.encode());
    REQUIRE(decoded.has_value());
    CHECK(*decoded == manifest);
    const auto json = nlohmann::json::parse(manifest.encode(), nullptr, false);
    REQUIRE(json.is_object());
    CHECK(json["files"][0]["path"] == "a \"quoted\" name.ts");
    CHECK(json["files"].size() == 3);
    CHECK(Manifest::decode(Manifest{}.encode()) == Manifest{});
  }

  TEST_CASE("decode takes the canonical form only") {
    const std::string good =
        one_file("\"path\":\"a\",\"sha256\":\"" + x_hash + "\",\"bytes\":1,\"mode\":\"100644\"");
    REQUIRE(Manifest::decode(good).has_value());
    std::vector<std::string> bad{
        "",
        "{}",
        good + "\n",
        " " + good,
        good.substr(0, good.size() - 1),
        "{\"version\":2,\"files\":[]}",
        "{\"version\":1,\"files\":[,]}",
        one_file("\"sha256\":\"" + x_hash + "\",\"path\":\"a\",\"bytes\":1,\"mode\":\"100644\""),
        one_file("\"path\":\"\\u0061\",\"sha256\":\"" + x_hash +
                 "\",\"bytes\":1,\"mode\":\"100644\"")};
    for (const auto* bytes : {"01", "-1", "1.0", "1e0", "", "99999999999999999999"}) {
      bad.push_back(one_file("\"path\":\"a\",\"sha256\":\"" + x_hash + "\",\"bytes\":" + bytes +
                             ",\"mode\":\"100644\""));
    }
    for (const auto* mode : {"100664", "120000", "040000", ""}) {
      bad.push_back(one_file("\"path\":\"a\",\"sha256\":\"" + x_hash +
                             "\",\"bytes\":1,\"mode\":\"" + mode + "\""));
    }
    for (const auto& text : bad) {
      const auto decoded = Manifest::decode(text);
      REQUIRE_MESSAGE(!decoded.has_value(), text);
      CHECK(decoded.error().code == Code::invalid_input);
    }
  }

  TEST_CASE("decode refuses entries out of order or there twice, and unchecked paths") {
    const auto with_paths = [](std::string_view first, std::string_view second) {
      std::string text = manifest_of({entry("a"), entry("b")}).encode();
      text.replace(text.find("\"b\""), 3, second);
      text.replace(text.find("\"a\""), 3, first);
      return Manifest::decode(text);
    };
    CHECK(with_paths("\"a\"", "\"b\"").has_value());
    CHECK(with_paths("\"b\"", "\"a\"").error().detail == "manifest: 'a' is out of order");
    CHECK(with_paths("\"a\"", "\"a\"").error().detail == "manifest: 'a' is out of order");
    CHECK(with_paths("\"../a\"", "\"b\"").error().detail == "path '../a': a '.' or '..' segment");
  }

  TEST_CASE("paths that one file system cannot hold together are refused") {
    CHECK(error_of({entry("a"), entry("a", "y")}).detail == "'a' is there twice");
    CHECK(error_of({entry("src/App.tsx"), entry("src/app.tsx")}).detail ==
          "'src/App.tsx' and 'src/app.tsx' differ only in letter case");
    CHECK(error_of({entry("Src/a"), entry("src/b")}).detail ==
          "'Src/a' and 'src/b' differ only in letter case");
    CHECK(error_of({entry("a"), entry("a/b")}).detail ==
          "'a' and 'a/b' collide: one is a folder of the other");
    CHECK(error_of({entry("a.b"), entry("a"), entry("A/b")}).detail ==
          "'A/b' and 'a' collide: one is a folder of the other");
    CHECK(Manifest::from_entries({entry("a.b"), entry("a-/b"), entry("a/b")}).has_value());
  }

  TEST_CASE("the limits on files, bytes of a file and bytes in all are exact") {
    const auto files = [](std::size_t count, std::uint64_t bytes) {
      std::vector<ManifestEntry> entries;
      for (std::size_t i = 0; i < count; ++i) {
        entries.push_back({"f" + std::to_string(i), x_hash, bytes});
      }
      return entries;
    };
    CHECK(Manifest::from_entries(files(2'000, 0)).has_value());
    CHECK(error_of(files(2'001, 0)).code == Code::too_large);
    CHECK(Manifest::from_entries(files(20, 1 << 20)).has_value());
    CHECK(error_of(files(1, (1 << 20) + 1)).code == Code::too_large);
    auto over = files(20, 1 << 20);
    over.push_back({"one-more", x_hash, 1});
    CHECK(error_of(over).code == Code::too_large);
    const auto full = manifest_of(files(2'000, 10'000));
    CHECK(full.total_bytes() == 20'000'000);
    CHECK(Manifest::decode(full.encode()) == full);
  }

  TEST_CASE("a digest must be lowercase hex") {
    CHECK(error_of({{"a", "ABC", 1}}).detail == "'a': sha256 must be 64 lowercase hex digits");
  }

  TEST_CASE("changes name what was added, removed, changed and renamed, in path order") {
    const auto before = manifest_of({entry("a", "1"), entry("gone", "2"), entry("old", "3"),
                                     entry("same", "4"), entry("script", "5")});
    const auto after = manifest_of({entry("a", "1!"), entry("fresh", "6"), entry("new", "3"),
                                    entry("same", "4"), entry("script", "5", Mode::executable)});
    CHECK(changes_between(before, after) ==
          std::vector<ManifestChange>{{ChangeKind::changed, "a"},
                                      {ChangeKind::added, "fresh"},
                                      {ChangeKind::removed, "gone"},
                                      {ChangeKind::renamed, "new", "old"},
                                      {ChangeKind::changed, "script"}});
    CHECK(changes_between(before, before).empty());
  }

  TEST_CASE("several files of equal content are paired in path order") {
    const auto before = manifest_of({entry("p", ""), entry("q", ""), entry("r", "")});
    const auto after = manifest_of({entry("x", ""), entry("y", "")});
    CHECK(changes_between(before, after) ==
          std::vector<ManifestChange>{{ChangeKind::removed, "r"},
                                      {ChangeKind::renamed, "x", "p"},
                                      {ChangeKind::renamed, "y", "q"}});
  }

  TEST_CASE("find gives the entry of a path or nothing") {
    const auto manifest = manifest_of({entry("a"), entry("b/c")});
    REQUIRE(manifest.find("b/c") != nullptr);
    CHECK(manifest.find("b/c")->path == "b/c");
    CHECK(manifest.find("b") == nullptr);
    CHECK(manifest.find("z") == nullptr);
  }
}
