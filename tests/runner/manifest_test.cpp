#include "install/manifest.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "install/json_file.hpp"

using nlohmann::json;
using sitewright::install::build_script_of;
using sitewright::install::parse_json_file;
using sitewright::install::plan_install;
using sitewright::install::plan_lock;
using sitewright::install::without_addresses;

namespace {

json manifest() {
  return {{"name", "x"},
          {"scripts", {{"build", "vite build"}, {"postinstall", "evil"}}},
          {"dependencies", {{"a", "^1.0.0"}}}};
}

json lock() {
  return {{"lockfileVersion", 3},
          {"packages",
           {{"", {{"dependencies", {{"a", "^1.0.0"}}}}},
            {"node_modules/a",
             {{"version", "1.0.0"},
              {"resolved", "https://registry.example/a.tgz"},
              {"integrity", "sha512-x"},
              {"optionalDependencies", {{"a-linux", "1.0.0"}, {"a-windows", "1.0.0"}}}}},
            {"node_modules/a-linux", {{"version", "1.0.0"}, {"optional", true}}}}}};
}

std::string code_for(const json& package, const json& locked) {
  const auto plan = plan_install(package.dump(), locked.dump(), "v24.0.0");
  return plan ? "fine" : plan.error().code;
}

json with(json value, const char* pointer, json replacement) {
  value[json::json_pointer(pointer)] = std::move(replacement);
  return value;
}

}  // namespace

