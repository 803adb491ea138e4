#include "models/catalogue/catalogue.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "models/catalogue/providers_json.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

struct Settings final : ports::Config {
  std::map<std::string, std::string, std::less<>> values;
  std::optional<std::string> get(std::string_view name) override {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  }
};

}  // namespace

TEST_SUITE("models/catalogue") {
  TEST_CASE("providers.json is valid by its schema, and its prices make sense") {
    const auto decoded = wire::decode<wire::Catalogue>(kProvidersJson);
    REQUIRE_MESSAGE(decoded.has_value(), decoded.error().path, decoded.error().detail);
    CHECK(catalogue().version.size() >= 10);
    std::set<std::string> names;
    for (const auto& provider : decoded->providers) {
      CAPTURE(provider.name);
      CHECK(names.insert(provider.name).second);
      CHECK((provider.base_url.empty() || provider.base_url == "ai:" ||
             provider.base_url.starts_with("https://")));
      CHECK_FALSE(provider.models.empty());
      for (const auto& model : provider.models) {
        CAPTURE(model.name);
        CHECK(model.max_output_tokens < model.context_tokens);
        CHECK(model.prices.cached <= model.prices.input);
        CHECK(model.prices.input <= model.prices.output);
        if (model.long_context) CHECK(model.long_context->prices.input > model.prices.input);
      }
    }
  }

  TEST_CASE("prompts beyond a length cost more where the provider says so") {
    const auto* model = find_model(*find_provider("openai"), "gpt-6.1-sol");
    REQUIRE(model != nullptr);
    const auto prices = prices_of(*model);
    CHECK(prices.usual.input == 2'000'000);
    CHECK(prices.long_above == 272'000);
    CHECK(prices.beyond.input == 4'000'000);
  }

  TEST_CASE("who is open depends on keys, addresses and the binding") {
    Settings settings;
    const auto open = [&settings](std::string_view name) {
      return is_open(*find_provider(name), settings);
    };
    CHECK_FALSE(open("anthropic"));
    CHECK_FALSE(open("compatible"));
    CHECK_FALSE(open("workers-ai"));
    settings.values = {{"ANTHROPIC_API_KEY", "set"},
                       {"COMPATIBLE_BASE_URL", " http://localhost:11434/v1 "},
                       {"AI", "set"}};
    CHECK(open("anthropic"));
    CHECK(open("compatible"));
    CHECK(open("workers-ai"));
    CHECK(base_url_of(*find_provider("compatible"), settings) == "http://localhost:11434/v1");
    CHECK(base_url_of(*find_provider("anthropic"), settings) == "https://api.anthropic.com");
  }

  TEST_CASE("nobody but a server of one's own answers for nothing") {
    for (const auto& provider : catalogue().providers) {
      if (provider.name == "compatible") continue;
      for (const auto& model : provider.models) {
        CAPTURE(model.name);
        CHECK(model.prices.input > 0);
        CHECK(model.prices.output > 0);
      }
      if (!provider.embeddings) continue;
      for (const auto& embedding : *provider.embeddings) CHECK(embedding.price > 0);
    }
  }
}
