// A key of one's own is tried with the provider's models until an answer is about the key.
#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scripted_provider.hpp"
#include "world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;
using Kind = ChatFailure::Kind;

namespace {

using Answers = std::map<std::string, ChatFailure, std::less<>>;
using Names = std::vector<std::string>;

/// What Gemini is asked by: its models "dear", "cheap" and "usual".
models::Routing three_models() {
  auto routing = routing_of({});
  const auto base = routing.offers.back();
  routing.offers.pop_back();
  for (const auto& [name, output] : {std::pair("dear", 30'000'000), std::pair("cheap", 1'000'000),
                                     std::pair("usual", 10'000'000)}) {
    auto offer = base;
    offer.model = name;
    offer.prices.usual.output = output;
    routing.offers.push_back(std::move(offer));
  }
  return routing;
}

struct Trial {
  routes::HttpReply reply;
  Names asked;
  std::string kept;
  std::string settled;
};

/// Sets a key at a provider whose models answer so; who is not named answers rightly.
/// `takes`: milliseconds of each call.
Trial try_key(const Answers& answers, std::int64_t takes = 0) {
  World world(1, {});
  ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
    world.waits(takes);
    const auto found = answers.find(asked.candidate.model);
    return found == answers.end() ? right_answer(asked) : models::ChatOutcome(found->second);
  });
  world.provides(provider, three_models());
  Trial trial;
  trial.reply = world.request("PUT", "/api/v1/provider-keys/gemini", R"({"key":"sk-of-a-user"})");
  for (const auto& one : provider.asked) trial.asked.push_back(one.candidate.model);
  trial.kept = world.rows("SELECT COUNT(*) FROM provider_keys").at(0);
  trial.settled =
      world.rows("SELECT COUNT(*) FROM model_calls WHERE state = 'settled' AND key_source = 'own'")
          .at(0);
  return trial;
}

const ChatFailure kGone{.kind = Kind::refused, .status = 404, .detail = "no such model"};
const ChatFailure kNotYours{.kind = Kind::unauthorized, .status = 403, .detail = "not for you"};

}  // namespace

TEST_SUITE("simulation/key trial") {
  TEST_CASE("a model that was withdrawn, or is not for the account, is no reason against a key") {
    for (const auto& about_model : {kGone, kNotYours}) {
      CAPTURE(about_model.status);
      const auto trial = try_key({{"cheap", about_model}});
      CHECK_MESSAGE(trial.reply.status == 200, trial.reply.body);
      CHECK(trial.asked == Names{"cheap", "usual"});
      CHECK(trial.kept == "1");
      CHECK(trial.settled == "2");
    }
  }

  TEST_CASE("an answer about the key or the account ends the trial, whichever model gave it") {
    const ChatFailure key{.kind = Kind::unauthorized, .status = 401, .detail = "no"};
    const ChatFailure bad_request{.kind = Kind::unauthorized, .status = 400, .detail = "no"};
    const ChatFailure money{.kind = Kind::out_of_quota, .status = 402, .detail = "no"};
    for (const auto& final : {key, bad_request, money}) {
      CAPTURE(final.status);
      const auto trial = try_key({{"cheap", kGone}, {"usual", final}});
      CHECK(trial.reply.status == 400);
      CHECK(trial.asked == Names{"cheap", "usual"});
      CHECK(trial.kept == "0");
    }
    CHECK(try_key({{"cheap", key}}).reply.body.contains("gemini does not take this key (401)."));
  }

  TEST_CASE("when all models are refused, so is the key, with what was answered") {
    const auto trial = try_key({{"cheap", kGone}, {"usual", kGone}, {"dear", kNotYours}});
    CHECK(trial.reply.status == 400);
    CHECK(trial.reply.body.contains("gemini refused a call with this key (403): not for you"));
    CHECK(trial.asked == Names{"cheap", "usual", "dear"});
    CHECK(trial.kept == "0");
    CHECK(trial.settled == "3");
  }

  TEST_CASE("an address that leads elsewhere does so for every model") {
    const ChatFailure elsewhere{.kind = Kind::refused, .status = 302, .detail = "elsewhere"};
    CHECK(try_key({{"cheap", elsewhere}}).asked == Names{"cheap"});
  }

  TEST_CASE("all models together have the time of one trial") {
    const auto trial = try_key({{"cheap", kGone}, {"usual", kGone}}, 15'000);
    CHECK(trial.reply.status == 503);
    CHECK(trial.reply.body.contains("gemini cannot be asked right now. Nothing was kept."));
    CHECK(trial.asked == Names{"cheap", "usual"});
    CHECK(trial.kept == "0");
  }
}
