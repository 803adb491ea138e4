// Budgets of one project and of one generation under calls that begin at once, at a provider that
// bills all that was set aside: nothing is over, and nothing is left that another call fits in.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "models/router/money.hpp"
#include "router_world.hpp"
#include "run.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

constexpr std::int64_t kCap = 500'000;
constexpr int kAtOnce = 20;

Task<Done> review(RunPorts* ports, ports::Attribution whose, int* answered) {
  ports::ModelRequest request{.role = ports::Role::reviewer,
                              .parts = {{ports::PartKind::step, "0", "{}"}},
                              .task = ports::TaskClass::review,
                              .whose = std::move(whose)};
  const auto reply = co_await ports->model.ask(std::move(request), nullptr);
  if (reply) ++*answered;
  if (!reply) CHECK(reply.error().code == Code::conflict);
  co_return Done{};
}

/// What is held against a budget: spent, and set aside by calls under way.
std::int64_t held(World& world, const std::string& where) {
  return std::stoll(world
                        .rows("SELECT COALESCE(SUM(cost_micros + reserved_micros), 0)"
                              " FROM model_calls WHERE " +
                              where)
                        .at(0));
}

/// `setting` of the project becomes kCap. `generation`: whose the nth call is. Calls with the same
/// `column` count against the budget.
void race(std::uint64_t seed, const std::string& setting,
          const std::function<std::string(int)>& generation, const std::string& column) {
  CAPTURE(seed);
  World world(seed, {});
  const auto project = created(world);
  REQUIRE(world.settle());  // by the built-in model, which costs nothing
  REQUIRE(
      world
          .request("PATCH", "/api/v1/projects/" + project.id,
                   R"({"settings":{"budget":{")" + setting + "\":" + std::to_string(kCap) + "}}}")
          .status == 200);
  const std::string where =
      column + " = '" + (column == "project_id" ? project.id : generation(0)) + "'";
  std::int64_t most = 0;
  std::int64_t one = 0;
  auto routing = routing_of({"anthropic"});
  ScriptedProvider provider([&](const AskedProvider& asked) {
    most = std::max(most, held(world, where));
    const auto input = models::most_tokens(asked.request);
    const auto output = asked.request.max_output_tokens;
    one = models::worst_case(routing.offers.front().prices, input, output);
    return models::ChatOutcome(models::ChatReply{
        .text = R"({"approved":true,"findings":[]})",
        .usage = {.input_tokens = input, .cache_write_tokens = input, .output_tokens = output}});
  });
  world.provides(provider, routing);
  int answered = 0;
  for (int i = 0; i < kAtOnce; ++i) {
    const ports::Attribution whose{.user_id = "usr_00000000000000000000000000",
                                   .project_id = project.id,
                                   .generation_id = generation(i)};
    world.begins([&](RunPorts& ports) { return review(&ports, whose, &answered); });
  }
  REQUIRE(world.settle());
  CHECK(most <= kCap);
  REQUIRE(one > 0);
  CHECK(answered == kCap / one);
  CHECK(held(world, where) == answered * one);
  CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE state = 'reserved'").at(0) == "0");
}

}  // namespace

TEST_SUITE("simulation/budget race") {
  TEST_CASE("many generations of a project at once never hold more than the project allows") {
    const auto another = [](int i) { return "gen_" + std::to_string(i); };
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      race(seed, "projectMicros", another, "project_id");
    }
  }

  TEST_CASE("many calls of a generation at once never hold more than it may cost") {
    const auto the_same = [](int) { return std::string("gen_one"); };
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      race(seed, "generationMicros", the_same, "generation_id");
    }
  }
}
