#include "usecases/site_packages.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright;
using namespace sitewright::usecases;

TEST_SUITE("usecases/site_packages") {
  TEST_CASE("a repair may add the starter's packages and those that were approved, pinned") {
    const project::TextTree starter{
        {"package.json",
         R"({"dependencies": {"react": "19.3.1", "loose": "^1.0.0"}, "devDependencies": {"vite": "8.3.8"}})"}};
    ports::DecisionRecord approved;
    approved.packages = "clsx@2.1.1\n@scope/part@1.0.0";
    approved.state = "approved";
    ports::DecisionRecord refused;
    refused.packages = "left-pad@1.3.0";
    refused.state = "refused";
    const auto packages =
        packages_for_repairs(starter, std::vector<ports::DecisionRecord>{approved, refused});
    CHECK(packages.size() == 4);
    CHECK(packages.at("react") == "19.3.1");
    CHECK(packages.at("vite") == "8.3.8");
    CHECK(packages.at("clsx") == "2.1.1");
    CHECK(packages.at("@scope/part") == "1.0.0");
  }

  TEST_CASE("without a starter or decisions nothing may be added") {
    CHECK(packages_for_repairs({}, {}).empty());
    CHECK(packages_for_repairs({{"package.json", "no json"}}, {}).empty());
  }

  TEST_CASE("a model may write every version that was allowed, a repair takes the last one") {
    const project::TextTree starter{{"package.json", R"({"dependencies": {"react": "19.3.1"}})"}};
    std::vector<ports::DecisionRecord> decisions(2);
    decisions[0].packages = "date-fns@4.1.0";
    decisions[1].packages = "date-fns@3.6.0";
    for (auto& decision : decisions) decision.state = "approved";
    CHECK(packages_for_repairs(starter, decisions).at("date-fns") == "3.6.0");
    CHECK(allowed_packages(starter, decisions) ==
          std::vector<std::string>{"react@19.3.1", "date-fns@4.1.0", "date-fns@3.6.0"});
  }

  TEST_CASE("a package that is there comes to its new version, with nothing left of the old one") {
    const project::TextTree tree{
        {"package.json",
         R"({"dependencies": {"react": "19.3.1"}, "devDependencies": {"date-fns": "4.1.0"}})"},
        {"package-lock.json",
         R"({"packages": {"": {"dependencies": {"react": "19.3.1"}, "devDependencies": {"date-fns": "4.1.0"}}, )"
         R"("node_modules/date-fns": {"version": "4.1.0", "integrity": "sha512-x"}, )"
         R"("node_modules/date-fns/node_modules/a": {"version": "1.0.0"}, )"
         R"("node_modules/date-fns-tz": {"version": "3.0.0"}}})"}};
    const std::vector<wire::WantedDependency> wanted{
        {.package = "date-fns", .version = "3.6.0", .reason = "x"}};
    const auto after = with_packages(tree, wanted);
    CHECK(after.at("package.json") ==
          R"({"dependencies": {"react": "19.3.1"}, "devDependencies": {"date-fns": "3.6.0"}})");
    CHECK(
        after.at("package-lock.json") ==
        R"({"packages": {"": {"dependencies": {"react": "19.3.1"}, "devDependencies": {"date-fns": "3.6.0"}}, )"
        R"("node_modules/date-fns": { "version": "3.6.0" }, )"
        R"("node_modules/date-fns-tz": {"version": "3.0.0"}}})");
    CHECK(with_packages(after, wanted) == after);
  }
}
