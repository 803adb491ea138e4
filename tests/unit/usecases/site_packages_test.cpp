#include "usecases/site_packages.hpp"

#include <doctest/doctest.h>

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
}
