#include "models/router/settings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "given_settings.hpp"
#include "models/catalogue/catalogue.hpp"
#include "models/router/structured.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

Routing with(std::map<std::string, std::string> values) {
  GivenSettings settings(std::move(values));
  return routing_of(settings);
}

}  // namespace

TEST_SUITE("models/router/settings") {
  TEST_CASE("a provider is open when the deployment has its key") {
    CHECK(with({}).open.empty());
    const auto routing = with({{"ANTHROPIC_API_KEY", "set"}, {"XAI_API_KEY", "set"}});
    CHECK(routing.open == std::vector<std::string>{"anthropic", "xai"});
    CHECK(routing.fault.empty());
    CHECK(!routing.price_version.empty());
    const auto known = std::ranges::find(routing.providers, "xai", &KnownProvider::name);
    REQUIRE(known != routing.providers.end());
    CHECK(known->secret == "XAI_API_KEY");
  }

  TEST_CASE("every class goes to the provider and the model that the documents give it") {
    const auto routing = with({});
    const std::vector<std::string> all{"anthropic", "openai", "gemini", "xai"};
    const auto first = [&](ports::TaskClass task) {
      return to_string(
          candidates(task, routing.choice, routing.routes, routing.offers, all).front());
    };
    using enum ports::TaskClass;
    for (const auto task : {orchestrate, review, qa}) CHECK(first(task).contains("/claude-opus-"));
    for (const auto task : {code_backend, deploy, debug}) {
      CHECK(first(task).contains("/claude-sonnet-"));
    }
    for (const auto task : {plan, docs}) CHECK(first(task) == "openai/gpt-6.1-sol");
    for (const auto task : {approval, billing}) CHECK(first(task) == "openai/gpt-6-astra");
    for (const auto task : {code_frontend, visual}) CHECK(first(task).contains("-pro"));
    for (const auto task : {research, support}) CHECK(first(task) == "xai/grok-4.5");
  }

  TEST_CASE(
      "every provider has a usual model, and each class an answer of its grade or its first") {
    for (const auto& provider : catalogue().providers) {
      CHECK(std::ranges::contains(provider.models, wire::ModelGrade::usual,
                                  &wire::CatalogueModel::grade));
    }
  }

  TEST_CASE("a compatible server needs an address and names of models, but no key") {
    const auto routing = with({{"COMPATIBLE_BASE_URL", "http://127.0.0.1:11434/v1"},
                               {"COMPATIBLE_MODELS", "qwen3@40000"},
                               {"SITEWRIGHT_MODEL", "compatible/qwen3"}});
    CHECK(routing.open == std::vector<std::string>{"compatible"});
    CHECK(routing.choice.kind == Choice::Kind::fixed);
    CHECK(find_offer(routing.offers, routing.choice.fixed)->window_tokens == 40'000);
  }

  TEST_CASE("settings that name nothing are a fault, not a guess") {
    CHECK(with({{"SITEWRIGHT_MODEL", "gpt-9"}}).fault.starts_with("SITEWRIGHT_MODEL: "));
    CHECK(with({{"MODEL_ROUTES", "plan=nobody"}}).fault.starts_with("MODEL_ROUTES: "));
  }
}

TEST_SUITE("models/router/structured") {
  TEST_CASE("an answer with one reading is read, any other comes back with the reason") {
    const std::string review = R"({"approved":true,"findings":[]})";
    CHECK(readable(ports::Role::reviewer, review) == review);
    CHECK(readable(ports::Role::reviewer, "```json\n" + review + "\n```").has_value());
    CHECK(readable(ports::Role::reviewer, "All good!").error().code == Code::invalid_input);
    CHECK(readable(ports::Role::reviewer, R"({"approved":"yes","findings":[]})")
              .error()
              .detail.contains("approved"));
    CHECK(readable(ports::Role::coder, "@@write a\n@@end\n").has_value());
  }
}
