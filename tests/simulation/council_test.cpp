// A plan that asks for a package, and the two models that decide on it.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "council_world.hpp"
#include "project/risk.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

TEST_SUITE("simulation/council") {
  TEST_CASE("both agree: the package is in the site, the minutes have both votes") {
    World world(1, {});
    ScriptedProvider provider(voting({{"anthropic", kYes}, {"openai", kYes}, {"gemini", kYes}}));
    const auto [project, decisions, manifest] = made(world, provider);
    REQUIRE(decisions.items.size() == 1);
    const auto& decision = decisions.items[0];
    CHECK(decision.state == wire::DecisionState::approved);
    CHECK(decision.packages == std::vector<std::string>{"date-fns@4.1.0"});
    REQUIRE(decision.votes.size() == 2);
    CHECK(decision.votes[0].model != decision.votes[1].model);
    CHECK(manifest.contains("\"date-fns\": \"4.1.0\""));
  }

  TEST_CASE("one disagrees: the site is made without the package, and the coder is told") {
    World world(2, {});
    ScriptedProvider provider(voting({{"anthropic", kNo}, {"openai", kNo}, {"gemini", kNo}}));
    const auto [project, decisions, manifest] = made(world, provider);
    REQUIRE(decisions.items.size() == 1);
    CHECK(decisions.items[0].state == wire::DecisionState::refused);
    CHECK_FALSE(manifest.contains("date-fns"));
    CHECK(coder_was_told(provider, "Not allowed, do without:\ndate-fns@4.1.0"));
    CHECK(world.rows("SELECT content FROM messages WHERE content LIKE 'Not allowed%'").size() == 1);
    CHECK(world.rows("SELECT state FROM generations").at(0) == "complete");
  }

  TEST_CASE("who wants to be asked is asked, once") {
    World world(3, {});
    ScriptedProvider provider(voting({{"anthropic", kYes}, {"openai", kYes}, {"gemini", kYes}}));
    const auto [project, decisions, manifest] = made(world, provider, R"({"askMe":true})");
    REQUIRE(decisions.items.size() == 1);
    CHECK(decisions.items[0].state == wire::DecisionState::pending);
    CHECK(decisions.items[0].risk == wire::DecisionRisk::critical);
    CHECK(decisions.items[0].expires_at.has_value());
    CHECK_FALSE(manifest.contains("date-fns"));
    const std::string path = "/api/v1/decisions/" + decisions.items[0].id + "/answer";
    const auto answered = world.request("POST", path, R"({"approved":true,"note":"Fine."})");
    CHECK(answered.status == 200);
    const auto decision = wire::decode<wire::Decision>(answered.body).value();
    CHECK(decision.state == wire::DecisionState::approved);
    CHECK(decision.note == "Fine.");
    CHECK(world.request("POST", path, R"({"approved":false})").status == 409);
  }

  TEST_CASE("whatever goes wrong with a vote, the answer is no, and the minutes say why") {
    using Kind = models::ChatFailure::Kind;
    struct Row {
      const char* says;
      std::function<models::ChatOutcome(std::size_t asked)> vote;
      std::string_view reason;
      std::size_t votes;
    };
    const models::ChatReply yes{.text = kYes};
    const models::ChatReply chatter{.text = "By all means!"};
    const models::ChatReply wrong{.text = R"({"approve":"yes","reasons":[],"concerns":[]})"};
    const models::ChatReply declined{.text = kYes, .stop = models::Stop::refusal};
    std::uint64_t seed = 40;
    for (const Row& row : std::vector<Row>{
             {"nobody answers",
              [](std::size_t) { return models::ChatFailure{.kind = Kind::server, .status = 500}; },
              "No model could be asked to vote", 0},
             {"nobody else answers",
              [&](std::size_t asked) -> models::ChatOutcome {
                if (asked == 0) return yes;
                return models::ChatFailure{.kind = Kind::refused, .status = 400};
              },
              "No second, different model could be asked to vote", 1},
             {"no vote is one", [&](std::size_t) { return models::ChatReply(chatter); },
              "No model could be asked to vote", 0},
             {"a vote has another shape", [&](std::size_t) { return models::ChatReply(wrong); },
              "No model could be asked to vote", 0},
             {"the first is no vote, and others would agree",
              [&](std::size_t asked) { return asked < 2 ? chatter : yes; },
              "No model could be asked to vote", 0},
             {"the second is no vote, and others would agree",
              [&](std::size_t asked) { return asked == 1 || asked == 2 ? wrong : yes; },
              "No second, different model could be asked to vote", 1},
             {"one declines, and others would agree",
              [&](std::size_t asked) { return asked == 0 ? declined : yes; },
              "No model could be asked to vote", 0},
             {"the second vote breaks off",
              [&](std::size_t asked) -> models::ChatOutcome {
                if (asked == 0) return yes;
                return models::ChatFailure{.kind = Kind::broken_off, .status = 200};
              },
              "No second, different model could be asked to vote", 1},
         }) {
      CAPTURE(row.says);
      World world(seed++, {});
      std::size_t asked = 0;
      ScriptedProvider provider(council([&](const AskedProvider&) { return row.vote(asked++); }));
      const auto [project, decisions, manifest] = made(world, provider);
      REQUIRE(decisions.items.size() == 1);
      CHECK(decisions.items[0].state == wire::DecisionState::refused);
      CHECK(decisions.items[0].reason.starts_with(row.reason));
      CHECK(decisions.items[0].votes.size() == row.votes);
      CHECK_FALSE(manifest.contains("date-fns"));
      CHECK(world.rows("SELECT state FROM generations").at(0) == "complete");
    }
  }

  TEST_CASE("both votes together have sixty seconds, and two minutes where a person is asked too") {
    struct Row {
      const char* says;
      std::int64_t each_ms;
      const char* settings;
      wire::DecisionState state;
    };
    std::uint64_t seed = 50;
    for (const Row& row : std::vector<Row>{
             {"in time", 25'000, "{}", wire::DecisionState::approved},
             {"the second is late", 40'000, "{}", wire::DecisionState::refused},
             {"the first is late", 61'000, "{}", wire::DecisionState::refused},
             {"a person is asked: in time", 40'000, R"({"askMe":true})",
              wire::DecisionState::pending},
             {"a person would be asked: late", 61'000, R"({"askMe":true})",
              wire::DecisionState::refused},
         }) {
      CAPTURE(row.says);
      World world(seed++, {});
      ScriptedProvider provider(council([&](const AskedProvider&) -> models::ChatOutcome {
        world.waits(row.each_ms);
        return models::ChatReply{.text = kYes};
      }));
      const auto [project, decisions, manifest] = made(world, provider, row.settings);
      REQUIRE(decisions.items.size() == 1);
      CHECK(decisions.items[0].state == row.state);
      CHECK(manifest.contains("date-fns") == (row.state == wire::DecisionState::approved));
    }
  }

  TEST_CASE("a person who says no has the last word") {
    World world(60, {});
    ScriptedProvider provider(voting({{"anthropic", kYes}, {"openai", kYes}, {"gemini", kYes}}));
    const auto [project, decisions, manifest] = made(world, provider, R"({"askMe":true})");
    REQUIRE(decisions.items.size() == 1);
    const std::string path = "/api/v1/decisions/" + decisions.items[0].id + "/answer";
    const auto no = world.request("POST", path, R"({"approved":false,"note":"No."})");
    CHECK(wire::decode<wire::Decision>(no.body).value().state == wire::DecisionState::refused);
  }

  TEST_CASE("a person who does not answer has said no") {
    World world(61, {});
    ScriptedProvider provider(voting({{"anthropic", kYes}, {"openai", kYes}, {"gemini", kYes}}));
    const auto [project, decisions, manifest] = made(world, provider, R"({"askMe":true})");
    REQUIRE(decisions.items.size() == 1);
    world.waits(project::kAnswerLimit);
    const std::string path = "/api/v1/decisions/" + decisions.items[0].id + "/answer";
    CHECK(world.request("POST", path, R"({"approved":true})").status == 409);
    const auto list = world.request("GET", "/api/v1/projects/" + project.id + "/decisions", "");
    CHECK(wire::decode<wire::DecisionList>(list.body).value().items[0].state ==
          wire::DecisionState::expired);
  }

  TEST_CASE("votes that no budget is left for are asked for once it is raised") {
    World world(63, {});
    const auto vote = voting({{"anthropic", kYes}, {"openai", kYes}, {"gemini", kYes}});
    ScriptedProvider provider([&](const AskedProvider& asked) {
      auto outcome = vote(asked);
      // What is left of 23 cents then is less than a vote may cost at most.
      if (asked.plans()) std::get<models::ChatReply>(outcome).usage.output_tokens = 16'000;
      return outcome;
    });
    const auto [project, decisions, manifest] =
        made(world, provider, R"({"budget":{"generationMicros":230000}})");
    CHECK(decisions.items.empty());
    CHECK(world.rows("SELECT state FROM generations") == std::vector<std::string>{"paused"});
    CHECK(world.rows("SELECT COUNT(*) FROM messages WHERE content LIKE 'Paused. The budget%'")
              .at(0) == "1");
    CHECK(world.rows("SELECT COUNT(*) FROM plans").at(0) == "0");

    CHECK(world
              .request("PATCH", "/api/v1/projects/" + project.id,
                       R"({"settings":{"budget":{"generationMicros":9000000}}})")
              .status == 200);
    const auto id = *project.current_generation_id;
    CHECK(world.request("POST", "/api/v1/generations/" + id + "/resume", "").status == 202);
    REQUIRE(world.settle());
    CHECK(world.rows("SELECT state FROM generations") == std::vector<std::string>{"complete"});
    CHECK(world.rows("SELECT state FROM decisions WHERE packages = 'date-fns@4.1.0'") ==
          std::vector<std::string>{"approved"});
    CHECK(
        world
            .request("GET", "/api/v1/projects/" + project.id + "/versions/1/files/package.json", "")
            .body.contains("\"date-fns\": \"4.1.0\""));
  }

  TEST_CASE("without keys nobody votes: built-in plans ask for nothing") {
    World world(5, {});
    const auto reply =
        world.request("POST", "/api/v1/projects", R"({"prompt":"A bakery in Porto"})");
    REQUIRE(reply.status == 201);
    REQUIRE(world.settle());
    CHECK(world.rows("SELECT COUNT(*) FROM decisions").at(0) == "0");
    CHECK(world.rows("SELECT COUNT(*) FROM plans WHERE reply LIKE '%requirements%'").at(0) == "1");
  }

  TEST_CASE("deleting is a person's decision and is in the minutes") {
    World world(6, {});
    const auto reply =
        world.request("POST", "/api/v1/projects", R"({"prompt":"A bakery in Porto"})");
    const auto project = wire::decode<wire::Project>(reply.body).value();
    REQUIRE(world.settle());
    CHECK(world.request("DELETE", "/api/v1/projects/" + project.id, "").status == 204);
    CHECK(world.rows("SELECT action, asked_by, state FROM decisions") ==
          std::vector<std::string>{"delete_project|person|approved"});
  }

  TEST_CASE("taking a site off its address and raising its budget are in the minutes, once each") {
    World world(7, {});
    const auto reply =
        world.request("POST", "/api/v1/projects", R"({"prompt":"A bakery in Porto"})");
    const auto project = wire::decode<wire::Project>(reply.body).value();
    REQUIRE(world.settle());
    const auto live = world.rows("SELECT active_deployment_id FROM projects").at(0);
    const std::string path = "/api/v1/projects/" + project.id;
    const auto set = [&](std::string budget) {
      CHECK(world.request("PATCH", path, R"({"settings":{"budget":)" + budget + "}}").status ==
            200);
    };
    set(R"({"generationMicros":1000000,"projectMicros":2000000})");
    set(R"({"generationMicros":1000000,"projectMicros":3500000})");
    set(R"({"generationMicros":1000000,"projectMicros":3500000})");
    set("{}");
    CHECK(world.request("DELETE", "/api/v1/deployments/" + live, "").status == 204);
    CHECK(world.request("DELETE", "/api/v1/deployments/" + live, "").status == 204);
    CHECK(world.rows("SELECT action, risk, asked_by, subject FROM decisions ORDER BY subject") ==
          std::vector<std::string>{
              "raise_budget|critical|person|Raise the budget of each change from $1.00 to $5.00,"
              " and of the project from $3.50 to no limit.",
              "raise_budget|critical|person|Raise the budget of the project from $2.00 to $3.50.",
              "unpublish|high|person|Take version 1 off the site's address."});
    CHECK(world.request("GET", path + "/decisions", "").body.contains(R"("action":"unpublish")"));
  }
}
