// Failed builds that heal while messages are lost, doubled and late, runs die and people intervene.
#include "healing_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

/// What must hold of a healed site however things went.
void check_healed(World& world, const std::string& project_id) {
  CHECK(states_of(world, project_id).back() == "complete");
  CHECK(newest_file(world, project_id, "src/flaw.tsx").contains("<Card key="));
  CHECK(world.rows("SELECT number FROM versions").size() == 1);
  CHECK(world.rows("SELECT id FROM deployments WHERE status = 'live'").size() == 1);
  // One repair per attempt: a row for each, never two of one number.
  const auto attempts = world.rows("SELECT attempt FROM builds ORDER BY attempt");
  CHECK(std::ranges::adjacent_find(attempts) == attempts.end());
  CHECK(world.rows("SELECT id FROM builds WHERE repair_by = 'model'").size() == 1);
  const auto repaired = std::ranges::count_if(world.events(project_id), [](const Seen& event) {
    return event.type == "repair.status" && event.data.contains("\"status\":\"written\"");
  });
  CHECK(repaired == 1);
  CHECK(world.rows("SELECT id FROM outbox WHERE sent_at IS NULL").empty());
  CHECK(world.rows("SELECT id FROM events WHERE published_at IS NULL").empty());
}

void heal_with(Faults faults, std::uint64_t seeds) {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    World world(seed, faults);
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    check_healed(world, project.id);
  }
}

}  // namespace

TEST_SUITE("simulation/healing under faults") {
  TEST_CASE("messages that come late, out of order and twice repair once") {
    heal_with({.message_twice = 300}, 15);
  }

  TEST_CASE("runs that die at any point repair once") {
    heal_with({.run_dies = 120}, 15);
  }

  TEST_CASE("restarts that lose every message and run repair once") {
    heal_with({.restarts = 4}, 15);
  }

  TEST_CASE("all of it together repairs once") {
    heal_with({.effect_fails_before = 3,
               .effect_fails_after = 3,
               .message_twice = 150,
               .run_dies = 50,
               .restarts = 2},
              20);
  }

  TEST_CASE("paused at any point while it heals, it waits, and goes on to the same site") {
    for (int steps = 200; steps < 900; steps += 35) {
      CAPTURE(steps);
      World world(21, {});
      world.builds_judged_by(find_flaws);
      Mender model(kFlawed, {kMend});
      const auto project = make_site(world, model);
      const std::string path = "/api/v1/generations/" + *project.current_generation_id;
      static_cast<void>(world.settle(steps));
      const auto paused = world.request("POST", path + "/pause", "");
      REQUIRE(world.settle());
      if (paused.status != 202) continue;
      CHECK(states_of(world, project.id).back() == "paused");
      CHECK(world.request("POST", path + "/resume", "").status == 202);
      REQUIRE(world.settle());
      check_healed(world, project.id);
    }
  }

  TEST_CASE("cancelled while it heals, it ends cancelled and nothing goes live") {
    World world(22, {});
    world.builds_judged_by(find_flaws);
    Mender model(kFlawed, {"!budget"});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    world.request("POST", "/api/v1/generations/" + *project.current_generation_id + "/cancel", "");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "cancelled");
    CHECK(world.rows("SELECT id FROM deployments").empty());
  }
}
