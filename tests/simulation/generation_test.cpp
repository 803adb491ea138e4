#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "wire/generated/events.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

using namespace sitewright;
using sitewright::simulation::Faults;
using sitewright::simulation::Seen;
using sitewright::simulation::World;

namespace {

constexpr const char* kPrompt = R"({"prompt":"A bakery in Porto with a menu and opening hours"})";

wire::Project created(World& world, const char* body = kPrompt) {
  const auto reply = world.request("POST", "/api/v1/projects", body);
  REQUIRE(reply.status == 201);
  return wire::decode<wire::Project>(reply.body).value();
}

wire::Project project_of(World& world, const std::string& id) {
  return wire::decode<wire::Project>(world.request("GET", "/api/v1/projects/" + id, "").body)
      .value();
}

std::vector<std::string> states(World& world, const std::string& project_id) {
  std::vector<std::string> states;
  for (const auto& event : world.events(project_id)) {
    if (event.type != "generation.state") continue;
    const auto data = wire::decode<wire::GenerationStateEvent>(event.data).value();
    states.emplace_back(wire::to_string(data.state));
  }
  return states;
}

std::size_t count(World& world, const std::string& project_id, std::string_view type,
                  std::string_view part = "") {
  return static_cast<std::size_t>(std::ranges::count_if(
      world.events(project_id),
      [&](const Seen& event) { return event.type == type && event.data.contains(part); }));
}

/// The tree of the newest version of a project, as one hash.
std::string newest_tree(World& world, const std::string& project_id) {
  const auto rows = world.rows("SELECT tree_hash FROM versions WHERE project_id = '" + project_id +
                               "' ORDER BY number DESC LIMIT 1");
  return rows.empty() ? std::string() : rows[0];
}

std::string undisturbed_tree() {
  World world(1, {});
  const auto project = created(world);
  REQUIRE(world.settle());
  return newest_tree(world, project.id);
}

/// What must hold however things went.
void check_whole(World& world, const wire::Project& project, const std::string& tree) {
  CHECK(newest_tree(world, project.id) == tree);
  CHECK(world.rows("SELECT number FROM versions").size() == 1);
  CHECK(world.rows("SELECT id FROM deployments WHERE status = 'live'").size() == 1);
  CHECK(world.rows("SELECT id FROM plans").size() == 1);
  const auto seen = states(world, project.id);
  REQUIRE_FALSE(seen.empty());
  CHECK(seen.front() == "queued");
  CHECK(seen.back() == "complete");
  CHECK(std::ranges::count(seen, "complete") == 1);
  const auto steps = world.rows("SELECT id FROM plan_steps WHERE status = 'complete'");
  CHECK(steps.size() >= 3);
  for (const auto& step : steps) {
    CHECK(count(world, project.id, "step.status", "\"stepId\":\"" + step + "\",\"index\"") >= 1);
  }
  CHECK(count(world, project.id, "step.status", "\"status\":\"complete\"") == steps.size());
  CHECK(count(world, project.id, "plan.created") == 1);
  CHECK(count(world, project.id, "build.log") >= 1);
  CHECK(count(world, project.id, "deployment.status") == 1);
  CHECK(world.rows("SELECT id FROM outbox WHERE sent_at IS NULL").empty());
  CHECK(world.rows("SELECT id FROM events WHERE published_at IS NULL").empty());
}

void run_with(Faults faults, std::uint64_t seeds) {
  const auto tree = undisturbed_tree();
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    World world(seed, faults);
    const auto project = created(world);
    REQUIRE(world.settle());
    check_whole(world, project, tree);
  }
}

}  // namespace

