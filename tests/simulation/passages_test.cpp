// Reference passages in what the coder is asked, by words and by meaning.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "models/router/embeddings.hpp"
#include "scripted_provider.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;

namespace {

/// Each text's vector points where its length says; keeps what it was asked.
class ScriptedEmbeddings final : public models::EmbeddingDoor {
 public:
  Task<models::EmbedOutcome> embed(models::Candidate candidate, ports::Credential credential,
                                   std::vector<std::string> texts, std::int64_t) override {
    keys.push_back(credential.name);
    if (at_call) at_call();
    if (fails) {
      co_return models::EmbedOutcome(
          ChatFailure{.kind = ChatFailure::Kind::server, .status = 500, .detail = candidate.model});
    }
    models::Embeddings found{.vectors = {},
                             .input_tokens = static_cast<std::int64_t>(texts.size())};
    for (const auto& text : texts) {
      found.vectors.push_back({static_cast<float>(text.size() % 17) + 1, is_zero ? 0.0F : 3.0F});
      if (is_zero) found.vectors.back().front() = 0;
      asked.push_back(text);
    }
    co_return models::EmbedOutcome(std::move(found));
  }

  std::vector<std::string> asked;
  std::vector<std::string> keys;
  std::function<void()> at_call;
  bool fails = false;
  bool is_zero = false;
};

models::EmbeddingRouting offered(std::int64_t price = 1'000'000) {
  return {.offers = {{.provider = "openai", .model = "e-1", .price = price}}};
}

wire::Generation made(World& world, const std::string& settings = "{}") {
  const auto reply = world.request(
      "POST", "/api/v1/projects",
      R"({"prompt":"A bakery with a menu and opening hours","settings":)" + settings + "}");
  REQUIRE(reply.status == 201);
  const auto project = wire::decode<wire::Project>(reply.body).value();
  REQUIRE(world.settle());
  const auto read =
      world.request("GET", "/api/v1/generations/" + *project.current_generation_id, "");
  return wire::decode<wire::Generation>(read.body).value();
}

std::string text_of(const models::ChatRequest& request) {
  std::string text;
  for (const auto& content : request.messages.front().content) {
    if (const auto* part = std::get_if<models::ChatText>(&content)) text += part->text;
  }
  return text;
}

std::vector<std::string> coder_prompts(const ScriptedProvider& provider) {
  std::vector<std::string> prompts;
  for (const auto& asked : provider.asked) {
    if (!asked.plans() && !asked.reviews()) prompts.push_back(text_of(asked.request));
  }
  return prompts;
}

std::vector<wire::ContextReport> reports(const World& world) {
  std::vector<wire::ContextReport> all;
  for (const auto& [key, bytes] : world.blobs()) {
    if (!key.ends_with("context.json")) continue;
    all.push_back(wire::decode<wire::ContextReport>(bytes).value());
  }
  return all;
}

std::int64_t reasons_of_meaning(const World& world) {
  std::int64_t count = 0;
  for (const auto& report : reports(world)) {
    for (const auto& passage : report.passages.value_or(std::vector<wire::ContextPassage>{})) {
      count += std::ranges::count_if(passage.reasons, [](const std::string& reason) {
        return reason.contains("nearest in meaning");
      });
    }
  }
  return count;
}

}  // namespace

