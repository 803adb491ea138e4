#include "models/catalogue/compatible.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>

#include "models/catalogue/catalogue.hpp"
#include "models/provider/embedder.hpp"
#include "models/router/embeddings.hpp"
#include "models/router/settings.hpp"
#include "router/given_settings.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

Result<wire::CatalogueProvider> named(std::string models) {
  GivenSettings settings({{"COMPATIBLE_MODELS", std::move(models)}});
  return as_deployed(*find_provider("compatible"), settings);
}

std::string refusal(std::string models) {
  const auto row = named(std::move(models));
  REQUIRE_FALSE(row.has_value());
  CHECK(row.error().code == Code::invalid_input);
  return row.error().detail;
}

bool takes(const wire::CatalogueModel& model, wire::ModelTakes what) {
  return std::ranges::find(model.takes, what) != model.takes.end();
}

}  // namespace

TEST_SUITE("models/catalogue compatible") {
  TEST_CASE("names alone, separated by commas, with how many tokens each takes") {
    const auto row = named("qwen3-coder:30b@262144, llama3.3 ,@x@y,small@4096");
    REQUIRE(row.has_value());
    REQUIRE(row->models.size() == 4);
    CHECK(row->models[0].name == "qwen3-coder:30b");
    CHECK(row->models[0].context_tokens == 262'144);
    CHECK(row->models[0].max_output_tokens == 8'192);
    CHECK(row->models[1].name == "llama3.3");
    CHECK(row->models[1].context_tokens == 32'768);
    CHECK(row->models[2].name == "@x@y");
    CHECK(row->models[3].max_output_tokens == 2'048);
    CHECK(named("")->models.empty());
  }

  TEST_CASE("the long form says price, limits, grade, what each takes, and embeddings") {
    const auto row = named(R"({"models": [
      {"name": "big", "contextTokens": 262144, "maxOutputTokens": 32768, "grade": "strong",
       "maxTokensField": "max_completion_tokens",
       "prices": {"input": 200000, "cached": 20000, "output": 800000},
       "takes": ["images", "schema"]},
      {"name": "plain", "contextTokens": 8192}],
      "embeddings": [{"name": "nomic", "price": 20000}]})");
    REQUIRE(row.has_value());
    const auto& big = row->models.at(0);
    CHECK(big.max_output_tokens == 32'768);
    CHECK(big.grade == wire::ModelGrade::strong);
    CHECK(big.max_tokens_field == wire::MaxTokensField::max_completion_tokens);
    CHECK(big.prices == wire::CataloguePrices{200'000, 20'000, 200'000, 800'000});
    CHECK(takes(big, wire::ModelTakes::images));
    CHECK(takes(big, wire::ModelTakes::schema));
    CHECK_FALSE(takes(big, wire::ModelTakes::temperature));
    const auto& plain = row->models.at(1);
    CHECK(plain.prices == wire::CataloguePrices{});
    CHECK(plain.max_output_tokens == 4'096);
    CHECK_FALSE(plain.max_tokens_field.has_value());
    CHECK(takes(plain, wire::ModelTakes::temperature));
    REQUIRE(row->embeddings->size() == 2);
    CHECK(row->embeddings->front().name == "nomic");
    CHECK(row->embeddings->front().price == 20'000);
  }

  TEST_CASE("what is wrong is said with its place") {
    CHECK(refusal("qwen3@12").starts_with("COMPATIBLE_MODELS: qwen3@12: "));
    CHECK(refusal("a,qwen3@99999999999999999999").contains("qwen3@99999999999999999999"));
    CHECK(refusal(std::string(121, 'n')).contains("120 bytes"));
    CHECK(refusal(R"({"models":[{"name":"a","prices":{"input":-1,"output":0}}]})")
              .starts_with("COMPATIBLE_MODELS: /models/0/prices/input: "));
    CHECK(refusal(R"({"models":[{"name":"a","takes":["pictures"]}]})")
              .starts_with("COMPATIBLE_MODELS: /models/0/takes/0: must be one of images"));
    CHECK(refusal(R"({"models":[{"name":"a","cost":1}]})").contains("/models/0/cost"));
    CHECK(refusal(R"({"models":[{"name":"a"},{"name":"a"}]})").contains("/models/1/name"));
    CHECK(refusal(R"({"models":[{"name":"a","contextTokens":4096,"maxOutputTokens":4096}]})")
              .contains("/models/0/maxOutputTokens: less than contextTokens"));
    CHECK(refusal(R"([{"name":"a"}])").starts_with("COMPATIBLE_MODELS: "));
    CHECK(refusal(R"({"models":)").starts_with("COMPATIBLE_MODELS: "));
  }

  TEST_CASE("a request has the model's own field for its length, and the deployment's headers") {
    GivenSettings settings(
        {{"COMPATIBLE_HEADERS", "set"},
         {"COMPATIBLE_MODELS",
          R"({"models":[{"name":"new","maxTokensField":"max_completion_tokens"},{"name":"old"}],)"
          R"("embeddings":[{"name":"nomic"}]})"}});
    const auto row = as_deployed(*find_provider("compatible"), settings).value();
    ScriptedUpstream upstream;
    upstream.refusal = Error{Code::unavailable, "away"};
    ScriptedClock clock;
    HttpProvider provider(upstream, clock, row, "https://gateway.example/v1", {.name = "KEY"});
    for (const char* model : {"new", "old"}) {
      auto task = provider.chat(model, {.max_output_tokens = 9}, nullptr);
      task.start();
      REQUIRE(task.finished());
    }
    HttpEmbedder embedder(upstream, row, "https://gateway.example/v1", {.name = "KEY"});
    auto task = embedder.embed("nomic", {"text"});
    task.start();
    REQUIRE(task.finished());
    REQUIRE(upstream.asked.size() == 3);
    CHECK(upstream.asked[0].body.contains(R"("max_completion_tokens":9)"));
    CHECK(upstream.asked[1].body.contains(R"("max_tokens":9)"));
    for (const auto& asked : upstream.asked) {
      const auto& list = asked.headers.back().credential;
      REQUIRE(list.has_value());
      CHECK(list->kind == ports::Credential::Kind::header_list);
      CHECK(list->name == "COMPATIBLE_HEADERS");
    }
    CHECK_FALSE(named("new")->headers_secret.has_value());
  }

  TEST_CASE("others are as the catalogue has them, whatever the setting says") {
    GivenSettings settings({{"COMPATIBLE_MODELS", "{"}});
    CHECK(as_deployed(*find_provider("anthropic"), settings) == *find_provider("anthropic"));
  }

  TEST_CASE(
      "a setting that cannot be read is the deployment's fault, before what names its models") {
    GivenSettings settings({{"COMPATIBLE_BASE_URL", "http://127.0.0.1:11434/v1"},
                            {"COMPATIBLE_MODELS", R"({"models":[{"name":""}]})"},
                            {"SITEWRIGHT_MODEL", "compatible/qwen3"}});
    const auto routing = routing_of(settings);
    CHECK(routing.fault.starts_with("COMPATIBLE_MODELS: /models/0/name: "));
    CHECK(embedding_routing_of(settings).fault == routing.fault);
  }

  TEST_CASE("an embedding that is named is asked for without a further setting") {
    GivenSettings settings(
        {{"COMPATIBLE_BASE_URL", "http://127.0.0.1:11434/v1"},
         {"COMPATIBLE_MODELS", R"({"models":[],"embeddings":[{"name":"nomic","price":7}]})"}});
    const auto routing = embedding_routing_of(settings);
    const auto mine = std::ranges::find(routing.offers, "compatible", &EmbeddingOffer::provider);
    REQUIRE(mine != routing.offers.end());
    CHECK(mine->model == "nomic");
    CHECK(mine->price == 7);
  }
}
