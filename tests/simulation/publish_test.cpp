// Publishing a version that has no finished build: it is built first.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "wire/generated/http.hpp"
#include "world.hpp"

using namespace sitewright;
using sitewright::simulation::Faults;
using sitewright::simulation::World;

namespace {

constexpr const char* kFlaw = "Type string is not assignable to type number";

wire::Project project_of(World& world, const std::string& id) {
  return wire::decode<wire::Project>(world.request("GET", "/api/v1/projects/" + id, "").body)
      .value();
}

/// A project with version 1 live and a version 2 whose build failed.
wire::Project with_unbuilt_version(World& world) {
  const auto created = world.request("POST", "/api/v1/projects",
                                     R"({"prompt":"A bakery in Porto with a menu and a blog"})");
  const auto id = wire::decode<wire::Project>(created.body).value().id;
  REQUIRE(world.settle());
  world.builds_fail_with(kFlaw);
  world.request("POST", "/api/v1/projects/" + id + "/messages",
                R"({"content":"Add a pricing section"})");
  REQUIRE(world.settle());
  world.builds_fail_with("");
  auto project = project_of(world, id);
  REQUIRE(project.latest_version == 2);
  REQUIRE(project.active_deployment->version == 1);
  return project;
}

routes::HttpReply publish(World& world, const std::string& project_id,
                          const std::string& more = R"(,"version":2)") {
  return world.request("POST", "/api/v1/deployments",
                       R"({"projectId":")" + project_id + '"' + more + "}");
}

wire::Deployment begun(World& world, const std::string& project_id,
                       const std::string& more = R"(,"version":2)") {
  const auto reply = publish(world, project_id, more);
  REQUIRE(reply.status == 201);
  return wire::decode<wire::Deployment>(reply.body).value();
}

wire::Deployment deployment_of(World& world, const std::string& id) {
  return wire::decode<wire::Deployment>(world.request("GET", "/api/v1/deployments/" + id, "").body)
      .value();
}

wire::Generation generation_of(World& world, const std::string& project_id) {
  const auto id = *project_of(world, project_id).current_generation_id;
  return wire::decode<wire::Generation>(world.request("GET", "/api/v1/generations/" + id, "").body)
      .value();
}

/// The statuses that watchers saw of a deployment, in their order.
std::vector<std::string> seen(World& world, const std::string& project_id, const std::string& id) {
  std::vector<std::string> statuses;
  for (const auto& event : world.events(project_id)) {
    if (event.type != "deployment.status") continue;
    const auto deployment = wire::decode<wire::Deployment>(event.data).value();
    if (deployment.id == id) statuses.emplace_back(wire::to_string(deployment.status));
  }
  return statuses;
}

std::string last_words(World& world) {
  return world.rows("SELECT content FROM messages ORDER BY id DESC LIMIT 1").at(0);
}

}  // namespace

