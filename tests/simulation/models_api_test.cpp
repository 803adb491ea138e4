// Models, money and keys as the API shows and takes them.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scripted_provider.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;
using Kind = ChatFailure::Kind;

namespace {

constexpr const char* kCanary = "canary-sk-7f3e91-abcd";

template <class View>
View read(World& world, const std::string& path, std::string query = {}) {
  const auto reply = world.request("GET", path, "", std::move(query));
  REQUIRE_MESSAGE(reply.status == 200, reply.body);
  return wire::decode<View>(reply.body).value();
}

wire::Project made(World& world) {
  const auto reply = world.request("POST", "/api/v1/projects", R"({"prompt":"A bakery in Porto"})");
  REQUIRE(world.settle());
  return wire::decode<wire::Project>(reply.body).value();
}

std::string key_body() {
  return R"({"key":")" + std::string(kCanary) + R"("})";
}

using Lines = std::vector<std::string>;

Lines sealed_texts(World& world) {
  return world.rows("SELECT sealed FROM provider_keys ORDER BY provider");
}

/// Every text that D1 holds.
std::string whole_database(World& world) {
  std::string text;
  for (const auto& table : world.rows(
           "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")) {
    for (const auto& row : world.rows("SELECT * FROM " + table)) text += row + "\n";
  }
  return text;
}

}  // namespace

