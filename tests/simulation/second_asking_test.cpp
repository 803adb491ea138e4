// Answers that are none, and candidates that cannot answer now: who is asked again, and how.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "healing_world.hpp"
#include "router_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;
using models::ChatReply;
using Kind = ChatFailure::Kind;

namespace {

std::string last_words(const AskedProvider& asked) {
  const auto* last = std::get_if<models::ChatText>(&asked.request.messages.back().content.back());
  return last == nullptr ? std::string() : last->text;
}

bool is_repair(const AskedProvider& asked) {
  return std::ranges::any_of(asked.request.messages.front().content, [](const auto& content) {
    const auto* text = std::get_if<models::ChatText>(&content);
    return text != nullptr && text->text.contains("TS9001");
  });
}

}  // namespace

TEST_SUITE("simulation/second asking") {
  TEST_CASE("a plan that cannot be read is asked for once more, with the reason") {
    World world(6, {});
    int plans = 0;
    ScriptedProvider provider([&plans](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.plans() && plans++ == 0) return ChatReply{.text = "Certainly! Here is a plan."};
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai", "anthropic"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    REQUIRE(plans == 2);
    CHECK(provider.asked[1].candidate.provider == "openai");
    const auto& told = provider.asked[1].request.messages;
    REQUIRE(told.size() >= 3);
    CHECK(std::get<models::ChatText>(told.back().content.at(0))
              .text.starts_with("That answer could not be read"));
    CHECK(told[told.size() - 2].author == models::Author::assistant);
  }

  TEST_CASE("an answer cut off at its limit is none, whoever gave it: it is asked for once more") {
    for (const std::string role : {"architect", "coder", "reviewer"}) {
      CAPTURE(role);
      World world(8, {});
      int cut = 0;
      ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
        auto answer = right_answer(asked);
        const auto asks = asked.plans() ? "architect" : asked.reviews() ? "reviewer" : "coder";
        if (role == asks && cut++ == 0) {
          auto& reply = std::get<ChatReply>(answer);
          reply.stop = models::Stop::max_tokens;
          // What is left of each can be read.
          if (asked.plans()) reply.text.resize(reply.text.find(R"(,{"title":"Hours")"));
        }
        return answer;
      });
      world.provides(provider, routing_of({"openai", "anthropic"}));
      CHECK(made(world).state == wire::GenerationState::complete);
      CHECK(cut >= 2);
      CHECK(world.rows("SELECT COUNT(*) FROM plan_steps").at(0) == "2");
      const auto told = std::ranges::find_if(provider.asked, [](const auto& asked) {
        const auto* last =
            std::get_if<models::ChatText>(&asked.request.messages.back().content.back());
        return last != nullptr && last->text.contains("It was cut off at its limit of length.");
      });
      REQUIRE(told != provider.asked.end());
      CHECK(told->request.messages.size() == 1);
      CHECK((told - 1)->candidate == told->candidate);
      const auto& words = std::get<models::ChatText>(told->request.messages[0].content.back()).text;
      CHECK(words.contains("Say it shorter."));
      CHECK(words.contains("JSON document") == (role != "coder"));
    }
  }

  TEST_CASE("a coder that is cut off each time leaves its step to another, and no half of it") {
    World world(9, {});
    ScriptedProvider provider([](const AskedProvider& asked) -> models::ChatOutcome {
      auto answer = right_answer(asked);
      auto& reply = std::get<ChatReply>(answer);
      if (!asked.request.schema && asked.candidate.provider == "gemini") {
        reply.text = "@@write src/parts/half.tsx\nconst half = 1;\n@@end\n";
        reply.stop = models::Stop::max_tokens;
      }
      return answer;
    });
    world.provides(provider, routing_of({"gemini", "anthropic"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(std::ranges::count(outcomes(world), "coder gemini ok") == 4);
    CHECK(std::ranges::count(outcomes(world), "coder anthropic ok") == 2);
    CHECK(world.rows("SELECT COUNT(*) FROM plan_steps WHERE files LIKE '%half%'").at(0) == "0");
  }

  TEST_CASE("of an empty answer nothing is shown to who is asked again") {
    World world(10, {});
    int plans = 0;
    ScriptedProvider provider([&plans](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.plans() && plans++ == 0) return ChatReply{.text = " \n"};
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"anthropic"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    REQUIRE(plans == 2);
    const auto& told = provider.asked[1].request.messages;
    REQUIRE(told.size() == 1);
    CHECK(told[0].author == models::Author::user);
    CHECK(std::get<models::ChatText>(told[0].content.back()).text.contains("It was empty."));
  }

  TEST_CASE("a coder that has nothing to say leaves its step, or its repair, to another") {
    World world(14, {});
    world.builds_judged_by(find_flaws);
    // Whom steps and repairs are asked of first.
    const auto is_mute = [](const AskedProvider& asked) {
      return !asked.request.schema &&
             asked.candidate.provider == (is_repair(asked) ? "anthropic" : "gemini");
    };
    ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
      auto answer = right_answer(asked);
      if (asked.request.schema) return answer;
      auto& reply = std::get<ChatReply>(answer);
      reply.text = is_repair(asked) ? kMend : reply.text + kFlawed;
      if (is_mute(asked)) reply.text = is_repair(asked) ? "" : " \n";
      return answer;
    });
    world.provides(provider, routing_of({"gemini", "anthropic"}));
    CHECK(made(world, R"({"allowBuiltin":false})").state == wire::GenerationState::complete);
    // Each is asked twice, the second time with the reason; then another one is.
    std::vector<std::string> repairs;
    std::vector<std::string> steps;
    for (const auto& asked : provider.asked) {
      if (asked.request.schema) continue;
      auto& list = is_repair(asked) ? repairs : steps;
      const bool told = last_words(asked).contains("It was empty.");
      list.push_back(asked.candidate.provider + (told ? " told" : ""));
    }
    CHECK(repairs == std::vector<std::string>{"anthropic", "anthropic told", "gemini told"});
    CHECK(steps == std::vector<std::string>{"gemini", "gemini told", "anthropic told", "gemini",
                                            "gemini told", "anthropic told"});
    CHECK(world.rows("SELECT COUNT(*) FROM builds").at(0) == "2");
  }

  TEST_CASE("who is told what was wrong has an attempt more, and one only") {
    for (const bool learns : {true, false}) {
      CAPTURE(learns);
      World world(11, {});
      int plans = 0;
      ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
        if (!asked.plans()) return right_answer(asked);
        ++plans;
        if (plans == 1) return ChatFailure{.kind = Kind::rate_limited, .status = 429};
        if (plans == 2 || !learns) return ChatReply{.text = "Certainly! Here is a plan."};
        return right_answer(asked);
      });
      world.provides(provider, routing_of({"anthropic"}));
      const auto generation = made(world, R"({"allowBuiltin":false})");
      CHECK((generation.state == wire::GenerationState::complete) == learns);
      CHECK(plans == 3);
    }
  }

  TEST_CASE("a limit that ends an answer of which text had come leaves it to another at once") {
    World world(15, {});
    ScriptedProvider* self = nullptr;
    ScriptedProvider provider([&self](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider != "gemini") return right_answer(asked);
      self->delivers("@@write src/parts/half.tsx\nconst half");
      return ChatFailure{.kind = Kind::rate_limited,
                         .status = models::kBegun,
                         .retry_after_ms = 1'000,
                         .delivered = true};
    });
    self = &provider;
    world.provides(provider, routing_of({"anthropic", "gemini"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(std::ranges::count(outcomes(world), "coder gemini rate_limited") == 2);
    CHECK(std::ranges::count(outcomes(world), "coder anthropic ok") == 2);
    CHECK(world.slept() == 0);
    CHECK(world.rows("SELECT COUNT(*) FROM provider_health").at(0) == "0");
    CHECK(world.rows("SELECT COUNT(*) FROM plan_steps WHERE files LIKE '%half%'").at(0) == "0");
  }

  TEST_CASE("who may answer later is asked again though the last of the others never can") {
    World world(12, {});
    int limited = 0;
    ScriptedProvider provider([&limited](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider == "anthropic") {
        return ChatFailure{.kind = Kind::unauthorized, .status = 401};
      }
      // Longer than anybody waits while another one is left.
      if (asked.plans() && limited++ == 0) {
        return ChatFailure{.kind = Kind::rate_limited, .status = 429, .retry_after_ms = 30'000};
      }
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai", "anthropic"}));
    const auto generation = made(world, R"({"allowBuiltin":false})");
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(outcomes(world).at(0) == "architect openai rate_limited");
    CHECK(outcomes(world).at(1) == "architect anthropic unauthorized");
    CHECK(outcomes(world).at(2) == "architect openai ok");
    CHECK(world.slept() > 29'000);
  }

  TEST_CASE("while one candidate may answer later, the generation waits for it") {
    World world(13, {});
    int limited = 0;
    ScriptedProvider provider([&limited](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider == "anthropic") {
        return ChatFailure{.kind = Kind::unauthorized, .status = 401};
      }
      // Longer than a plan may take.
      if (asked.plans() && limited++ == 0) {
        return ChatFailure{.kind = Kind::rate_limited, .status = 429, .retry_after_ms = 300'000};
      }
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai", "anthropic"}));
    CHECK(made(world, R"({"allowBuiltin":false})").state == wire::GenerationState::complete);
    CHECK(limited == 2);
  }
}
