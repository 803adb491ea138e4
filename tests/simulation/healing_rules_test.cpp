// Failed builds that rules heal alone.
#include "healing_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

constexpr const char* kMissing =
    "@@write src/flaw.tsx\nexport const name = list[0][1][2].name;\n@@end\n";

/// What has three repairs, of which the last is right.
std::vector<wire::FrameError> find_missing(const project::TextTree& tree) {
  std::vector<wire::FrameError> errors;
  const auto file = tree.find("src/flaw.tsx");
  if (file != tree.end() && !file->second.contains("[2]?.name")) {
    errors.push_back({.category = wire::ErrorCategory::type,
                      .code = "TS2532",
                      .file = "src/flaw.tsx",
                      .line = 1,
                      .column = 21,
                      .message = "Object is possibly 'undefined'."});
  }
  return errors;
}

}  // namespace

TEST_SUITE("simulation/healing_rules") {
  TEST_CASE("without a model the attempts that are left go to the other repairs of the rules") {
    World world(18, {});
    world.builds_judged_by(find_missing);
    Mender model(kMissing, {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 4);
    for (std::size_t i = 1; i < 4; ++i) CHECK(builds[i].repair->by == wire::RepairBy::fixer);
    CHECK(builds[3].status == wire::BuildState::succeeded);
    CHECK(newest_file(world, project.id, "src/flaw.tsx").contains("[0][1][2]?.name"));
    CHECK(model.asked.size() == 1);
  }

  TEST_CASE("a model that was paid is not asked again because build-service went away") {
    World world(19, {});
    world.builds_judged_by(find_missing);
    Mender model(kMissing, {"!cannot"});
    model.before_mending = [&] { world.refuses("service.fetch"); };
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    CHECK(builds_of(world, project.id).size() == 3);
    CHECK(model.asked.size() == 1);
    CHECK(states_of(world, project.id).back() == "escalated");
  }

  TEST_CASE("a package that package.json lost is asked for again before npm forgets it") {
    World world(31, {});
    world.failed_builds_complete_lock("{\"lockfileVersion\": 3, \"packages\": {\"\": {}}}\n");
    world.builds_judged_by([&](const project::TextTree& tree) {
      if (tree.at("package.json").contains("\"react-dom\": \""))
        return std::vector<wire::FrameError>();
      return std::vector<wire::FrameError>{
          {.category = wire::ErrorCategory::dependency,
           .code = "lock_out_of_step",
           .file = "package-lock.json",
           .message = "package-lock.json holds react-dom, which package.json does not ask for."}};
    });
    Mender model(
        "@@edit package.json\n@@find\n    \"react\": \"19.3.1\",\n    \"react-dom\": "
        "\"19.3.1\"\n@@replace\n    \"react\": \"19.3.1\"\n@@end\n",
        {"!cannot"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    const auto builds = builds_of(world, project.id);
    REQUIRE(builds.size() == 2);
    CHECK(builds[1].repair->files.at(0).path == "package.json");
    CHECK(states_of(world, project.id).back() == "complete");
  }
}
