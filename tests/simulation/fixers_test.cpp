// What ai-app-worker asks of build-service, which has the fixers.
#include "healing_world.hpp"
#include "run.hpp"
#include "wire/generated/build.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

constexpr const char* kNullable =
    "@@write src/flaw.tsx\nexport const name = list[0][1][2].name;\n@@end\n";

constexpr const char* kPossiblyUndefined = R"([{"category":"type","code":"TS2532",)"
                                           R"("file":"src/flaw.tsx","line":1,"column":21,)"
                                           R"("message":"Object is possibly 'undefined'."}])";

/// A site whose only build failed, and for which nobody has a repair.
wire::FixerRequest broken_site(World& world, Mender& model) {
  world.builds_judged_by(always(wire::ErrorCategory::runtime));
  const auto project = make_site(world, model);
  REQUIRE(world.settle());
  auto errors =
      wire::decode<wire::BuildErrors>(std::string(R"({"items":)") + kPossiblyUndefined + "}");
  return {.project_id = project.id,
          .tree_hash = builds_of(world, project.id).at(0).tree_hash.value(),
          .errors = errors.value().items};
}

ports::SiblingReply asked(World& world, std::string body) {
  std::optional<ports::SiblingReply> answer;
  const auto ask = [&](RunPorts& ports) -> Task<Done> {
    return [](RunPorts* ports, std::string body,
              std::optional<ports::SiblingReply>* answer) -> Task<Done> {
      *answer =
          co_await or_return(ports->siblings.post("build-service", "/fixes", std::move(body)));
      co_return Done{};
    }(&ports, body, &answer);
  };
  world.begins(ask);
  REQUIRE(world.settle());
  REQUIRE(answer.has_value());
  return *answer;
}

wire::FixerReply fixes(World& world, const wire::FixerRequest& request) {
  const auto answer = asked(world, wire::encode(request));
  REQUIRE(answer.status == 200);
  return wire::decode<wire::FixerReply>(answer.body).value();
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
    const auto refused = asked(world, R"({"projectId":"p1","treeHash":"short"})");
    CHECK(refused.status == 400);
    CHECK(refused.body.contains("/treeHash"));
    request.tree_hash = std::string(64, '0');
    CHECK(asked(world, wire::encode(request)).status == 404);
    CHECK(asked(world, "").status == 400);
  }

  TEST_CASE("while build-service does not answer, a repair waits and is not given up") {
    World world(5, {});
    world.builds_judged_by(find_misspelt);
    Mender model(kMisspelt, {"!cannot"});
    world.refuses("service.fetch");
    const auto project = make_site(world, model);
    static_cast<void>(world.settle(2'000));
    CHECK(states_of(world, project.id).back() == "healing");
    CHECK(builds_of(world, project.id).size() == 1);
    CHECK(model.asked.empty());
    world.refuses("");
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    CHECK(builds_of(world, project.id).at(1).repair->by == wire::RepairBy::fixer);
  }
}
