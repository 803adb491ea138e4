// Providers of language models as the tests want them: each call is answered by a function, text
// first. What they were asked is kept.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/router/router.hpp"

namespace sitewright::simulation {

struct AskedProvider {
  models::Candidate candidate;
  ports::Credential credential;
  models::ChatRequest request;

  [[nodiscard]] bool plans() const { return about("plan"); }
  [[nodiscard]] bool reviews() const { return about("review"); }

 private:
  [[nodiscard]] bool about(std::string_view schema) const {
    return request.schema && request.schema->name.contains(schema);
  }
};

class ScriptedProvider final : public models::ProviderDoor {
 public:
  using Answer = std::function<models::ChatOutcome(const AskedProvider&)>;
  explicit ScriptedProvider(Answer answer) : answer_(std::move(answer)) {}

  Task<models::ChatOutcome> chat(models::Candidate candidate, ports::Credential credential,
                                 models::ChatRequest request, ports::TextSink* sink) override {
    asked.push_back({std::move(candidate), std::move(credential), std::move(request)});
    auto outcome = answer_(asked.back());
    if (auto* interest = asked.back().request.interest; interest != nullptr) {
      const auto wanted = co_await interest->still_wanted();
      if (!wanted) co_return given_up(wanted.error());
    }
    auto text = std::exchange(text_, {});
    const auto* reply = std::get_if<models::ChatReply>(&outcome);
    if (reply != nullptr) text = reply->text;
    if (sink != nullptr && (reply != nullptr || !text.empty())) {
      const auto shown = co_await sink->text(std::move(text));
      if (!shown) co_return given_up(shown.error());
    }
    co_return outcome;
  }

  /// Delivered before the failure that is answered next.
  void delivers(std::string text) { text_ = std::move(text); }

  std::vector<AskedProvider> asked;

 private:
  static models::ChatFailure given_up(const Error& why) {
    return {.kind = models::ChatFailure::Kind::broken_off,
            .status = models::kBegun,
            .detail = why.detail};
  }

  Answer answer_;
  std::string text_;
};

/// Right answers of every role, each for 1,000 tokens in and 100 out.
inline models::ChatOutcome right_answer(const AskedProvider& asked) {
  models::ChatReply reply{.text = {}, .usage = {.input_tokens = 1'000, .output_tokens = 100}};
  if (asked.plans()) {
    reply.text =
        R"({"siteName":"Padaria","title":"Menu","summary":"A bakery.","steps":[{"title":"Menu",)"
        R"("subtitle":"Prices","description":"Write the menu.","files":[]},{"title":"Hours",)"
        R"("subtitle":"Open","description":"Write the hours.","files":[]}]})";
  } else if (asked.reviews()) {
    reply.text = R"({"approved":true,"findings":[]})";
  } else {
    static int files = 0;
    reply.text =
        "@@write src/parts/part" + std::to_string(++files) + ".tsx\nconst a = null;\n@@end\n";
  }
  return reply;
}

/// One dollar for a million tokens in, ten for a million out.
inline models::Routing routing_of(std::vector<std::string> open) {
  models::Routing routing{.open = std::move(open), .price_version = "test-1"};
  for (const char* provider : {"anthropic", "openai", "gemini"}) {
    routing.offers.push_back({.provider = provider,
                              .model = std::string(1, *provider) + "-1",
                              .window_tokens = 200'000,
                              .output_tokens = 32'000,
                              .prices = {.usual = {.input = 1'000'000,
                                                   .cached = 100'000,
                                                   .cache_write = 1'250'000,
                                                   .output = 10'000'000}}});
    routing.providers.push_back(
        {.name = provider, .title = provider, .secret = std::string(provider) + "_KEY"});
  }
  return routing;
}

}  // namespace sitewright::simulation
