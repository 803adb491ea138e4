// From a row of providers.json to the request that leaves: one for each provider, as
// tests/golden/models/catalogue.requests has them.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "models/catalogue/catalogue.hpp"
#include "models/catalogue/compatible.hpp"
#include "scripted_upstream.hpp"

using namespace sitewright;
using namespace sitewright::models;

namespace {

struct Settings final : ports::Config {
  std::map<std::string, std::string, std::less<>> values{
      {"COMPATIBLE_BASE_URL", "http://localhost:11434/v1"},
      {"COMPATIBLE_HEADERS", "set"},
      {"COMPATIBLE_MODELS", "local"}};
  std::optional<std::string> get(std::string_view name) override {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  }
};

std::string golden() {
  std::ifstream file(std::string(SITEWRIGHT_SOURCE_DIR) +
                     "/tests/golden/models/catalogue.requests");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A key is never here: the host puts it in where a header names its secret.
std::string in_words(const ports::UpstreamRequest& request) {
  std::string text = request.method + " " + request.url + "\n";
  for (const auto& header : request.headers) {
    text += header.name + ": " + header.value;
    if (header.credential) text += "<" + header.credential->name + ">";
    text += "\n";
  }
  return text + request.body + "\n";
}

/// What a provider's first model is sent; it may write more than any model can.
ports::UpstreamRequest asked_of(const wire::CatalogueProvider& row, Settings& settings) {
  ScriptedUpstream upstream;
  upstream.refusal = Error{Code::unavailable, "nobody is there"};
  ScriptedClock clock;
  const auto deployed = as_deployed(row, settings).value();
  HttpProvider provider(upstream, clock, deployed, base_url_of(row, settings).value(),
                        {ports::Credential::Kind::config, row.key_secret});
  auto task =
      provider.chat(deployed.models.front().name,
                    {.system = {{"Plan."}},
                     .messages = {{Author::user, {ChatText{"A bakery"}}}},
                     .schema = OutputSchema{"reply", R"({"type":"object","required":["a"],)"
                                                     R"("properties":{"a":{"type":"string"}}})"},
                     .max_output_tokens = 1'000'000,
                     .temperature = 0.5},
                    nullptr);
  task.start();
  CHECK(task.finished());
  CHECK(upstream.asked.size() == 1);
  return upstream.asked.empty() ? ports::UpstreamRequest{} : upstream.asked.front();
}

}  // namespace

TEST_SUITE("models/catalogue request") {
  TEST_CASE("each provider is asked at its address, by its model's name, with its own fields") {
    Settings settings;
    std::string text;
    for (const auto& row : catalogue().providers) {
      CAPTURE(row.name);
      if (!text.empty()) text += "\n";
      text += in_words(asked_of(row, settings));
    }
    CHECK(text == golden());
  }
}