TEST_SUITE("simulation/models api") {
  TEST_CASE("usage of a month, a project and each call is what the calls took") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic", "gemini"}));
    const auto project = made(world);
    const auto usage = read<wire::UsageReport>(world, "/api/v1/usage");
    CHECK(usage.total.calls == 5);
    CHECK(usage.total.cost_micros == 10'000);
    CHECK(usage.by_provider.at(0).name == "anthropic");
    CHECK(usage.by_provider.at(0).cost_micros == 6'000);
    CHECK(usage.by_model.at(1).name == "gemini/g-1");
    CHECK(usage.by_role.size() == 3);
    CHECK(usage.budget.month_micros == 50'000'000);
    CHECK(read<wire::UsageReport>(world, "/api/v1/usage", "month=2020-01").total.calls == 0);
    CHECK(world.request("GET", "/api/v1/usage", "", "month=2020-13").status == 400);

    const auto of_project =
        read<wire::ProjectUsage>(world, "/api/v1/projects/" + project.id + "/usage");
    CHECK(of_project.total.cost_micros == 10'000);
    CHECK(of_project.generations.at(0).generation_id == *project.current_generation_id);
    CHECK(of_project.limits.generation_micros == 5'000'000);

    const std::string path = "/api/v1/generations/" + *project.current_generation_id + "/calls";
    const auto first = read<wire::ModelCallList>(world, path, "limit=3");
    CHECK(first.items.size() == 3);
    CHECK(first.items.at(0).role == "architect");
    CHECK(first.items.at(0).outcome == "ok");
    CHECK(first.items.at(0).cost_micros == 2'000);
    CHECK(first.items.at(0).price_version == "test-1");
    const auto rest = read<wire::ModelCallList>(world, path, "cursor=" + *first.next_cursor);
    CHECK(rest.items.size() == 2);
    CHECK(!rest.next_cursor);
    CHECK(world.request("GET", "/api/v1/generations/none/calls", "").status == 404);
  }

  TEST_CASE("usage of a generation is told step by step, and what belongs to no step") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic", "gemini"}));
    const auto project = made(world);
    const std::string path = "/api/v1/generations/" + *project.current_generation_id;
    const auto usage = read<wire::StepUsages>(world, path + "/usage");
    CHECK(usage.total.calls == 5);
    CHECK(usage.total.cost_micros == 10'000);
    REQUIRE(usage.steps.size() == 3);
    CHECK(!usage.steps.at(0).step_id);
    CHECK(usage.steps.at(0).calls == 1);
    CHECK(usage.steps.at(1).number == 1);
    CHECK(!usage.steps.at(1).title->empty());
    CHECK(usage.steps.at(2).number == 2);
    std::int64_t micros = 0;
    for (const auto& step : usage.steps) micros += step.cost_micros;
    CHECK(micros == usage.total.cost_micros);
    CHECK(world.request("GET", "/api/v1/generations/none/usage", "").status == 404);
  }

  TEST_CASE("a month's budget that is raised is in the user's minutes") {
    World world(1, {});
    const auto set = [&](const char* micros) {
      CHECK(world.request("PUT", "/api/v1/budget", R"({"monthMicros":)" + std::string(micros) + "}")
                .status == 200);
    };
    set("40000000");
    set("60000000");
    set("null");
    const auto usage = read<wire::UsageReport>(world, "/api/v1/usage");
    REQUIRE(usage.raises.size() == 2);
    CHECK(usage.raises.at(0).from_micros == 60'000'000);
    CHECK(!usage.raises.at(0).to_micros);
    CHECK(usage.raises.at(1).from_micros == 40'000'000);
    CHECK(usage.raises.at(1).to_micros == 60'000'000);
    CHECK(usage.raises.at(1).risk == wire::BudgetRaiseRisk::critical);
    CHECK(read<wire::UsageReport>(world, "/api/v1/usage", "month=2020-01").raises.empty());
  }

  TEST_CASE("a provider that is asked by a binding takes no key and says so") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    auto routing = routing_of({"anthropic"});
    routing.providers.push_back(
        {.name = "workers-ai", .title = "Cloudflare Workers AI", .takes_key = false});
    world.provides(provider, std::move(routing));
    const auto reply = world.request("PUT", "/api/v1/provider-keys/workers-ai", key_body());
    CHECK(reply.status == 400);
    CHECK(reply.body.contains("takes no key: it is asked by a binding"));
    CHECK(read<wire::ModelReport>(world, "/api/v1/models").providers.back().takes_key == false);
    CHECK(world.rows("SELECT COUNT(*) FROM model_calls").at(0) == "0");
  }

  TEST_CASE("a generation's usage has the calls that came to nothing as well") {
    World world(6, {});
    bool broke = false;
    ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.plans() || std::exchange(broke, true)) return right_answer(asked);
      return models::ChatFailure{.kind = models::ChatFailure::Kind::broken_off,
                                 .status = 200,
                                 .usage = {.input_tokens = 1'000, .output_tokens = 100}};
    });
    world.provides(provider, routing_of({"anthropic", "gemini"}));
    const auto project = made(world);
    const auto generation =
        read<wire::Generation>(world, "/api/v1/generations/" + *project.current_generation_id);
    CHECK(generation.usage.cost_micros == 12'000);
    CHECK(generation.usage.input_tokens == 6'000);
    const auto booked =
        read<wire::ProjectUsage>(world, "/api/v1/projects/" + project.id + "/usage");
    CHECK(booked.total.cost_micros == generation.usage.cost_micros);
  }

  TEST_CASE("metrics count calls, tokens and cost by provider, model and outcome") {
    World world(2, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"openai"}));
    made(world);
    const auto text = world.request("GET", "/metrics", "").body;
    const std::string labels = R"({provider="openai",model="o-1",outcome="ok")";
    CHECK(text.contains("sitewright_model_calls_total" + labels + "} 5\n"));
    CHECK(text.contains("sitewright_model_cost_micros_total" + labels + "} 10000\n"));
    CHECK(text.contains("sitewright_model_tokens_total" + labels + R"(,kind="input"} 5000)"));
  }

  TEST_CASE("a budget is set as a whole, and null is no limit") {
    World world(3, {});
    CHECK(world.request("PUT", "/api/v1/budget", R"({"monthMicros":1000000})").status == 200);
    CHECK(read<wire::Budget>(world, "/api/v1/budget").month_micros == 1'000'000);
    CHECK(world.request("PUT", "/api/v1/budget", R"({"monthMicros":null})").status == 200);
    CHECK(!read<wire::Budget>(world, "/api/v1/budget").month_micros);
    CHECK(world.request("PUT", "/api/v1/budget", R"({"monthMicros":-1})").status == 400);
    CHECK(world.request("PUT", "/api/v1/budget", "{}").status == 400);
  }

  TEST_CASE("models say who answers what, at which price, and how providers are") {
    World world(4, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"gemini"}));
    const auto report = read<wire::ModelReport>(world, "/api/v1/models");
    CHECK(report.choice == "auto");
    CHECK(report.plans == "gemini/g-1");
    CHECK(report.providers.size() == 3);
    CHECK(!report.providers.at(0).available);
    CHECK(report.providers.at(2).key_source == wire::ProviderReportKeySource::deployment);
    CHECK(report.providers.at(2).models.at(0).output_micros == 10'000'000);
    CHECK(report.routes.size() == models::kTaskClasses);
  }

  TEST_CASE("who needs no key is asked, and said to have none") {
    World world(14, {});
    ScriptedProvider provider(right_answer);
    auto routing = routing_of({"gemini"});
    routing.providers.at(2).secret.clear();
    world.provides(provider, std::move(routing));
    const auto report = read<wire::ModelReport>(world, "/api/v1/models");
    CHECK(report.providers.at(2).available);
    CHECK(report.providers.at(2).key_source == wire::ProviderReportKeySource::none);
    CHECK(read<wire::ProviderKeyList>(world, "/api/v1/provider-keys").items.empty());
  }

  TEST_CASE("a key of one's own is tried, sealed, used before the deployment's, and forgotten") {
    World world(5, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic"}));
    const auto set = world.request("PUT", "/api/v1/provider-keys/anthropic", key_body());
    REQUIRE_MESSAGE(set.status == 200, set.body);
    CHECK(wire::decode<wire::ProviderKey>(set.body)->last_four == "abcd");
    CHECK(provider.asked.at(0).credential.kind == ports::Credential::Kind::sealed);
    CHECK(provider.asked.at(0).request.max_output_tokens <= 16);
    const auto keys = read<wire::ProviderKeyList>(world, "/api/v1/provider-keys");
    REQUIRE(keys.items.size() == 2);
    CHECK(keys.items[0].source == wire::ProviderKeySource::own);
    CHECK(keys.items[0].key_id == "k1");
    CHECK(!keys.items[1].last_four);

    made(world);
    const auto& credential = provider.asked.back().credential;
    CHECK(credential.name == "v1.k1.1");
    CHECK(credential.owner == "usr_00000000000000000000000000/anthropic");
    CHECK(world.rows("SELECT DISTINCT key_source FROM model_calls").at(0) == "own");

    CHECK(world.request("DELETE", "/api/v1/provider-keys/anthropic", "").status == 204);
    CHECK(world.request("DELETE", "/api/v1/provider-keys/anthropic", "").status == 404);
    made(world);
    CHECK(provider.asked.back().credential.kind == ports::Credential::Kind::config);
  }

  TEST_CASE("what an older key of the vault sealed is sealed anew, and then the older can go") {
    World world(10, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({}));
    for (const auto* name : {"anthropic", "gemini"}) {
      const auto path = std::string("/api/v1/provider-keys/") + name;
      REQUIRE(world.request("PUT", path, key_body()).status == 200);
    }
    world.reseals();
    CHECK(sealed_texts(world) == Lines{"v1.k1.1", "v1.k1.2"});

    world.vault_has({"k2", "k1"});
    world.reseals();
    CHECK(sealed_texts(world) == Lines{"v1.k2.1", "v1.k2.2"});
    const auto keys = read<wire::ProviderKeyList>(world, "/api/v1/provider-keys");
    CHECK(keys.items.at(0).key_id == "k2");
    CHECK(keys.items.at(0).last_four == "abcd");
    world.vault_has({"k2"});
    made(world);
    CHECK(provider.asked.back().credential.name.starts_with("v1.k2."));
    CHECK(world.rows("SELECT DISTINCT outcome FROM model_calls").size() == 1);
  }

  TEST_CASE("a key that does not open keeps no other from being sealed anew") {
    World world(11, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({}));
    REQUIRE(world.request("PUT", "/api/v1/provider-keys/gemini", key_body()).status == 200);
    // More than a run writes, all of them before the one that opens.
    for (int i = 10; i < 50; ++i) {
      world.rows("INSERT INTO provider_keys VALUES ('a" + std::to_string(i) +
                 "', 'xai', 'v1.k1.damaged', 'k1', 'abcd', 1, 1)");
    }
    world.vault_has({"k2", "k1"});
    world.reseals();
    CHECK(world.rows("SELECT sealed FROM provider_keys WHERE key_id = 'k2'") == Lines{"v1.k2.1"});
    CHECK(world.rows("SELECT COUNT(*) FROM provider_keys WHERE key_id = 'k1'") == Lines{"40"});
    CHECK(world.logged().back().contains("provider_keys_resealed"));
    CHECK(std::ranges::count_if(world.logged(), [](const auto& line) {
            return line.contains("provider_key_does_not_open");
          }) == 40);
  }

  TEST_CASE("a user's key opens a provider that the deployment has none for") {
    World world(6, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({}));
    REQUIRE(world.request("PUT", "/api/v1/provider-keys/gemini", key_body()).status == 200);
    CHECK(read<wire::ModelReport>(world, "/api/v1/models").plans == "gemini/g-1");
    made(world);
    CHECK(world.rows("SELECT DISTINCT provider FROM model_calls").at(0) == "gemini");
  }

  TEST_CASE("a key that its provider does not take is not kept, and shows nowhere") {
    World world(7, {});
    ScriptedProvider provider([](const AskedProvider&) -> models::ChatOutcome {
      return ChatFailure{.kind = Kind::unauthorized, .status = 401, .detail = "invalid key"};
    });
    world.provides(provider, routing_of({}));
    const auto refused = world.request("PUT", "/api/v1/provider-keys/openai", key_body());
    CHECK(refused.status == 400);
    CHECK(refused.body.contains("openai does not take this key (401)."));
    CHECK(world.rows("SELECT COUNT(*) FROM provider_keys").at(0) == "0");
    CHECK(world.request("PUT", "/api/v1/provider-keys/nobody", key_body()).status == 404);
    CHECK(world.request("PUT", "/api/v1/provider-keys/openai", R"({"key":"a b"})").status == 400);
  }

  TEST_CASE("a key that no budget is left to try is not kept, and the answer says what to do") {
    World world(9, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({}));
    REQUIRE(world.request("PUT", "/api/v1/budget", R"({"monthMicros":0})").status == 200);
    const auto refused = world.request("PUT", "/api/v1/provider-keys/gemini", key_body());
    CHECK(refused.status == 409);
    CHECK(refused.body.contains("The budget of this month is used up: $0.00 of $0.00"));
    CHECK(refused.body.contains(" Raise it, then set the key again."));
    CHECK(!refused.body.contains("resume"));
    CHECK(provider.asked.empty());
    CHECK(world.rows("SELECT COUNT(*) FROM provider_keys").at(0) == "0");
    REQUIRE(world.request("PUT", "/api/v1/budget", R"({"monthMicros":1000000})").status == 200);
    CHECK(world.request("PUT", "/api/v1/provider-keys/gemini", key_body()).status == 200);
  }

  TEST_CASE("a planted key is in no answer, event or row") {
    World world(8, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({}));
    std::string said = world.request("PUT", "/api/v1/provider-keys/openai", key_body()).body;
    const auto project = made(world);
    for (const char* path : {"/api/v1/provider-keys", "/api/v1/models", "/api/v1/usage", "/metrics",
                             "/api/v1/projects"}) {
      said += world.request("GET", path, "").body;
    }
    const std::string bad = R"({"key":")" + std::string(kCanary) + R"(","nope":1})";
    said += world.request("PUT", "/api/v1/provider-keys/openai", bad).body;
    const std::string twice = R"({"key":")" + std::string(kCanary) + R"(","key":"x"})";
    said += world.request("PUT", "/api/v1/provider-keys/openai", twice).body;
    for (const auto& event : world.events(project.id)) said += event.data;
    for (const auto& [key, bytes] : world.blobs()) said += bytes;
    for (const auto& line : world.logged()) said += line;
    CHECK(!said.contains("canary"));
    CHECK(!whole_database(world).contains("canary"));
    for (const auto& asked : provider.asked) {
      for (const auto& text : asked.request.system) CHECK(!text.text.contains("canary"));
    }
  }
}
