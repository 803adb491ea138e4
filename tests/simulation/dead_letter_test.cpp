// Messages that are tried too often: kept, told to what waits for them, listed, replayed.
#include <doctest/doctest.h>

#include <string>

#include "wire/generated/http.hpp"
#include "world.hpp"

using namespace sitewright;
using sitewright::simulation::World;

namespace {

constexpr const char* kPrompt = R"({"prompt":"A bakery in Porto with a menu and opening hours"})";

wire::Project created(World& world) {
  const auto reply = world.request("POST", "/api/v1/projects", kPrompt);
  REQUIRE(reply.status == 201);
  return wire::decode<wire::Project>(reply.body).value();
}

wire::DeadLetterList listed(World& world, std::string query = {}) {
  const auto reply = world.request("GET", "/api/v1/dead-letters", "", std::move(query));
  REQUIRE(reply.status == 200);
  return wire::decode<wire::DeadLetterList>(reply.body).value();
}

routes::HttpReply replayed(World& world, const std::string& id) {
  return world.request("POST", "/api/v1/dead-letters/" + id + "/replay", "");
}

std::string state_of(World& world, const std::string& project_id) {
  return world
      .rows("SELECT state FROM generations WHERE project_id = '" + project_id +
            "' ORDER BY id DESC LIMIT 1")
      .at(0);
}

/// Lets every build request die: the runner cannot be reached.
wire::Project with_dead_build(World& world) {
  const auto project = created(world);
  world.refuses("runner.open");
  REQUIRE(world.settle());
  world.refuses("");
  return project;
}

}  // namespace

TEST_SUITE("simulation/dead letters") {
  TEST_CASE(
      "a message that is tried too often is listed as it was, and what waits for it is told") {
    World world(1, {});
    const auto project = with_dead_build(world);
    CHECK(state_of(world, project.id) == "escalated");
    const auto letters = listed(world).items;
    REQUIRE(letters.size() == 1);
    CHECK(letters[0].queue == "project-builds-queue");
    CHECK(letters[0].body.contains(project.id));
    CHECK(letters[0].bytes == static_cast<std::int64_t>(letters[0].body.size()));
    CHECK_FALSE(letters[0].replayed_at.has_value());
    CHECK(world.request("GET", "/metrics", "").body.contains("sitewright_dead_letters_open 1\n"));
  }

  TEST_CASE("a replay puts the message on its queue once, however often it is asked for") {
    World world(2, {});
    with_dead_build(world);
    const auto id = listed(world).items.at(0).id;
    const auto sent = world.rows("SELECT COUNT(*) FROM outbox").at(0);
    const auto first = replayed(world, id);
    CHECK(first.status == 202);
    const auto letter = wire::decode<wire::DeadLetter>(first.body).value();
    CHECK(letter.replayed_at.has_value());
    CHECK(replayed(world, id).body == first.body);
    CHECK(std::stoi(world.rows("SELECT COUNT(*) FROM outbox").at(0)) == std::stoi(sent) + 1);
    CHECK(listed(world).items.empty());
    REQUIRE(world.settle());
    CHECK(world.rows("SELECT id FROM outbox WHERE sent_at IS NULL").empty());
  }

  TEST_CASE("a replay of work that has ended meanwhile changes nothing") {
    World world(3, {});
    const auto project = with_dead_build(world);
    const auto events = world.events(project.id).size();
    CHECK(replayed(world, listed(world).items.at(0).id).status == 202);
    REQUIRE(world.settle());
    CHECK(state_of(world, project.id) == "escalated");
    CHECK(world.events(project.id).size() == events);
    CHECK(world.rows("SELECT id FROM deployments").empty());
  }

  TEST_CASE("what watchers missed reaches them by a replay, and twice changes nothing") {
    World world(4, {});
    const auto project = created(world);
    world.refuses("channel.publish");
    CHECK_FALSE(world.settle(4000));
    world.refuses("");
    REQUIRE(world.settle());
    const auto letters = listed(world, "limit=100").items;
    REQUIRE(letters.size() > 0);
    const auto before = world.events(project.id).size();
    for (const auto& letter : letters) CHECK(replayed(world, letter.id).status == 202);
    REQUIRE(world.settle());
    // The durable way had brought the same facts: their keys and ranks are known.
    CHECK(world.events(project.id).size() >= before);
    CHECK(state_of(world, project.id) == "complete");
    CHECK(listed(world).items.empty());
  }

  TEST_CASE("letters come oldest first, page by page, while some are being replayed") {
    World world(5, {});
    for (int i = 0; i < 7; ++i) {
      world.rows("INSERT INTO dead_letters (id, queue, body, received_at) VALUES ('m" +
                 std::to_string(i) + "x', 'plan-steps-queue-dlq', '{}', " +
                 std::to_string(1000 + i / 2) + ")");
    }
    std::string seen;
    std::string query = "limit=3";
    for (;;) {
      const auto page = listed(world, query);
      for (const auto& letter : page.items) {
        seen += letter.id[1];
        CHECK(replayed(world, letter.id).status == 202);
      }
      if (!page.next_cursor) break;
      query = "limit=3&cursor=" + *page.next_cursor;
    }
    CHECK(seen == "0123456");
  }

  TEST_CASE("a long body is shown in part, cut between characters, and replayed whole") {
    World world(6, {});
    std::string body = "\"";
    for (int i = 0; i < 3000; ++i) body += "é";
    body += "\"";
    world.rows(
        "INSERT INTO dead_letters (id, queue, body, received_at) VALUES ('long',"
        " 'step-status-to-bff-queue-dlq', '" +
        body + "', 1)");
    const auto letter = listed(world).items.at(0);
    CHECK(letter.bytes == static_cast<std::int64_t>(body.size()));
    CHECK(letter.body == body.substr(0, 1 + 1999 * 2));
    const auto reply = replayed(world, "long");
    CHECK(wire::decode<wire::DeadLetter>(reply.body)->body == letter.body);
    CHECK(world.rows("SELECT body FROM outbox") == std::vector<std::string>{body});
  }

  TEST_CASE("an unknown letter is not found, one of a queue that is no more stays") {
    World world(7, {});
    CHECK(replayed(world, "none").status == 404);
    world.rows(
        "INSERT INTO dead_letters (id, queue, body, received_at) VALUES ('old', 'gone-queue-dlq',"
        " '{}', 1)");
    CHECK(replayed(world, "old").status == 409);
    CHECK(listed(world).items.size() == 1);
  }

  TEST_CASE("replayed letters are forgotten after a while, open ones never") {
    World world(8, {});
    world.rows(
        "INSERT INTO dead_letters (id, queue, body, received_at, replayed_at) VALUES"
        " ('a', 'plan-steps-queue-dlq', '{}', 1, 2), ('b', 'plan-steps-queue-dlq', '{}', 1, NULL)");
    world.passes(61'000);
    CHECK(world.rows("SELECT id FROM dead_letters") == std::vector<std::string>{"b"});
  }
}
