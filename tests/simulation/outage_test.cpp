// What becomes of a generation while no language model can be asked.
#include <doctest/doctest.h>

#include <string>

#include "router_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;
using Kind = ChatFailure::Kind;

namespace {

constexpr const char* kAlone = R"({"allowBuiltin":false})";

/// Whoever is asked first is overloaded so often.
ScriptedProvider::Answer overloaded(int& left) {
  return [&left](const AskedProvider& asked) -> models::ChatOutcome {
    if (left-- > 0) return ChatFailure{.kind = Kind::overloaded, .status = 503, .detail = "busy"};
    return right_answer(asked);
  };
}

}  // namespace

TEST_SUITE("simulation/outage") {
  TEST_CASE("a plan is asked for again after a while, so that it outlives a short outage") {
    World world(60, {});
    int left = 5;  // as many as open the breaker
    ScriptedProvider provider(overloaded(left));
    world.provides(provider, routing_of({"anthropic"}));
    const auto began = world.now();
    CHECK(made(world, kAlone).state == wire::GenerationState::complete);
    CHECK(outcomes(world).at(4) == "architect anthropic overloaded");
    CHECK(outcomes(world).at(5) == "architect anthropic ok");
    CHECK(world.now() - began > 30'000);
    CHECK(world
              .rows("SELECT COUNT(*) FROM model_calls WHERE started_at < (SELECT MIN(started_at)"
                    " FROM model_calls) + 3000")
              .at(0) == "2");
  }

  TEST_CASE("while a provider is left alone, the reason says which, why and for how long") {
    World world(61, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic"}));
    world.rows(
        "INSERT INTO provider_health VALUES ('anthropic', 'open', 7, 1, 1900000000000, 0,"
        " 'broken_off', 0, 1)");
    const auto generation = made(world, kAlone);
    CHECK(generation.state == wire::GenerationState::failed);
    REQUIRE(generation.error.has_value());
    CHECK(generation.error->contains(
        "anthropic failed 7 times in a row (broken off) and is asked again in "));
    CHECK(provider.asked.empty());
  }

  TEST_CASE("a step that is given up says what was in the way, and is no dead letter") {
    World world(62, {});
    ScriptedProvider provider([](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.plans()) return right_answer(asked);
      return ChatFailure{.kind = Kind::server, .status = 500, .detail = "engine is loading"};
    });
    world.provides(provider, routing_of({"anthropic"}));
    const auto generation = made(world, kAlone);
    CHECK(generation.state == wire::GenerationState::failed);
    REQUIRE(generation.error.has_value());
    CHECK(generation.error->contains("anthropic"));
    CHECK_FALSE(generation.error->contains("given up"));
    CHECK(world.rows("SELECT COUNT(*) FROM dead_letters").at(0) == "0");
  }

  TEST_CASE("without any key a project that does not take the built-in model is not made by it") {
    World world(63, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({}));
    const auto generation = made(world, kAlone);
    CHECK(generation.state == wire::GenerationState::failed);
    CHECK(generation.error->contains("Set a key under Models and money"));
    CHECK(made(world).usage.model == "builtin");
  }
}
