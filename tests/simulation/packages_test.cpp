// What comes into a site's package.json, and what does not.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "council_world.hpp"
#include "healing_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

TEST_SUITE("simulation/packages") {
  TEST_CASE("a package that was allowed needs new votes in another version") {
    World world(62, {});
    const auto vote = voting({{"anthropic", kYes}, {"openai", kYes}, {"gemini", kYes}});
    int plans = 0;
    ScriptedProvider provider([&](const AskedProvider& asked) {
      auto outcome = vote(asked);
      if (asked.plans() && plans++ > 0) {
        auto& text = std::get<models::ChatReply>(outcome).text;
        text.replace(text.find("4.1.0"), 5, plans == 2 ? "4.1.0" : "3.6.0");
      }
      return outcome;
    });
    const auto [project, decisions, manifest] = made(world, provider);
    for (const auto* words : {"Go on", "And on"}) {
      CHECK(world
                .request("POST", "/api/v1/projects/" + project.id + "/messages",
                         R"({"content":")" + std::string(words) + R"("})")
                .status == 202);
      REQUIRE(world.settle());
    }
    const auto decided =
        world.rows("SELECT packages FROM decisions WHERE packages <> '' ORDER BY created_at, id");
    REQUIRE(decided.size() == 2);
    CHECK(decided[0] == "date-fns@4.1.0");
    CHECK(decided[1] == "date-fns@3.6.0");
    const auto file = [&](std::string_view version, std::string_view path) {
      return world
          .request("GET",
                   "/api/v1/projects/" + project.id + "/versions/" + std::string(version) +
                       "/files/" + std::string(path),
                   "")
          .body;
    };
    CHECK(file("2", "package.json").contains("\"date-fns\": \"4.1.0\""));
    CHECK(file("3", "package.json").contains("\"date-fns\": \"3.6.0\""));
    CHECK(file("3", "package-lock.json").contains("\"date-fns\": \"3.6.0\""));
    CHECK(file("3", "package-lock.json")
              .contains("\"node_modules/date-fns\": { \"version\": \"3.6.0\" }"));
    CHECK_FALSE(file("3", "package-lock.json").contains("4.1.0"));
  }

  TEST_CASE("a package that no plan asked for comes back to the coder, and stays out") {
    World world(4, {});
    int coded = 0;
    ScriptedProvider provider([&coded](const AskedProvider& asked) -> models::ChatOutcome {
      auto outcome = right_answer(asked);
      if (!asked.plans() && !asked.reviews() && coded++ < 2) {
        std::get<models::ChatReply>(outcome).text +=
            "@@edit package.json\n@@find\n    \"react\": \"19.3.1\",\n@@replace\n"
            "    \"react\": \"19.3.1\",\n    \"left-pad\": \"1.3.0\",\n@@end\n";
      }
      return outcome;
    });
    const auto [project, decisions, manifest] = made(world, provider);
    CHECK(decisions.items.empty());
    CHECK_FALSE(manifest.contains("left-pad"));
    CHECK(coder_was_told(provider, "The package left-pad@1.3.0 is not allowed."));
  }

  TEST_CASE("neither does another package behind a name that is there, by whatever field") {
    struct Row {
      const char* says;
      const char* written;
      const char* told;
    };
    std::uint64_t seed = 70;
    for (const Row& row : std::vector<Row>{
             {"an alias", "    \"react\": \"npm:evil@1.0.0\",\n",
              "The package react@npm:evil@1.0.0 is not allowed."},
             {"another version", "    \"react\": \"18.0.0\",\n",
              "The package react@18.0.0 is not allowed."},
             {"an override", "    \"react\": \"19.3.1\" }, \"overrides\": {\n",
              "A change of overrides in package.json is not allowed."},
         }) {
      CAPTURE(row.says);
      World world(seed++, {});
      int coded = 0;
      ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
        auto outcome = right_answer(asked);
        if (!asked.plans() && !asked.reviews() && coded++ < 2) {
          std::get<models::ChatReply>(outcome).text +=
              "@@edit package.json\n@@find\n    \"react\": \"19.3.1\",\n@@replace\n" +
              std::string(row.written) + "@@end\n";
        }
        return outcome;
      });
      const auto [project, decisions, manifest] = made(world, provider);
      CHECK(manifest.contains("\"react\": \"19.3.1\",\n"));
      CHECK_FALSE(manifest.contains("overrides"));
      CHECK(coder_was_told(provider, row.told));
      CHECK(world.rows("SELECT state FROM generations").at(0) == "complete");
    }
  }

  TEST_CASE("a repair that brings in what nobody allowed is sent back, and never built") {
    World world(17, {});
    world.builds_judged_by(find_flaws);
    const std::string evil = std::string(kMend) +
                             "@@edit package.json\n@@find\n    \"react\": \"19.3.1\",\n"
                             "@@replace\n    \"react\": \"npm:evil@1.0.0\",\n@@end\n";
    Mender model(kFlawed, {evil, kMend});
    const auto project = make_site(world, model);
    REQUIRE(world.settle());
    CHECK(states_of(world, project.id).back() == "complete");
    REQUIRE(model.asked.size() == 2);
    CHECK(model.asked[1].parts.back().text.contains("react@npm:evil@1.0.0 is not allowed"));
    CHECK_FALSE(newest_file(world, project.id, "package.json").contains("evil"));
    CHECK(newest_file(world, project.id, "src/flaw.tsx").contains("<Card key="));
  }
}