TEST_SUITE("simulation/generation") {
  TEST_CASE("a prompt becomes a live site through every state in order") {
    World world(1, {});
    const auto project = created(world);
    CHECK(project.status == wire::ProjectStatus::generating);
    REQUIRE(world.settle());
    CHECK(states(world, project.id) == std::vector<std::string>{"queued", "planning", "coding",
                                                                "building", "testing", "deploying",
                                                                "complete"});
    check_whole(world, project, newest_tree(world, project.id));
    CHECK(project_of(world, project.id).status == wire::ProjectStatus::live);
  }

  TEST_CASE("messages that come late and out of order change nothing") {
    run_with({}, 20);
  }

  TEST_CASE("messages that come twice change nothing") {
    run_with({.message_twice = 300}, 20);
  }

  TEST_CASE("effects that fail before or after they took place are made up for") {
    run_with({.effect_fails_before = 5, .effect_fails_after = 5}, 20);
  }

  TEST_CASE("runs that die half-way are made up for") {
    run_with({.run_dies = 200}, 20);
  }

  TEST_CASE("restarts that lose every message and run are made up for") {
    run_with({.restarts = 4}, 20);
  }

  TEST_CASE("all of it together still ends in one whole site") {
    run_with({.effect_fails_before = 4,
              .effect_fails_after = 4,
              .message_twice = 150,
              .run_dies = 60,
              .restarts = 2},
             30);
  }

  TEST_CASE("the same prompt gives the same tree in every project") {
    World world(7, {});
    const auto first = created(world);
    const auto second = created(world);
    REQUIRE(world.settle());
    CHECK(newest_tree(world, first.id) == newest_tree(world, second.id));
    CHECK(project_of(world, first.id).slug != project_of(world, second.id).slug);
  }

  TEST_CASE("a cancelled generation ends cancelled, whatever still arrives") {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
      CAPTURE(seed);
      World world(seed, {});
      const auto project = created(world);
      const auto reply = world.request(
          "POST", "/api/v1/generations/" + *project.current_generation_id + "/cancel", "");
      CHECK(reply.status == 202);
      REQUIRE(world.settle());
      CHECK(states(world, project.id).back() == "cancelled");
      CHECK(world.rows("SELECT id FROM deployments").empty());
      CHECK(world
                .request("POST",
                         "/api/v1/generations/" + *project.current_generation_id + "/cancel", "")
                .status == 409);
    }
  }

  TEST_CASE("a paused generation waits, and goes on to the same site") {
    const auto tree = undisturbed_tree();
    World world(3, {});
    const auto project = created(world);
    const std::string path = "/api/v1/generations/" + *project.current_generation_id;
    CHECK(world.request("POST", path + "/pause", "").status == 202);
    REQUIRE(world.settle());
    CHECK(states(world, project.id).back() == "paused");
    CHECK(project_of(world, project.id).status == wire::ProjectStatus::paused);
    CHECK(world.request("POST", path + "/resume", "").status == 202);
    REQUIRE(world.settle());
    CHECK(newest_tree(world, project.id) == tree);
  }

  TEST_CASE("a build that nothing repairs needs a person, and what was live stays live") {
    World world(5, {});
    const auto project = created(world);
    REQUIRE(world.settle());
    world.builds_fail_with("Type string is not assignable to type number");
    CHECK(world
              .request("POST", "/api/v1/projects/" + project.id + "/messages",
                       R"({"content":"Add a pricing section"})")
              .status == 202);
    REQUIRE(world.settle());
    const auto now = project_of(world, project.id);
    CHECK(now.status == wire::ProjectStatus::live);
    CHECK(now.active_deployment->version == 1);
    const auto generation = wire::decode<wire::Generation>(
        world.request("GET", "/api/v1/generations/" + *now.current_generation_id, "").body);
    CHECK(generation->state == wire::GenerationState::escalated);
    CHECK(generation->error->contains("src/site.ts:3"));
    CHECK(generation->error->contains("The built-in model cannot repair code."));
  }

  TEST_CASE("a revert is a new version with the old tree, live at once, and archives the rest") {
    World world(6, {});
    const auto project = created(world);
    REQUIRE(world.settle());
    const auto first = newest_tree(world, project.id);
    world.request("POST", "/api/v1/projects/" + project.id + "/messages",
                  R"({"content":"Add a pricing section and make the theme dark"})");
    REQUIRE(world.settle());
    CHECK(newest_tree(world, project.id) != first);
    CHECK(
        world.request("POST", "/api/v1/projects/" + project.id + "/versions/1/revert", "").status ==
        202);
    CHECK(project_of(world, project.id).active_deployment->version == 3);
    REQUIRE(world.settle());
    CHECK(newest_tree(world, project.id) == first);
    CHECK(world.rows("SELECT id FROM builds").size() == 2);
    CHECK(
        world.rows("SELECT id FROM messages WHERE status = 'archived' AND role = 'user'").size() ==
        1);
  }

  TEST_CASE("a build that writes many long lines goes through in messages that a queue takes") {
    World world(11, {});
    world.builds_write(std::vector<std::string>(64, std::string(2000, '"')));
    const auto project = created(world);
    REQUIRE(world.settle());
    CHECK(states(world, project.id).back() == "complete");
    CHECK(count(world, project.id, "build.log") > 1);
    const auto log = world.request(
        "GET", "/api/v1/builds/" + world.rows("SELECT id FROM builds").at(0) + "/log", "");
    CHECK(log.body.size() == 64 * 2001);
  }

  TEST_CASE("a trace tells each part of a generation, and says the same whenever it is asked") {
    World world(12, {});
    const auto project = created(world);
    const auto path = "/api/v1/generations/" + *project.current_generation_id + "/trace";
    const auto early = wire::decode<wire::Trace>(world.request("GET", path, "").body).value();
    CHECK(early.spans.at(0).status == wire::TraceSpanStatus::running);
    REQUIRE(world.settle());
    const auto reply = world.request("GET", path, "");
    const auto trace = wire::decode<wire::Trace>(reply.body).value();
    CHECK(trace.trace_id == early.trace_id);
    CHECK(trace.spans.at(0).id == early.spans.at(0).id);
    const auto parts = [&](wire::TraceSpanKind kind) {
      return std::ranges::count(trace.spans, kind, &wire::TraceSpan::kind);
    };
    CHECK(parts(wire::TraceSpanKind::generation) == 1);
    CHECK(parts(wire::TraceSpanKind::plan) == 1);
    CHECK(parts(wire::TraceSpanKind::step) ==
          static_cast<std::ptrdiff_t>(world.rows("SELECT id FROM plan_steps").size()));
    CHECK(parts(wire::TraceSpanKind::build) == 1);
    CHECK(parts(wire::TraceSpanKind::deployment) == 1);
    for (const auto& span : trace.spans) CHECK(span.status == wire::TraceSpanStatus::ok);
    CHECK(world.request("GET", path, "").body == reply.body);
    CHECK(world.request("GET", "/api/v1/generations/gen_none/trace", "").status == 404);
  }

  TEST_CASE("a second change while one runs is refused and leaves no trace") {
    World world(8, {});
    const auto project = created(world);
    const auto before = world.rows("SELECT COUNT(*) FROM messages");
    CHECK(world
              .request("POST", "/api/v1/projects/" + project.id + "/messages",
                       R"({"content":"Add a pricing section"})")
              .status == 409);
    CHECK(world.rows("SELECT COUNT(*) FROM messages") == before);
  }
}

