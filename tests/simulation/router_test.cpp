// A generation over providers of language models that do what providers do.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "router_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;
using models::ChatReply;
using Kind = ChatFailure::Kind;

TEST_SUITE("simulation/router") {
  TEST_CASE("each role is answered by its provider, and every call is in the books to the cent") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic", "openai", "gemini"}));
    const auto generation = made(world);
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(outcomes(world) == std::vector<std::string>{"architect openai ok", "coder gemini ok",
                                                      "reviewer anthropic ok", "coder gemini ok",
                                                      "reviewer anthropic ok"});
    CHECK(generation.usage.input_tokens == 5'000);
    CHECK(generation.usage.cost_micros == 5 * 2'000);
    CHECK(world.rows("SELECT SUM(cost_micros), SUM(reserved_micros), MIN(price_version) FROM"
                     " model_calls") == std::vector<std::string>{"10000|0|test-1"});
    CHECK(world.rows("SELECT SUM(calls), SUM(cost_micros) FROM model_totals") ==
          std::vector<std::string>{"5|10000"});
    CHECK(provider.asked.front().credential.name == "openai_KEY");
  }

  TEST_CASE("without a key the built-in model answers, and no book is opened") {
    World world(2, {});
    const auto generation = made(world);
    CHECK(generation.usage.model == "builtin");
    CHECK(world.rows("SELECT COUNT(*) FROM model_calls").at(0) == "0");
    for (const auto& [sql, plan] : world.query_plans()) CHECK(!sql.contains("provider_health"));
    CHECK(
        world.rows("SELECT COUNT(*) FROM messages WHERE content LIKE 'No language model%'").at(0) ==
        "0");
  }

  TEST_CASE("a provider that dies mid-stream is replaced, its text taken back, its cost kept") {
    World world(3, {});
    ScriptedProvider* self = nullptr;
    ScriptedProvider provider([&self](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider != "gemini") return right_answer(asked);
      self->delivers("@@write src/parts/half.tsx\nconst half");
      // As Anthropic does it: the input is told at the start, the output at the end.
      return ChatFailure{.kind = Kind::broken_off,
                         .status = 200,
                         .delivered = true,
                         .usage = {.input_tokens = 1'000, .output_tokens = 1}};
    });
    self = &provider;
    world.provides(provider, routing_of({"anthropic", "gemini"}));
    const auto generation = made(world);
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(std::ranges::count(outcomes(world), "coder gemini broken_off") == 2);
    CHECK(std::ranges::count(outcomes(world), "coder anthropic ok") == 2);
    // The 38 bytes that came are 13 tokens at most.
    CHECK(world.rows("SELECT DISTINCT input_tokens, output_tokens, cost_micros, reserved_micros"
                     " FROM model_calls WHERE outcome = 'broken_off'") ==
          std::vector<std::string>{"1000|13|1130|0"});
    CHECK(generation.usage.cost_micros == 5 * 2'000 + 2 * 1'130);
    CHECK(world.rows("SELECT COUNT(*) FROM plan_steps WHERE files LIKE '%half%'").at(0) == "0");
  }

  TEST_CASE(
      "who broke off without a word on what it took is booked for what it was sent and wrote") {
    World world(33, {});
    ScriptedProvider* self = nullptr;
    ScriptedProvider provider([&self](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider != "gemini") return right_answer(asked);
      self->delivers(std::string(300, 'x'));
      return ChatFailure{.kind = Kind::broken_off, .status = 200, .delivered = true};
    });
    self = &provider;
    world.provides(provider, routing_of({"anthropic", "gemini"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    const auto asked = std::ranges::find(provider.asked, "gemini",
                                         [](const auto& one) { return one.candidate.provider; });
    REQUIRE(asked != provider.asked.end());
    const auto input = models::likely_tokens(asked->request);
    CHECK(
        world.rows("SELECT input_tokens, output_tokens, cost_micros FROM model_calls WHERE"
                   " outcome = 'broken_off' ORDER BY started_at, id LIMIT 1") ==
        std::vector<std::string>{std::to_string(input) + "|100|" + std::to_string(input + 1'000)});
  }

  TEST_CASE("a silent provider is left while there is time for another one") {
    World world(34, {});
    ScriptedProvider provider([&world](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider != "openai") return right_answer(asked);
      world.waits(asked.request.silence_limit_ms);
      return ChatFailure{.kind = Kind::timed_out, .status = 200};
    });
    world.provides(provider, routing_of({"openai", "anthropic"}));
    const auto generation = made(world);
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(outcomes(world).at(0) == "architect openai timed_out");
    CHECK(outcomes(world).at(1) == "architect anthropic ok");
    CHECK(provider.asked[0].request.silence_limit_ms > 59'000);
    CHECK(provider.asked[0].request.silence_limit_ms <= 60'000);
    // The last one may be silent as long as the answer may take.
    CHECK(provider.asked[1].request.silence_limit_ms == 0);
    CHECK(provider.asked[1].request.time_limit_ms <= 60'000);
    // An answer that had begun is billed for what it was sent.
    CHECK(world
              .rows("SELECT COUNT(*) FROM model_calls WHERE outcome = 'timed_out' AND cost_micros"
                    " = 0")
              .at(0) == "0");
  }

  TEST_CASE("whom the prompt is too long for is passed over, with that as the reason") {
    const auto only_openai = [](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.candidate.provider == "openai" || asked.plans()) return right_answer(asked);
      return ChatFailure{.kind = Kind::unauthorized, .status = 401};
    };
    auto routing = routing_of({"gemini", "anthropic", "openai"});
    routing.offers[0].window_tokens = 9'000;
    routing.offers[0].output_tokens = 1'000;
    World world(35, {});
    ScriptedProvider provider(only_openai);
    world.provides(provider, routing);
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(std::ranges::count(outcomes(world), "coder gemini unauthorized") == 2);
    CHECK(std::ranges::count(outcomes(world), "coder openai ok") == 2);
    CHECK(world
              .rows("SELECT COUNT(*) FROM model_calls WHERE provider = 'anthropic' AND role ="
                    " 'coder'")
              .at(0) == "0");

    World without(36, {});
    ScriptedProvider again(only_openai);
    routing.open = {"gemini", "anthropic"};
    without.provides(again, routing);
    const auto failed = made(without, R"({"allowBuiltin":false})");
    CHECK(failed.state == wire::GenerationState::failed);
    REQUIRE(failed.error.has_value());
    CHECK(failed.error->contains("the prompt is too long for anthropic/a-1"));
  }

  TEST_CASE("who is late in what others left of the time is not to blame") {
    World world(37, {});
    ScriptedProvider provider([&world](const AskedProvider& asked) -> models::ChatOutcome {
      if (!asked.plans()) return right_answer(asked);
      const bool first = asked.candidate.provider == "openai";
      world.waits(first ? 110'000 : asked.request.time_limit_ms);
      return first ? ChatFailure{.kind = Kind::refused, .status = 400}
                   : ChatFailure{.kind = Kind::timed_out, .status = 200};
    });
    world.provides(provider, routing_of({"openai", "anthropic"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(outcomes(world).at(1) == "architect anthropic timed_out");
    CHECK(world.rows("SELECT COUNT(*) FROM provider_health").at(0) == "0");
  }

  TEST_CASE("rate limits are waited for as the provider advises") {
    World world(4, {});
    int limited = 0;
    ScriptedProvider provider([&limited](const AskedProvider& asked) -> models::ChatOutcome {
      if (asked.plans() && limited++ == 0) {
        return ChatFailure{.kind = Kind::rate_limited, .status = 429, .retry_after_ms = 4'000};
      }
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"anthropic"}));
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(world.slept() >= 4'000);
    CHECK(world.slept() < 4'400);
    CHECK(outcomes(world).at(0) == "architect anthropic rate_limited");
    CHECK(outcomes(world).at(1) == "architect anthropic ok");
  }

  TEST_CASE("nobody answers: the built-in model does, if the project takes it") {
    ScriptedProvider provider([](const AskedProvider&) -> models::ChatOutcome {
      return ChatFailure{.kind = Kind::unauthorized, .status = 401, .detail = "invalid x-api-key"};
    });
    World world(5, {});
    world.provides(provider, routing_of({"anthropic"}));
    const auto generation = made(world);
    CHECK(generation.state == wire::GenerationState::complete);
    CHECK(generation.usage.model == "builtin");
    const auto told = world.rows(
        "SELECT content FROM messages WHERE content LIKE 'No language model could%' ORDER BY id");
    // Once for the plan; its steps have the same reason.
    REQUIRE(told.size() == 1);
    CHECK(told[0] ==
          "No language model could plan this, so the built-in one did: anthropic/a-1 does not "
          "accept the key (401): invalid x-api-key");

    World other(5, {});
    other.provides(provider, routing_of({"anthropic"}));
    const auto refused = made(other, R"({"allowBuiltin":false})");
    CHECK(refused.state == wire::GenerationState::failed);
    CHECK(refused.error->contains("anthropic/a-1 does not accept the key (401)"));
  }

  TEST_CASE(
      "whoever is answering when the generation is cancelled is given up, paid and not blamed") {
    for (const std::string role : {"architect", "coder", "reviewer"}) {
      CAPTURE(role);
      World world(14, {});
      int after = 0;
      bool cancelled = false;
      std::string id;
      ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
        if (cancelled) ++after;
        const auto asks = asked.plans() ? "architect" : asked.reviews() ? "reviewer" : "coder";
        CHECK(asked.request.interest != nullptr);
        if (role == asks && !cancelled) {
          cancelled = true;
          id = world.rows("SELECT id FROM generations").at(0);
          CHECK(world.request("POST", "/api/v1/generations/" + id + "/cancel", "").status == 202);
        }
        return right_answer(asked);
      });
      world.provides(provider, routing_of({"anthropic", "openai"}));
      CHECK(made(world).state == wire::GenerationState::cancelled);
      CHECK(cancelled);
      CHECK(after == 0);
      const auto last = outcomes(world).back();
      CHECK(last.starts_with(role));
      CHECK(last.ends_with("broken_off"));
      CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE state = 'reserved'").at(0) == "0");
      CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE cost_micros = 0").at(0) == "0");
      CHECK(world.rows("SELECT COUNT(*) FROM provider_health").at(0) == "0");
    }
  }

  TEST_CASE("an outage opens the breaker for every isolate, and a probe closes it") {
    World world(7, {});
    bool down = true;
    ScriptedProvider provider([&down](const AskedProvider& asked) -> models::ChatOutcome {
      if (down && asked.candidate.provider == "openai") {
        return ChatFailure{.kind = Kind::overloaded, .status = 529};
      }
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"openai", "anthropic"}));
    for (int i = 0; i < 3; ++i) CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(world.rows("SELECT state FROM provider_health").at(0) == "open");
    const auto failed = world.rows("SELECT COUNT(*) FROM model_calls WHERE outcome = 'overloaded'");
    CHECK(failed.at(0) == "5");
    down = false;
    world.passes(60'000);
    CHECK(made(world).state == wire::GenerationState::complete);
    CHECK(world.rows("SELECT state, failures FROM provider_health").at(0) == "closed|0");
  }

  TEST_CASE("the next one probes whose probe was cancelled or met a budget") {
    for (const bool cancels : {true, false}) {
      CAPTURE(cancels);
      World world(8, {});
      bool down = true;
      bool cancelled = !cancels;
      ScriptedProvider provider([&](const AskedProvider& asked) -> models::ChatOutcome {
        if (down) return ChatFailure{.kind = Kind::overloaded, .status = 529};
        if (!std::exchange(cancelled, true)) {
          const auto id = world.rows("SELECT id FROM generations WHERE finished_at IS NULL").at(0);
          CHECK(world.request("POST", "/api/v1/generations/" + id + "/cancel", "").status == 202);
        }
        return right_answer(asked);
      });
      world.provides(provider, routing_of({"openai"}));
      made(world);
      const auto open = world.rows("SELECT state, failures FROM provider_health").at(0);
      CHECK(open.starts_with("open|"));
      down = false;
      world.passes(600'000);
      const auto off = made(world, cancels ? "{}" : R"({"budget":{"projectMicros":10}})");
      CHECK(off.state ==
            (cancels ? wire::GenerationState::cancelled : wire::GenerationState::paused));
      CHECK(world.rows("SELECT state, failures FROM provider_health").at(0) == open);
      CHECK(made(world, R"({"allowBuiltin":false})").state == wire::GenerationState::complete);
      CHECK(world.rows("SELECT state, failures FROM provider_health").at(0) == "closed|0");
    }
  }

  TEST_CASE("whatever fails, every call is settled or counts at its most, and nothing twice") {
    for (std::uint64_t seed = 20; seed < 32; ++seed) {
      CAPTURE(seed);
      World world(seed, {.effect_fails_before = 20,
                         .effect_fails_after = 20,
                         .message_twice = 50,
                         .run_dies = 40,
                         .restarts = 1});
      ScriptedProvider provider(right_answer);
      world.provides(provider, routing_of({"anthropic", "openai"}));
      const auto project = created(world);
      REQUIRE(world.settle());
      CHECK(project::ended(
          project::state_from(wire::to_string(generation_of(world, project).state)).value()));
      world.calms();
      world.passes(600'000);
      CHECK(world.rows("SELECT COUNT(*) FROM model_calls WHERE state = 'reserved'").at(0) == "0");
      CHECK(world.rows("SELECT SUM(calls), SUM(cost_micros) FROM model_totals") ==
            world.rows("SELECT COUNT(*), SUM(cost_micros) FROM model_calls"));
      CHECK(std::stoull(world.rows("SELECT COUNT(*) FROM model_calls").at(0)) >=
            provider.asked.size());
    }
  }
}

TEST_SUITE("simulation/budget") {
  TEST_CASE("a used-up budget pauses with its reason, and raised, the generation goes on") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic"}));
    // Enough for the plan, not for what a coder may write at most.
    const auto project = created(world, R"({"budget":{"generationMicros":250000}})");
    REQUIRE(world.settle());
    const auto paused = generation_of(world, project);
    CHECK(paused.state == wire::GenerationState::paused);
    REQUIRE(paused.error.has_value());
    CHECK(paused.error->starts_with("The budget of this generation is used up: "));
    CHECK(std::ranges::any_of(world.events(project.id), [](const Seen& seen) {
      return seen.type == "generation.state" && seen.data.contains("paused") &&
             seen.data.contains("The budget of this generation");
    }));
    CHECK(world.rows("SELECT COUNT(*) FROM messages WHERE content LIKE 'Paused. The budget%'")
              .at(0) == "1");

    CHECK(world
              .request("PATCH", "/api/v1/projects/" + project.id,
                       R"({"settings":{"budget":{"generationMicros":9000000}}})")
              .status == 200);
    CHECK(world.request("POST", "/api/v1/generations/" + paused.id + "/resume", "").status == 202);
    REQUIRE(world.settle());
    const auto done = generation_of(world, project);
    CHECK(done.state == wire::GenerationState::complete);
    CHECK(!done.error.has_value());
  }

  TEST_CASE("the plan itself may be too dear") {
    World world(2, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic"}));
    const auto paused = made(world, R"({"budget":{"projectMicros":10}})");
    CHECK(paused.state == wire::GenerationState::paused);
    CHECK(paused.error->contains("this project"));
    CHECK(provider.asked.empty());
  }

  TEST_CASE("twenty generations at once never hold more than the month allows") {
    World world(3, {.message_twice = 30});
    std::int64_t most = 0;
    ScriptedProvider provider([&](const AskedProvider& asked) {
      const auto held =
          world.rows("SELECT SUM(cost_micros + reserved_micros) FROM model_calls").at(0);
      most = std::max<std::int64_t>(most, std::stoll(held));
      return right_answer(asked);
    });
    world.provides(provider, routing_of({"anthropic"}));
    constexpr std::int64_t month = 700'000;
    world.rows(
        "INSERT INTO budgets (user_id, month_micros, updated_at) VALUES"
        " ('usr_00000000000000000000000000', 700000, 1)");
    for (int i = 0; i < 20; ++i) created(world);
    REQUIRE(world.settle());
    CHECK(most > month / 2);
    CHECK(most <= month);
    CHECK(world.rows("SELECT COUNT(*) FROM generations WHERE state = 'paused'").at(0) != "0");
  }
}
