// Attempts that another one has taken the place of: they end, and what they would have asked is
// asked once.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "models/agents/limits.hpp"
#include "router_world.hpp"
#include "run.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

using Outcomes = std::vector<std::string>;

void say(World& world, const std::string& what) {
  const auto id = world.rows("SELECT id FROM generations WHERE finished_at IS NULL").at(0);
  CHECK(world.request("POST", "/api/v1/generations/" + id + "/" + what, "").status == 202);
}

/// As the cron does it, beside what is under way.
void look_after(World& world) {
  world.begins([](RunPorts& run) {
    const auto ports = run.core_api();
    return usecases::reconcile({ports.deliver(), ports.context(), ports.models.ledger, ports.blobs},
                               "");
  });
}

bool writes(const AskedProvider& asked) {
  return !asked.plans() && !asked.reviews();
}

}  // namespace

TEST_SUITE("simulation/superseded") {
  TEST_CASE("paused and resumed while a step is written, its old attempt asks nothing more") {
    World world(1, {});
    bool told = false;
    ScriptedProvider provider([&](const AskedProvider& asked) {
      if (writes(asked) && !std::exchange(told, true)) {
        say(world, "pause");
        say(world, "resume");
      }
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    auto asked = outcomes(world);
    CHECK(std::ranges::count(asked, "coder openai broken_off") == 1);
    CHECK(std::ranges::count(asked, "coder openai ok") == 2);
    CHECK(std::ranges::count(asked, "reviewer openai ok") == 2);
    CHECK(asked.size() == 6);
  }

  TEST_CASE("paused and resumed while it is planned, one plan is made") {
    World world(2, {});
    bool told = false;
    ScriptedProvider provider([&](const AskedProvider& asked) {
      if (!std::exchange(told, true)) {
        say(world, "pause");
        say(world, "resume");
      }
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    const auto asked = outcomes(world);
    CHECK(std::ranges::count(asked, "architect openai broken_off") == 1);
    CHECK(std::ranges::count(asked, "architect openai ok") == 1);
    CHECK(asked.size() == 6);
  }

  TEST_CASE("only paused, what is being written ends well, is kept, and nothing else is asked") {
    World world(3, {});
    bool told = false;
    ScriptedProvider provider([&](const AskedProvider& asked) {
      if (writes(asked) && !std::exchange(told, true)) say(world, "pause");
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai"}));
    CHECK(made(world).state == wire::GenerationState::paused);
    CHECK(outcomes(world) ==
          Outcomes{"architect openai ok", "coder openai ok", "reviewer openai ok"});
    CHECK(world.rows("SELECT status FROM plan_steps ORDER BY position").at(0) == "complete");
    say(world, "resume");
    REQUIRE(world.settle());
    CHECK(outcomes(world).size() == 5);
  }

  TEST_CASE("a step whose answers all take their time is not begun again beside itself") {
    World world(4, {});
    int written = 0;
    int reviewed = 0;
    ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.plans()) return right_answer(asked);
      const auto role = asked.reviews() ? ports::Role::reviewer : ports::Role::coder;
      const bool of_first_step = reviewed < 2;
      if (of_first_step) world.waits(models::limits_of(role).milliseconds - 1'000);
      look_after(world);
      if (asked.reviews() && ++reviewed == 1) {
        return models::ChatReply{.text = R"({"approved":false,"findings":[{"severity":"error",)"
                                         R"("path":"src/parts/a.tsx","line":1,"message":"No."}]})"};
      }
      // The first does not apply, the second is found wanting, the third stands.
      if (!asked.reviews() && ++written == 1) return models::ChatReply{.text = "I would not."};
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(written == 3 + 1);
    CHECK(reviewed == 2 + 1);
  }
}