TEST_SUITE("simulation/publish") {
  TEST_CASE("a version without a finished build is built, then live") {
    World world(1, {});
    const auto project = with_unbuilt_version(world);
    const auto deployment = begun(world, project.id);
    CHECK(deployment.status == wire::DeploymentState::building);
    CHECK_FALSE(deployment.url.has_value());
    CHECK(deployment.steps.at(0).status == wire::StepState::in_progress);
    CHECK(project_of(world, project.id).status == wire::ProjectStatus::generating);
    REQUIRE(world.settle());
    CHECK(deployment_of(world, deployment.id).status == wire::DeploymentState::live);
    CHECK(seen(world, project.id, deployment.id) == std::vector<std::string>{"building", "live"});
    const auto now = project_of(world, project.id);
    CHECK(now.status == wire::ProjectStatus::live);
    CHECK(now.active_deployment->version == 2);
    CHECK(now.latest_version == 2);
    const auto generation = generation_of(world, project.id);
    CHECK(generation.kind == wire::GenerationKind::publish);
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(generation.version == 2);
    CHECK(generation.deployment_id == deployment.id);
    CHECK(world.request("GET", "/api/v1/projects/" + project.id + "/versions/2", "")
              .body.contains(R"("previewUrl":"http)"));
    CHECK(last_words(world).starts_with("Version 2 is live at http://"));
  }

  TEST_CASE("built for a preview, the site's own address stays as it is") {
    World world(2, {});
    const auto project = with_unbuilt_version(world);
    const auto deployment = begun(world, project.id, R"(,"target":"preview")");
    REQUIRE(world.settle());
    const auto now = deployment_of(world, deployment.id);
    CHECK(now.status == wire::DeploymentState::live);
    CHECK(now.url->contains("v2--"));
    CHECK(project_of(world, project.id).active_deployment->version == 1);
    CHECK(last_words(world).starts_with("Version 2 is ready to look at: http://v2--"));
  }

  TEST_CASE("a build that fails again fails the deployment with its reason") {
    World world(3, {});
    const auto project = with_unbuilt_version(world);
    world.builds_fail_with(kFlaw);
    const auto deployment = begun(world, project.id);
    REQUIRE(world.settle());
    const auto now = deployment_of(world, deployment.id);
    CHECK(now.status == wire::DeploymentState::failed);
    CHECK(now.error->contains(kFlaw));
    CHECK(seen(world, project.id, deployment.id) == std::vector<std::string>{"building", "failed"});
    CHECK(project_of(world, project.id).active_deployment->version == 1);
  }

  TEST_CASE("cancelled, or deleted while it is built, it never goes live") {
    World world(4, {});
    const auto project = with_unbuilt_version(world);
    const auto cancelled = begun(world, project.id);
    const auto generation = generation_of(world, project.id).id;
    CHECK(world.request("POST", "/api/v1/generations/" + generation + "/cancel", "").status == 202);
    REQUIRE(world.settle());
    CHECK(deployment_of(world, cancelled.id).status == wire::DeploymentState::failed);
    CHECK(deployment_of(world, cancelled.id).error == "Cancelled.");

    const auto deleted = begun(world, project.id);
    CHECK(world.request("DELETE", "/api/v1/deployments/" + deleted.id, "").status == 204);
    REQUIRE(world.settle());
    CHECK(deployment_of(world, deleted.id).status == wire::DeploymentState::archived);
    CHECK(seen(world, project.id, deleted.id) == std::vector<std::string>{"building", "archived"});
    CHECK(generation_of(world, project.id).state == wire::GenerationState::cancelled);
    CHECK(project_of(world, project.id).active_deployment->version == 1);
  }

  TEST_CASE("while a generation runs nothing else is built") {
    World world(5, {});
    const auto project = with_unbuilt_version(world);
    begun(world, project.id);
    const auto before = world.rows("SELECT COUNT(*) FROM deployments");
    CHECK(publish(world, project.id).status == 409);
    CHECK(world.rows("SELECT COUNT(*) FROM deployments") == before);
    // What is built already needs no generation.
    CHECK(begun(world, project.id, R"(,"version":1)").status == wire::DeploymentState::live);
  }

  TEST_CASE("one-click deployment builds as well and shows its stages") {
    World world(6, {});
    const auto project = with_unbuilt_version(world);
    const auto reply = world.request("POST", "/api/v1/deploy/" + project.thread_id, "");
    REQUIRE(reply.status == 202);
    const std::string path =
        "/api/v1/deploy/status/" + wire::decode<wire::DeployJob>(reply.body)->job_id;
    const auto status = [&] {
      return wire::decode<wire::DeployStatus>(world.request("GET", path, "").body).value();
    };
    CHECK(status().stage == wire::DeployStage::bundle);
    CHECK(status().status == wire::DeploymentState::building);
    REQUIRE(world.settle());
    CHECK(status().stage == wire::DeployStage::complete);
    CHECK(status().status == wire::DeploymentState::live);
  }

  TEST_CASE("a finished build of the same files is used again") {
    World world(7, {});
    const auto project = with_unbuilt_version(world);
    world.request("POST", "/api/v1/projects/" + project.id + "/versions/2/revert", "");
    REQUIRE(world.settle());
    const auto builds = world.rows("SELECT COUNT(*) FROM builds");
    CHECK(begun(world, project.id).status == wire::DeploymentState::live);
    CHECK(world.rows("SELECT COUNT(*) FROM builds") == builds);
    CHECK(world.request("GET", "/api/v1/projects/" + project.id + "/versions/2", "")
              .body.contains(R"("previewUrl":"http)"));
  }

  TEST_CASE("it ends live once, whatever is lost, late or doubled on the way") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      CAPTURE(seed);
      World world(seed, Faults{.effect_fails_before = 4,
                               .effect_fails_after = 4,
                               .message_twice = 200,
                               .run_dies = 100,
                               .restarts = 1});
      const auto project = with_unbuilt_version(world);
      const auto deployment = begun(world, project.id);
      REQUIRE(world.settle());
      CHECK(seen(world, project.id, deployment.id) == std::vector<std::string>{"building", "live"});
      CHECK(world.rows("SELECT version_number FROM deployments WHERE status = 'live'") ==
            std::vector<std::string>{"2"});
      CHECK(world.rows("SELECT id FROM generations WHERE finished_at IS NULL").empty());
    }
  }
}