TEST_SUITE("simulation/query plans") {
  TEST_CASE("no statement scans a table that grows") {
    World world(9, {.restarts = 1});
    const auto project = created(world);
    REQUIRE(world.settle());
    world.request("GET", "/api/v1/projects?limit=5", "");
    world.request("GET", "/api/v1/threads/" + project.thread_id, "");
    for (const char* path : {"/versions", "/versions/1", "/versions/1/files", "/builds"}) {
      world.request("GET", "/api/v1/projects/" + project.id + path, "");
    }
    world.request("POST", "/api/v1/projects/" + project.id + "/versions/1/revert", "");
    world.rows(
        "INSERT INTO dead_letters (id, queue, body, received_at) VALUES ('dead',"
        " 'plan-steps-queue-dlq', '{}', 1)");
    world.request("GET", "/api/v1/dead-letters", "");
    world.request("GET", "/api/v1/generations/" + *project.current_generation_id + "/trace", "");
    world.request("POST", "/api/v1/dead-letters/dead/replay", "");
    REQUIRE(world.settle());
    for (const auto& [sql, plan] : world.query_plans()) {
      for (const auto& line : plan) {
        // "SCAN x USING … INDEX" reads an index that holds only what is asked for; rows of
        // json_each and of the statement itself are no table.
        const bool scans = line.contains("SCAN") && !line.contains("INDEX") &&
                           !line.contains("json_each") && !line.contains("CONSTANT ROW");
        CHECK_MESSAGE(!scans, sql << "\n  " << line);
      }
    }
  }
}