TEST_SUITE("simulation/passages") {
  TEST_CASE("the coder reads passages behind the files, and the report says which and why") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    const auto prompts = coder_prompts(provider);
    REQUIRE(prompts.size() == 2);
    const auto all = reports(world);
    REQUIRE(all.size() == 2);
    for (const auto& prompt : prompts) {
      const auto passage = prompt.find("<passage of=\"");
      REQUIRE(passage != std::string::npos);
      CHECK(prompt.rfind("<file path=") < passage);
      CHECK(passage < prompt.find("<step index="));
    }
    for (const auto& report : all) {
      REQUIRE(report.passages);
      CHECK_FALSE(report.passages->empty());
      CHECK(report.passages->size() <= 10);
      CHECK(report.total_tokens <= report.budget);
      std::int64_t tokens = 0;
      for (const auto& passage : *report.passages) {
        tokens += passage.tokens;
        const auto tag = "<passage of=\"" + passage.heading + "\">";
        const bool is_told = prompts[0].contains(tag) || prompts[1].contains(tag);
        CHECK(is_told);
        CHECK(passage.reasons.front().starts_with("words: "));
      }
      CHECK(tokens <= 16'000);
    }
    CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE role = 'embedder'").at(0) == "0");
  }

  TEST_CASE("what a Claude model is shown is measured in its own tokens, estimated upward") {
    World world(3, {});
    ScriptedProvider provider(right_answer);
    auto routing = routing_of({"anthropic"});
    for (auto& offer : routing.offers) {
      if (offer.provider == "anthropic") offer.model = "claude-1";
    }
    world.provides(provider, routing);
    CHECK(made(world).state == wire::GenerationState::complete);
    REQUIRE_FALSE(reports(world).empty());
    for (const auto& report : reports(world)) {
      REQUIRE(report.estimate);
      CHECK(report.estimate->family == wire::TokenFamily::claude);
      CHECK(report.estimate->at_most == report.total_tokens);
      CHECK(report.estimate->likely < report.estimate->at_most);
      CHECK(report.estimate->counted < report.estimate->likely);
      CHECK(report.total_tokens <= report.budget);
    }
  }

  TEST_CASE("the built-in model reads none, and none are looked up for it") {
    World world(2, {});
    made(world);
    REQUIRE_FALSE(reports(world).empty());
    for (const auto& report : reports(world)) CHECK_FALSE(report.passages);
  }

  TEST_CASE("vectors are bought once, kept, priced like any call, and name what is near") {
    World world(3, {});
    ScriptedProvider provider(right_answer);
    ScriptedEmbeddings embeddings;
    world.provides(provider, routing_of({"anthropic", "openai"}));
    world.embeds(embeddings, offered());
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(reasons_of_meaning(world) > 0);
    const auto first = embeddings.asked.size();
    CHECK(first > 60);
    CHECK(
        std::ranges::all_of(embeddings.keys, [](const auto& key) { return key == "openai_KEY"; }));
    CHECK(std::ranges::count_if(world.blobs(), [](const auto& blob) {
            return blob.first.starts_with("reference/") &&
                   blob.first.ends_with("openai_e-1.vectors");
          }) == 1);
    CHECK(world.rows("SELECT SUM(cost_micros), SUM(reserved_micros), MIN(outcome), MIN(task) FROM"
                     " model_calls WHERE role = 'embedder'") ==
          std::vector<std::string>{std::to_string(first) + "|0|ok|research"});
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(embeddings.asked.size() <= first + 2);
  }

  TEST_CASE("another isolate takes the vectors from the store") {
    World world(4, {});
    ScriptedProvider provider(right_answer);
    ScriptedEmbeddings embeddings;
    world.provides(provider, routing_of({"openai"}));
    world.embeds(embeddings, offered());
    made(world);
    const auto first = embeddings.asked.size();
    world.forgets_embeddings();
    made(world);
    CHECK(embeddings.asked.size() <= first + 2);
    CHECK(reasons_of_meaning(world) > 0);
  }

  TEST_CASE(
      "embeddings that fail, or point nowhere, cost nobody the step and do not open the circuit") {
    for (const bool nowhere : {false, true}) {
      CAPTURE(nowhere);
      World world(5, {});
      ScriptedProvider provider(right_answer);
      ScriptedEmbeddings embeddings;
      embeddings.fails = !nowhere;
      embeddings.is_zero = nowhere;
      world.provides(provider, routing_of({"openai"}));
      world.embeds(embeddings, offered());
      CHECK(made(world).state == wire::GenerationState::complete);
      CHECK(reasons_of_meaning(world) == 0);
      for (const auto& report : reports(world)) CHECK_FALSE(report.passages->empty());
      CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE role = 'embedder'").at(0) == "1");
      CHECK(world.rows("SELECT COUNT(*) FROM provider_health WHERE last_failure <> ''").at(0) ==
            "0");
      CHECK(std::ranges::any_of(world.logged(), [](const std::string& line) {
        return line.contains("embeddings_failed");
      }));
    }
  }

  TEST_CASE("a cancelled generation buys no more vectors, and its coder is not asked") {
    World world(9, {});
    ScriptedProvider provider(right_answer);
    ScriptedEmbeddings embeddings;
    embeddings.at_call = [&world] {
      const auto id = world.rows("SELECT id FROM generations").at(0);
      CHECK(world.request("POST", "/api/v1/generations/" + id + "/cancel", "").status == 202);
    };
    world.provides(provider, routing_of({"openai"}));
    world.embeds(embeddings, offered());
    CHECK(made(world).state == wire::GenerationState::cancelled);
    CHECK(embeddings.asked.size() == 1);
    CHECK(coder_prompts(provider).empty());
    CHECK(world.rows("SELECT COUNT(*), SUM(cost_micros) FROM model_calls WHERE role = 'embedder'")
              .at(0) == "1|1");
    CHECK(std::ranges::none_of(world.logged(), [](const std::string& line) {
      return line.contains("embeddings_failed");
    }));
  }

  TEST_CASE("a budget that does not allow vectors leaves words to choose") {
    World world(6, {});
    ScriptedProvider provider(right_answer);
    ScriptedEmbeddings embeddings;
    world.provides(provider, routing_of({"openai"}));
    world.embeds(embeddings, offered(1'000'000'000'000));
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(embeddings.asked.empty());
    CHECK(reasons_of_meaning(world) == 0);
  }

  TEST_CASE("whatever fails, calls for vectors are settled or counted at their most") {
    std::size_t asked = 0;
    for (std::uint64_t seed = 40; seed < 52; ++seed) {
      CAPTURE(seed);
      World world(seed, {.effect_fails_before = 20,
                         .effect_fails_after = 20,
                         .message_twice = 50,
                         .run_dies = 40,
                         .restarts = 1});
      ScriptedProvider provider(right_answer);
      ScriptedEmbeddings embeddings;
      world.provides(provider, routing_of({"openai"}));
      world.embeds(embeddings, offered());
      made(world);
      world.calms();
      world.passes(600'000);
      CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE state = 'reserved'").at(0) == "0");
      CHECK(world.rows("SELECT SUM(calls), SUM(cost_micros) FROM model_totals") ==
            world.rows("SELECT COUNT(*), SUM(cost_micros) FROM model_calls"));
      const auto booked = world.rows("SELECT COUNT(*) FROM model_calls WHERE role = 'embedder'");
      CHECK(std::stoull(booked.at(0)) >= embeddings.keys.size());
      asked += embeddings.keys.size();
    }
    CHECK(asked > 12);
  }

  TEST_CASE("stored vectors hold numbers: no key, no word of a task or of a passage") {
    World world(8, {});
    ScriptedProvider provider(right_answer);
    ScriptedEmbeddings embeddings;
    world.provides(provider, routing_of({"openai"}));
    world.embeds(embeddings, offered());
    made(world);
    for (const auto& [key, bytes] : world.blobs()) {
      if (!key.starts_with("reference/")) continue;
      // Head, then a scale and two bytes of each of the passages.
      CHECK((bytes.size() - 16) % 6 == 0);
      CHECK_FALSE(bytes.contains("openai"));
      CHECK_FALSE(bytes.contains("bakery"));
    }
  }

  TEST_CASE("one model for everything says whom texts are sent to") {
    World world(7, {});
    ScriptedProvider provider(right_answer);
    ScriptedEmbeddings embeddings;
    auto routing = routing_of({"anthropic", "openai"});
    routing.choice = {.kind = models::Choice::Kind::fixed, .fixed = {"anthropic", "a-1"}};
    world.provides(provider, routing);
    world.embeds(embeddings, offered());
    made(world);
    CHECK(embeddings.asked.empty());
    auto named = offered();
    named.is_fixed = true;
    world.embeds(embeddings, named);
    made(world);
    CHECK_FALSE(embeddings.asked.empty());
  }
}
