#include "usecases/added_packages.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright;
using usecases::added_packages;

namespace {

using Lines = std::vector<std::string>;

constexpr const char* kManifest =
    R"({"name": "site", "dependencies": {"react": "19.3.1"}, "devDependencies": {"vite": "8.3.8"}})";
constexpr const char* kLock =
    R"({"lockfileVersion": 3, "packages": {"": {"dependencies": {"react": "19.3.1"}, )"
    R"("devDependencies": {"vite": "8.3.8"}}, "node_modules/react": {"version": "19.3.1"}, )"
    R"("node_modules/vite": {"version": "8.3.8", "dependencies": {"rolldown": "^1.0.0"}}}})";

project::TextTree tree(std::string manifest, std::string lock = kLock) {
  return {{"package.json", std::move(manifest)}, {"package-lock.json", std::move(lock)}};
}

/// The text with `from` replaced, which must be in it.
std::string with(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Lines added_by_manifest(std::string_view from, std::string_view to, Lines allowed = {}) {
  return added_packages(tree(kManifest), tree(with(kManifest, from, to)), allowed);
}

Lines added_by_lock(std::string_view from, std::string_view to, Lines allowed = {}) {
  return added_packages(tree(kManifest), tree(kManifest, with(kLock, from, to)), allowed);
}

}  // namespace

TEST_SUITE("usecases/added_packages") {
  TEST_CASE("a package is its name and what is asked for under it") {
    CHECK(added_by_manifest(R"("react": "19.3.1")", R"("react": "npm:evil@1.0.0")") ==
          Lines{"The package react@npm:evil@1.0.0"});
    CHECK(added_by_manifest(R"("19.3.1")", R"("18.0.0")") == Lines{"The package react@18.0.0"});
    CHECK(added_by_manifest(R"("19.3.1")", R"("^19.3.1")") == Lines{"The package react@^19.3.1"});
    CHECK(added_by_manifest(R"("19.3.1")", R"("https://host/x.tgz")").size() == 1);
    CHECK(added_by_manifest(R"("react": )", R"("left-pad": "1.3.0", "react": )") ==
          Lines{"The package left-pad@1.3.0"});
    CHECK(added_by_manifest(R"("devDependencies")",
                            R"("optionalDependencies": {"a": "1.0.0"}, "devDependencies")") ==
          Lines{"The package a@1.0.0"});
    CHECK(added_by_manifest(R"("devDependencies")",
                            R"("peerDependencies": {"a": "1.0.0"}, "devDependencies")") ==
          Lines{"The package a@1.0.0"});
  }

  TEST_CASE("what is allowed may come, in its version and no other") {
    const Lines allowed{"clsx@2.1.1", "react@19.4.0"};
    CHECK(
        added_by_manifest(R"("react": "19.3.1")", R"("react": "19.4.0", "clsx": "2.1.1")", allowed)
            .empty());
    CHECK(added_by_manifest(R"("react": )", R"("clsx": "2.1.0", "react": )", allowed) ==
          Lines{"The package clsx@2.1.0"});
    CHECK(added_by_lock(R"("node_modules/react")",
                        R"("node_modules/clsx": { "version": "2.1.1" }, "node_modules/react")",
                        allowed)
              .empty());
  }

  TEST_CASE("taking away, moving and writing it anew add nothing") {
    CHECK(added_by_manifest(R"("react": "19.3.1")", "").empty());
    CHECK(added_by_manifest(R"({"vite": "8.3.8"})", R"({"vite": "8.3.8", "react": "19.3.1"})")
              .empty());
    CHECK(added_by_manifest(R"("name": "site")", "\"name\": \"x\",\n\"scripts\": {\"a\": \"\\\"\"}")
              .empty());
    CHECK(added_by_lock(R"("node_modules/react": {"version": "19.3.1"}, )", "").empty());
    CHECK(added_by_lock(R"({"version": "19.3.1"})", "{\n  \"version\": \"19.3.1\"\n}").empty());
    CHECK(added_packages(tree(kManifest), {}, {}).empty());
    CHECK(added_packages(tree("no json"), tree("no json"), {}).empty());
  }

  TEST_CASE("so does a field that decides what is installed in another way") {
    for (const std::string field : {"overrides", "resolutions", "bundleDependencies",
                                    "bundledDependencies", "pnpm", "workspaces"}) {
      CAPTURE(field);
      CHECK(added_by_manifest(R"("name")", "\"" + field + R"(": {"a": "npm:evil@1"}, "name")") ==
            Lines{"A change of " + field + " in package.json"});
    }
    const std::string had = with(kManifest, "\"name\"", R"("overrides": {"a": "1.0.0"}, "name")");
    CHECK(added_packages(tree(had), tree(with(had, "1.0.0", "1.0.1")), {}).size() == 1);
    CHECK(added_packages(tree(had), tree(with(had, "site", "shop")), {}).empty());
    CHECK(added_packages(tree(had), tree(kManifest), {}).empty());
  }

  TEST_CASE("the lock file leads nobody to other packages") {
    CHECK(added_by_lock(R"({"version": "19.3.1"})", R"({"name": "evil", "version": "19.3.1"})") ==
          Lines{"A change of node_modules/react in package-lock.json"});
    CHECK(added_by_lock(R"({"version": "19.3.1"})",
                        R"({"version": "19.3.1", "resolved": "https://host/evil.tgz"})")
              .size() == 1);
    CHECK(added_by_lock(R"({"rolldown": "^1.0.0"})", R"({"rolldown": "npm:evil@^1"})").size() == 1);
    CHECK(added_by_lock(R"("node_modules/react")",
                        R"("node_modules/evil": {"version": "1.0.0"}, "node_modules/react")")
              .size() == 1);
    CHECK(added_by_lock(R"({"react": "19.3.1"})", R"({"react": "npm:evil@1.0.0"})") ==
          Lines{"The package react@npm:evil@1.0.0"});
    CHECK(added_by_lock(R"("packages": )", R"("dependencies": {"evil": {}}, "packages": )") ==
          Lines{"A change of dependencies in package-lock.json"});
    CHECK(added_by_lock(R"("node_modules/react")",
                        R"("node_modules/clsx": {"version": "2.1.1", "name": "evil"}, )"
                        R"("node_modules/react")",
                        {"clsx@2.1.1"})
              .size() == 1);
  }

  TEST_CASE("what two readers read differently is no way in") {
    const Lines unreadable{"A package.json that cannot be read as JSON"};
    CHECK(added_by_manifest(R"("devDependencies")",
                            R"("dependencies": {"evil": "1.0.0"}, "devDependencies")") ==
          unreadable);
    CHECK(added_by_manifest(R"("devDependencies")",
                            R"("\u0070eerDependencies": {"evil": "1.0.0"}, "devDependencies")") ==
          unreadable);
    CHECK(added_by_manifest(R"("19.3.1"})", R"("19.3.1", "r\u0065act": "1.0.0"})") == unreadable);
    CHECK(added_by_manifest(R"("19.3.1"})", R"("19.3.1", "react": "1.0.0"})") == unreadable);
    CHECK(added_packages(tree(kManifest), tree(std::string(kManifest) + ", {}"), {}) == unreadable);
    CHECK(added_packages(tree(kManifest), tree("```json\n" + std::string(kManifest)), {}) ==
          unreadable);
    std::string deep = "\"deep\": " + std::string(100, '[') + std::string(100, ']') + ", \"name\"";
    CHECK(added_by_manifest("\"name\"", deep) == unreadable);
    CHECK(added_by_lock(R"("packages": )", R"("packages": {}, "packages": )").size() == 1);
  }

  TEST_CASE("a key that a rule would spell rightly asks already") {
    CHECK(added_by_manifest(R"("dependencies": {"react": "19.3.1"})",
                            R"("dependancies": {"react": "19.3.1", "evil": "1.0.0"})") ==
          Lines{"The package evil@1.0.0"});
  }

  TEST_CASE("a file that could not be read comes back with what is allowed") {
    const Lines allowed{"react@19.3.1", "vite@8.3.8"};
    CHECK(added_packages(tree("{ broken"), tree(kManifest), allowed).empty());
    CHECK(added_packages(tree("{ broken"), tree(with(kManifest, "19.3.1", "1.0.0")), allowed) ==
          Lines{"The package react@1.0.0"});
  }
}