TEST_SUITE("runner/manifest") {
  TEST_CASE("an install sees no scripts and no addresses, but versions and integrity") {
    const auto plan = plan_install(manifest().dump(), lock().dump(), "v24.0.0");
    REQUIRE(plan.has_value());
    CHECK_FALSE(json::parse(plan->package_json).contains("scripts"));
    const json package = json::parse(plan->package_lock)["packages"]["node_modules/a"];
    CHECK_FALSE(package.contains("resolved"));
    CHECK(package["integrity"] == "sha512-x");
  }

  TEST_CASE("optional packages that the lock file has no entry for are not asked of npm") {
    const auto plan = plan_install(manifest().dump(), lock().dump(), "v24.0.0");
    REQUIRE(plan.has_value());
    const json package = json::parse(plan->package_lock)["packages"]["node_modules/a"];
    CHECK(package["optionalDependencies"] == json{{"a-linux", "1.0.0"}});
  }

  TEST_CASE("the key changes with the lock file's bytes and with node, and with nothing else") {
    const auto key = [](const json& package, const std::string& locked, const char* node) {
      return plan_install(package.dump(), locked, node)->key;
    };
    const std::string usual = key(manifest(), lock().dump(), "v24.0.0");
    CHECK(usual == key(with(manifest(), "/name", "y"), lock().dump(), "v24.0.0"));
    CHECK(usual != key(manifest(), lock().dump(), "v24.0.1"));
    CHECK(usual != key(manifest(), lock().dump() + "\n", "v24.0.0"));
  }

  TEST_CASE("whatever does not come from the registry is refused") {
    for (const char* spec : {"git+ssh://git@host/x.git", "file:../x", "https://host/x.tgz",
                             "user/repo", "github:u/r", "link:x", "/abs"}) {
      CHECK(code_for(with(manifest(), "/dependencies/a", spec),
                     with(lock(), "/packages//dependencies/a", spec)) == "unsupported_source");
      CHECK(code_for(manifest(), with(lock(), "/packages/node_modules~1a/dependencies",
                                      {{"b", spec}})) == "unsupported_source");
    }
    for (const char* address : {"git+ssh://git@host/x.git", "file:x.tgz", ""}) {
      CHECK(code_for(manifest(), with(lock(), "/packages/node_modules~1a/resolved", address)) ==
            "unsupported_source");
    }
    CHECK(code_for(manifest(), with(lock(), "/packages/..~1escape", json::object())) ==
          "unsupported_source");
    CHECK(code_for(manifest(), with(lock(), "/packages/node_modules~1..~1..~1x", json::object())) ==
          "unsupported_source");
    CHECK(code_for(manifest(), with(lock(), "/packages/node_modules~1a/link", true)) ==
          "unsupported_source");
  }

  TEST_CASE("aliases of registry packages are fine") {
    const json package = with(manifest(), "/dependencies/a", "npm:@scope/b@^1.0.0");
    CHECK(code_for(package, with(lock(), "/packages//dependencies/a", "npm:@scope/b@^1.0.0")) ==
          "fine");
  }

  TEST_CASE("overrides name versions of the registry, however deep they stand") {
    const auto code_with = [](const json& overrides) {
      return code_for(with(manifest(), "/overrides", overrides), lock());
    };
    for (const char* spec :
         {"1.0.0", "^1.0.0", ">=1.2.0 <2", "1.x || 2.x", "*", "$a", "1.0.0-beta.1+build"}) {
      CHECK(code_with({{"b", spec}}) == "fine");
      CHECK(code_with({{"a", {{".", spec}, {"b@1", spec}}}}) == "fine");
    }
    for (const char* spec : {"npm:evil@1.0.0", "git+ssh://git@host/x.git", "file:../x",
                             "https://host/x.tgz", "user/repo", "latest", "$", ""}) {
      CHECK(code_with({{"b", spec}}) == "unsupported_override");
      CHECK(code_with({{"a", {{"b", {{"c", spec}}}}}}) == "unsupported_override");
    }
    CHECK(code_with({{"b", 1}}) == "unsupported_override");
    CHECK(code_with(json::array()) == "invalid_manifest");
    const auto plan = plan_lock(with(manifest(), "/overrides/b", "npm:evil@1.0.0").dump(), "");
    REQUIRE_FALSE(plan.has_value());
    CHECK(plan.error().category == sitewright::report::Category::dependency);
    CHECK(plan.error().file == "package.json");
    CHECK(plan.error().message == "overrides/b must be a version of the package in the registry.");
  }

  TEST_CASE("package.json and its lock file must agree, both ways") {
    CHECK(code_for(with(manifest(), "/dependencies/b", "1.0.0"), lock()) == "lock_out_of_step");
    CHECK(code_for(with(manifest(), "/dependencies", json::object()), lock()) ==
          "lock_out_of_step");
    CHECK(code_for(with(manifest(), "/dependencies/a", "2.0.0"), lock()) == "lock_out_of_step");
  }

  TEST_CASE("lock files of other shapes are refused") {
    CHECK(code_for(manifest(), with(lock(), "/lockfileVersion", 1)) == "lock_version_unsupported");
    CHECK(code_for(manifest(), json::array()) == "lock_version_unsupported");
    CHECK(code_for(manifest(), with(lock(), "/packages/", 7)) == "lock_out_of_step");
    CHECK(code_for(with(manifest(), "/workspaces", json::array()), lock()) ==
          "workspaces_unsupported");
    CHECK(code_for(json::array(), lock()) == "invalid_manifest");
    CHECK(code_for(with(manifest(), "/dependencies", 3), lock()) == "invalid_manifest");
  }

  TEST_CASE("broken JSON is placed; deep nesting is refused") {
    const auto broken = parse_json_file("package.json", "{\n  \"a\": 1,\n  oops\n}");
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().file == "package.json");
    CHECK(broken.error().line == 3);
    CHECK(broken.error().column == 3);
    const auto deep = parse_json_file("package.json", std::string(100'000, '['));
    REQUIRE_FALSE(deep.has_value());
    CHECK(deep.error().message.contains("too deeply"));
  }

  TEST_CASE("the build script is scripts.build, a string") {
    CHECK(build_script_of(manifest().dump()).value() == "vite build");
    CHECK(build_script_of("{}").error().code == "no_build_script");
    CHECK(build_script_of(R"({"scripts":{"build":7}})").error().code == "no_build_script");
  }

  TEST_CASE("a lock file written anew keeps what the old one holds, and no sketch or address") {
    json old = lock();
    old["packages"]["node_modules/known"] = {{"version", "1.0.0"}, {"integrity", "sha512-x"}};
    old["packages"]["node_modules/sketch"] = {{"version", "1.0.0"}};
    CHECK(plan_install(manifest().dump(), old.dump(), "v24").value().is_sketch);
    const auto plan = plan_lock(manifest().dump(), old.dump()).value();
    CHECK(plan.package_lock.contains("node_modules/known"));
    CHECK_FALSE(plan.package_lock.contains("node_modules/sketch"));
    CHECK_FALSE(plan.package_json.contains("scripts"));
    CHECK(plan_lock(manifest().dump(), "{").value().package_lock.empty());
    CHECK(plan_lock(manifest().dump(),
                    with(old, "/packages/node_modules~1known/resolved", "git+ssh://x").dump())
              .value()
              .package_lock.empty());
    CHECK(plan_lock("[]", "").error().code == "invalid_manifest");

    old["packages"]["node_modules/known"]["resolved"] = "https://packages.example/known.tgz";
    CHECK_FALSE(without_addresses(old.dump()).contains("packages.example"));
    CHECK(without_addresses(old.dump()).contains("sha512-x"));
    CHECK(without_addresses("{").empty());
  }
}
