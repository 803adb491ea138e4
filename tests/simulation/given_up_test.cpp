// What a call costs that nobody waits for any more, and what is not begun.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "../unit/models/scripted_upstream.hpp"
#include "models/catalogue/catalogue.hpp"
#include "router_world.hpp"

using namespace sitewright;
using namespace sitewright::simulation;
using models::ChatFailure;
using Kind = ChatFailure::Kind;

namespace {

/// Goes on by a while at each look, and does something else at one of them.
struct BusyClock final : ports::Clock {
  ports::Millis time = 1'000;
  int looks = 0;
  int then = 0;
  std::function<void()> happens;

  ports::Millis now() override {
    if (++looks == then) happens();
    return time += 400;
  }
};

/// Anthropic's own client, on a stream that tells at its begin what it has read.
class ClientDoor final : public models::ProviderDoor {
 public:
  explicit ClientDoor(const std::string& piece) {
    upstream.pieces.emplace_back(
        R"(data: {"type":"message_start","message":{"id":"msg_1","usage":{"input_tokens":25,)"
        R"("cache_read_input_tokens":90000,"output_tokens":1}}})"
        "\n\n");
    for (int i = 0; i < 100; ++i) upstream.pieces.push_back("data: " + piece + "\n\n");
  }

  Task<models::ChatOutcome> chat(models::Candidate, ports::Credential credential,
                                 models::ChatRequest request, ports::TextSink* sink) override {
    models::HttpProvider client(upstream, clock, *models::find_provider("anthropic"),
                                "https://models.example", std::move(credential));
    co_return co_await or_return(client.chat("claude-sonnet-5-5", std::move(request), sink));
  }

  models::ScriptedUpstream upstream;
  BusyClock clock;
};

/// Turns everybody away for a while, without asking whether anybody waits.
class BusyDoor final : public models::ProviderDoor {
 public:
  explicit BusyDoor(std::function<void()> meanwhile) : meanwhile_(std::move(meanwhile)) {}

  Task<models::ChatOutcome> chat(models::Candidate, ports::Credential, models::ChatRequest,
                                 ports::TextSink*) override {
    ++calls;
    meanwhile_();
    co_return ChatFailure{.kind = Kind::rate_limited, .status = 429, .retry_after_ms = 30'000};
  }

  int calls = 0;

 private:
  std::function<void()> meanwhile_;
};

void cancel(World& world) {
  const auto id = world.rows("SELECT id FROM generations").at(0);
  CHECK(world.request("POST", "/api/v1/generations/" + id + "/cancel", "").status == 202);
}

std::string first_booked(World& world) {
  return world
      .rows(
          "SELECT outcome, input_tokens, cached_tokens, output_tokens, cost_micros,"
          " reserved_micros FROM model_calls ORDER BY started_at, id")
      .at(0);
}

}  // namespace

TEST_SUITE("simulation/given up") {
  TEST_CASE("a cancelled call is booked with what the provider had told of it") {
    World world(1, {});
    ClientDoor door(R"({"type":"ping"})");
    door.clock.then = 5;
    door.clock.happens = [&world] { cancel(world); };
    world.provides(door, routing_of({"anthropic"}));
    CHECK(made(world).state == wire::GenerationState::cancelled);
    CHECK(door.upstream.asked.size() == 1);
    CHECK(door.upstream.closed == 1);
    // 25 tokens at a dollar for a million, 90,000 at a tenth of it, one at ten.
    CHECK(first_booked(world) == "broken_off|90025|90000|1|9035|0");
    CHECK(world.rows("SELECT COUNT(*) FROM provider_health").at(0) == "0");
  }

  TEST_CASE("so is an answer that is ended because it goes on past its deadline") {
    World world(2, {});
    ClientDoor door(R"({"type":"content_block_delta","index":0,"delta":{"text":"words "}})");
    door.clock.then = 5;
    door.clock.happens = [&world] { world.waits(600'000); };
    world.provides(door, routing_of({"anthropic"}));
    made(world);
    CHECK(door.upstream.closed >= 1);
    CHECK(first_booked(world).starts_with("timed_out|90025|90000|"));
  }

  TEST_CASE("who is told to come again later does not, if the generation is cancelled meanwhile") {
    World world(3, {});
    BusyDoor door([&world] { cancel(world); });
    world.provides(door, routing_of({"anthropic"}));
    CHECK(made(world).state == wire::GenerationState::cancelled);
    CHECK(door.calls == 1);
    CHECK(world.slept() == 0);
    CHECK(world.rows("SELECT outcome, cost_micros, reserved_micros FROM model_calls") ==
          std::vector<std::string>{"rate_limited|0|0"});
  }
}
