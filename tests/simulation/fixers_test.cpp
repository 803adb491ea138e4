// What ai-app-worker asks of build-service, which has the fixers.
#include "healing_world.hpp"
#include "run.hpp"
#include "wire/generated/build.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

constexpr const char* kNullable =
    "@@write src/flaw.tsx\nexport const name = list[0][1][2].name;\n@@end\n";

/// A site whose only build failed, and for which nobody has a repair.
wire::FixerRequest broken_site(World& world, Mender& model) {
  world.builds_judged_by(always(wire::ErrorCategory::runtime));
  const auto project = make_site(world, model);
  REQUIRE(world.settle());
  return {.project_id = project.id,
          .tree_hash = builds_of(world, project.id).at(0).tree_hash.value(),
          .errors = {{.category = wire::ErrorCategory::type,
                      .code = "TS2532",
                      .file = "src/flaw.tsx",
                      .line = 1,
                      .column = 21,
                      .message = "Object is possibly 'undefined'."}}};
}

Task<Done> ask(RunPorts* ports, std::string body, std::optional<ports::SiblingReply>* answer) {
  *answer = co_await or_return(ports->siblings.post("build-service", "/fixes", std::move(body)));
  co_return Done{};
}

ports::SiblingReply asked(World& world, const std::string& body) {
  std::optional<ports::SiblingReply> answer;
  world.begins([&](RunPorts& ports) { return ask(&ports, body, &answer); });
  REQUIRE(world.settle());
  REQUIRE(answer.has_value());
  return *answer;
}

wire::FixerReply fixes(World& world, const wire::FixerRequest& request) {
  const auto answer = asked(world, wire::encode(request));
  REQUIRE(answer.status == 200);
  return wire::decode<wire::FixerReply>(answer.body).value();
}

constexpr const char* kSpelt =
    "It is misspelt.\n@@edit src/flaw.tsx\n@@find\nexport const total = pric + 1;\n@@replace\n"
    "export const total = price + 1;\n@@end\n";

/// A site with a flaw that a rule knows; its repair was begun and found no build-service.
wire::Project healing_without_fixers(World& world, Mender& model) {
  world.builds_judged_by(find_misspelt);
  world.refuses("service.fetch");
  const auto project = make_site(world, model);
  const auto waits = [&] {
    return std::ranges::any_of(
        world.logged(), [](const std::string& line) { return line.contains("message_failed"); });
  };
  for (int steps = 0; steps < 5'000 && !waits(); ++steps) static_cast<void>(world.settle(1));
  REQUIRE(waits());
  CHECK(states_of(world, project.id).back() == "healing");
  return project;
}

}  // namespace

TEST_SUITE("simulation/fixers") {
  TEST_CASE("the same question gives the same repair, and the second time nothing is written") {
    World world(1, {});
    Mender model(kNullable, {"!cannot"});
    const auto request = broken_site(world, model);
    const auto first = fixes(world, request);
    REQUIRE(first.fix.has_value());
    CHECK_FALSE(first.fix->summary.empty());
    const auto before = world.blobs();
    CHECK(before.contains("projects/" + request.project_id + "/trees/" + first.fix->tree_hash +
                          ".json"));
    CHECK(fixes(world, request) == first);
    CHECK(world.blobs() == before);
  }

  TEST_CASE("a tree that was built is not offered again, until there is none") {
    World world(2, {});
    Mender model(kNullable, {"!cannot"});
    auto request = broken_site(world, model);
    std::set<std::string> offered;
    for (auto reply = fixes(world, request); reply.fix; reply = fixes(world, request)) {
      CHECK(offered.insert(reply.fix->tree_hash).second);
      request.built.push_back(reply.fix->tree_hash);
      REQUIRE(offered.size() < 40);
    }
    CHECK(offered.size() >= 3);
  }

  TEST_CASE("a package is added in the version that the question allows, and no other") {
    World world(3, {});
    Mender model("@@write src/flaw.tsx\nimport \"lucide-react\";\n@@end\n", {"!cannot"});
    auto request = broken_site(world, model);
    request.errors = {{.category = wire::ErrorCategory::dependency,
                       .code = "TS2307",
                       .file = "src/flaw.tsx",
                       .line = 1,
                       .column = 8,
                       .message = "Cannot find module 'lucide-react' or its corresponding type "
                                  "declarations.",
                       .package = "lucide-react"}};
    const auto adds = [&](const wire::FixerReply& reply) {
      return reply.fix && reply.fix->summary.contains("Add lucide-react");
    };
    CHECK_FALSE(adds(fixes(world, request)));
    request.packages.push_back({"lucide-react", "1.75.0"});
    const auto reply = fixes(world, request);
    CHECK_MESSAGE(adds(reply), (reply.fix ? reply.fix->summary : "no fix"));
  }

  TEST_CASE("what is no question is refused by its place, and a tree nobody stored is not found") {
    World world(4, {});
    Mender model(kNullable, {"!cannot"});
    auto request = broken_site(world, model);
    request.tree_hash = "short";
    const auto refused = asked(world, wire::encode(request));
    CHECK(refused.status == 400);
    CHECK(refused.body.contains("/treeHash"));
    request.tree_hash = std::string(64, '0');
    CHECK(asked(world, wire::encode(request)).status == 404);
    CHECK(asked(world, "").status == 400);
  }

  TEST_CASE("a repair waits for build-service, and the rule has its turn") {
    World world(5, {});
    Mender model(kMisspelt, {"!cannot"});
    const auto project = healing_without_fixers(world, model);
    CHECK(builds_of(world, project.id).size() == 1);
    world.refuses("");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK(builds_of(world, project.id).at(1).repair->by == wire::RepairBy::fixer);
    CHECK(model.asked.empty());
  }

  TEST_CASE("when build-service stays away, the model has its turn") {
    World world(6, {});
    Mender model(kMisspelt, {kSpelt});
    const auto project = healing_without_fixers(world, model);
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK(builds_of(world, project.id).at(1).repair->by == wire::RepairBy::model);
    CHECK(world.rows("SELECT COUNT(*) FROM dead_letters").at(0) == "0");
    CHECK(std::ranges::any_of(world.logged(), [](const std::string& line) {
      return line.contains("fixers_passed_over");
    }));
  }
}
