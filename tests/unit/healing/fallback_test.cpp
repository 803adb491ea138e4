#include "healing/fallback.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace sitewright::healing;
using sitewright::project::TextTree;

namespace {

TextTree tree_of(std::string package, std::string lock, std::string app) {
  return {{"package.json", std::move(package)},
          {"package-lock.json", std::move(lock)},
          {"vite.config.ts", "settings"},
          {"src/App.tsx", std::move(app)}};
}

const std::string asks = R"({"dependencies": {"react": "19.3.1"}, "devDependencies": {}})";
const std::string asks_apart =
    "{\n  \"dependencies\": {\n    \"react\": \"19.3.1\"\n  },\n  \"devDependencies\": {}\n}\n";
const std::string asks_more =
    R"({"dependencies": {"react": "19.3.1", "clsx": "2.1.1"}, "devDependencies": {}})";

Problem problem_in(Category category, std::string file) {
  return {category, "X1", "It fails.", std::move(file), 1, 1};
}

std::vector<FallBack> found(const TextTree& tree, Category category, std::string file,
                            KnownGood known) {
  const Problem problem = problem_in(category, std::move(file));
  return fall_backs(tree, std::vector<Problem>{problem}, known);
}

}  // namespace

TEST_SUITE("healing/fallback") {
  TEST_CASE("the lock file goes back first, where the same packages are asked for") {
    const TextTree good = tree_of(asks, "good lock", "good");
    const TextTree broken = tree_of(asks_apart, "bad lock", "new");
    const auto tries = found(broken, Category::dependency, "package.json", {nullptr, &good});
    REQUIRE(tries.size() >= 2);
    CHECK(tries[0].tree.at("package-lock.json") == "good lock");
    CHECK(tries[0].tree.at("package.json") == asks_apart);
    CHECK(tries[0].tree.at("src/App.tsx") == "new");
    CHECK(tries[1].tree.at("package.json") == asks);
  }

  TEST_CASE("a lock file of other packages is none to go back to") {
    const TextTree good = tree_of(asks_more, "good lock", "good");
    const TextTree broken = tree_of(asks, "bad lock", "good");
    const auto tries = found(broken, Category::dependency, "package.json", {nullptr, &good});
    REQUIRE_FALSE(tries.empty());
    CHECK(tries[0].tree.at("package.json") == asks_more);
    CHECK(tries[0].tree.at("package-lock.json") == "good lock");
  }

  TEST_CASE("the starter's lock file serves a first version") {
    const TextTree starter = tree_of(asks, "starter lock", "starter");
    const TextTree broken = tree_of(asks, "bad lock", "new");
    const auto tries = found(broken, Category::dependency, "package.json", {&starter, nullptr});
    REQUIRE(tries.size() == 1);
    CHECK(tries[0].tree.at("package-lock.json") == "starter lock");
    CHECK(tries[0].tree.at("src/App.tsx") == "new");
  }

  TEST_CASE("settings hold nothing of what a site says and go back alone") {
    TextTree good = tree_of(asks, "lock", "good");
    TextTree broken = tree_of(asks, "lock", "new");
    broken["vite.config.ts"] = "broken settings";
    const auto tries = found(broken, Category::configuration, "vite.config.ts", {nullptr, &good});
    REQUIRE_FALSE(tries.empty());
    CHECK(tries[0].tree.at("vite.config.ts") == "settings");
    CHECK(tries[0].tree.at("src/App.tsx") == "new");
  }

  TEST_CASE("files of the last good version come last, and what is missing then is said") {
    const TextTree good = tree_of(asks, "lock", "good");
    const TextTree broken = tree_of(asks, "lock", "new");
    const auto tries = found(broken, Category::type, "src/App.tsx", {nullptr, &good});
    REQUIRE(tries.size() == 1);
    CHECK(tries[0].tree.at("src/App.tsx") == "good");
    CHECK(tries[0].summary.contains("src/App.tsx"));
    CHECK(tries[0].summary.contains("missing"));
  }

  TEST_CASE("nothing known, or nothing that differs, is nothing to try") {
    const TextTree broken = tree_of(asks, "lock", "new");
    CHECK(found(broken, Category::dependency, "package.json", {}).empty());
    CHECK(found(broken, Category::type, "src/App.tsx", {&broken, &broken}).empty());
  }
}
