// What one answer's calls leave behind in the books of their providers' health.
#include "models/router/answering.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "../scripted_upstream.hpp"
#include "models/router/policy.hpp"

using namespace sitewright;
using namespace sitewright::models;
using Kind = ChatFailure::Kind;

namespace {

/// One run's world: a coder's answer is asked for, and the clock stands still but for what waits.
struct Desk final : ProviderDoor,
                    ports::Ledger,
                    ports::Model,
                    ports::Assets,
                    ports::Timer,
                    ports::IdSource,
                    ports::Log {
  std::function<ChatOutcome(const std::string& provider, const ChatRequest&)> answers;
  std::optional<ports::BudgetMet> budget = {};
  int reserved = 0;
  ports::Standing books = {};
  ScriptedClock clock = {};
  ports::Millis slept = 0;
  ScriptedInterest interest = {};
  PromptMemory memory = PromptMemory();

  Task<ChatOutcome> chat(Candidate candidate, ports::Credential, ChatRequest request,
                         ports::TextSink*) override {
    auto outcome = answers(candidate.provider, request);
    if (request.interest == nullptr) co_return outcome;
    const auto wanted = co_await request.interest->still_wanted();
    if (wanted) co_return outcome;
    co_return ChatFailure{.kind = Kind::broken_off, .status = kBegun};
  }
  Task<ports::Standing> standing(std::string) override { co_return books; }
  Task<std::optional<ports::BudgetMet>> reserve(ports::CallRecord) override {
    ++reserved;
    co_return budget;
  }
  Task<Done> settle(ports::CallRecord, std::optional<ports::ProviderHealth> health) override {
    if (health) (void)co_await change_health(std::move(*health));
    co_return Done{};
  }
  Task<bool> change_health(ports::ProviderHealth health) override {
    for (auto& known : books.health) {
      if (known.provider != health.provider) continue;
      if (known.revision != health.revision) co_return false;
      known = std::move(health);
      ++known.revision;
      co_return true;
    }
    health.revision = 1;
    books.health.push_back(std::move(health));
    co_return true;
  }
  Task<Done> write_off(ports::Millis) override { co_return Done{}; }
  Task<ports::ModelReply> ask(ports::ModelRequest, ports::TextSink*) override {
    co_return fail(Code::unavailable, "nobody");
  }
  ports::Window window(const ports::Attribution&, ports::TaskClass) override { return {}; }
  std::string name() override { return "builtin"; }
  Task<std::string> read(std::string) override { co_return std::string(); }
  Task<Done> sleep(ports::Millis time) override {
    slept += time;
    clock.time += time;
    co_return Done{};
  }
  std::string make(std::string_view kind) override { return std::string(kind) + "_1"; }
  void write(Level, std::string_view,
             std::vector<std::pair<std::string_view, std::string>>) override {}

  /// A coder's answer within so long, by these providers; what came of it. `lasts`: how often
  /// somebody still waits when asked; nobody is asked without.
  Result<std::optional<ports::ModelReply>> asked(std::vector<std::string> providers,
                                                 ports::Millis within,
                                                 std::optional<int> lasts = {}) {
    Routing routing;
    Answering answering{.request = {.role = ports::Role::coder, .parts = {}}};
    for (auto& provider : providers) {
      routing.offers.push_back({.provider = provider, .model = "m", .output_tokens = 100});
      answering.candidates.push_back({std::move(provider), "m"});
    }
    interest.asked = 0;
    interest.lasts = lasts.value_or(0);
    if (lasts) answering.request.interest = &interest;
    answering.standing = books;
    answering.deadline = clock.now() + within;
    const RouterPorts ports{*this, *this, *this, *this, memory, clock, *this, *this, *this};
    auto task = ask_candidates(ports, &routing, &answering);
    task.start();
    REQUIRE(task.finished());
    return task.take();
  }

  [[nodiscard]] const ports::ProviderHealth* health(const std::string& provider) const {
    for (const auto& one : books.health) {
      if (one.provider == provider) return &one;
    }
    return nullptr;
  }
};

constexpr ports::Millis kWhole = 180'000;

/// Open, and its pause is over.
ports::ProviderHealth due() {
  return {.provider = "xai",
          .circuit = ports::Circuit::open,
          .failures = 5,
          .opened = 1,
          .open_until = 10,
          .revision = 3};
}

}  // namespace

TEST_SUITE("models/router/answering") {
  TEST_CASE("who is late counts as ill, unless it had only the rest of the time") {
    Desk desk;
    desk.answers = [&desk](const std::string&, const ChatRequest& request) -> ChatOutcome {
      desk.clock.time +=
          request.silence_limit_ms > 0 ? request.silence_limit_ms : request.time_limit_ms;
      return ChatFailure{.kind = Kind::timed_out, .status = 200};
    };
    (void)desk.asked({"xai"}, 2'000);
    CHECK(desk.health("xai") == nullptr);
    (void)desk.asked({"openai", "xai"}, 65'000);
    CHECK(desk.health("openai") == nullptr);
    CHECK(desk.health("xai") == nullptr);
    (void)desk.asked({"openai", "xai"}, kWhole);
    REQUIRE(desk.health("openai") != nullptr);
    CHECK(desk.health("openai")->failures == 1);
    // The second had what the first one left, which is no less.
    REQUIRE(desk.health("xai") != nullptr);
    CHECK(desk.health("xai")->last_failure == "timed_out");
  }

  TEST_CASE("a probe that a person calls off is given back") {
    Desk desk;
    desk.books.health.push_back(due());
    desk.answers = [](const std::string&, const ChatRequest&) -> ChatOutcome {
      return ChatReply{.text = "half"};
    };
    CHECK(desk.asked({"xai"}, kWhole, 1).error().code == Code::stale);
    CHECK(desk.reserved == 1);
    CHECK(desk.health("xai")->circuit == ports::Circuit::open);
    CHECK(desk.health("xai")->failures == 5);
    const auto next = desk.asked({"xai"}, kWhole);
    REQUIRE(next.has_value());
    CHECK(next->has_value());
    CHECK(desk.health("xai")->circuit == ports::Circuit::closed);
  }

  TEST_CASE("a probe that no budget allows is given back, as is one whose time was too short") {
    Desk desk;
    desk.books.health.push_back(due());
    desk.budget = ports::BudgetMet{};
    CHECK(desk.asked({"xai"}, kWhole).error().code == Code::conflict);
    CHECK(desk.health("xai")->circuit == ports::Circuit::open);
    desk.budget.reset();
    int asked = 0;
    desk.answers = [&](const std::string&, const ChatRequest&) -> ChatOutcome {
      if (++asked == 1) return ChatFailure{.kind = Kind::timed_out, .status = 200};
      return ChatReply{.text = "whole"};
    };
    (void)desk.asked({"xai"}, 2'000);
    CHECK(desk.health("xai")->circuit == ports::Circuit::open);
    CHECK(desk.asked({"xai"}, kWhole)->has_value());
    CHECK(asked == 2);
  }

  TEST_CASE("advice is followed, a little later by chance and never earlier") {
    Desk desk;
    int asked = 0;
    desk.answers = [&asked](const std::string&, const ChatRequest&) -> ChatOutcome {
      if (++asked == 1) {
        return ChatFailure{.kind = Kind::rate_limited, .status = 429, .retry_after_ms = 4'000};
      }
      return ChatReply{.text = "whole"};
    };
    CHECK(desk.asked({"xai"}, kWhole)->has_value());
    CHECK(desk.slept >= 4'000);
    CHECK(desk.slept <= 4'400);
  }

  TEST_CASE("what nobody waits for any more costs nothing: it is not begun, and no probe either") {
    Desk desk;
    desk.books.health.push_back(due());
    desk.answers = [](const std::string&, const ChatRequest&) -> ChatOutcome {
      return ChatReply{.text = "whole"};
    };
    CHECK(desk.asked({"xai"}, kWhole, 0).error().code == Code::stale);
    CHECK(desk.reserved == 0);
    CHECK(*desk.health("xai") == due());
  }

  TEST_CASE("a wait ends when nobody waits for what comes after it") {
    for (const auto& providers : {std::vector<std::string>{"xai"}, {"xai", "openai"}}) {
      CAPTURE(providers.size());
      Desk desk;
      int limited = 0;
      desk.answers = [&limited](const std::string& provider, const ChatRequest&) -> ChatOutcome {
        if (provider != "xai") return ChatFailure{.kind = Kind::unauthorized, .status = 401};
        ++limited;
        return ChatFailure{.kind = Kind::rate_limited, .status = 429, .retry_after_ms = 30'000};
      };
      // Each call asks before and after; the wait at its begin and every second.
      const int calls = static_cast<int>(providers.size());
      CHECK(desk.asked(providers, kWhole, 2 * calls + 3).error().code == Code::stale);
      CHECK(limited == 1);
      CHECK(desk.reserved == calls);
      CHECK(desk.slept == 3'000);
    }
  }

  TEST_CASE("an answer without a word is none: it is asked for again, then of another") {
    for (const std::string nothing : {"", " \n\t"}) {
      Desk desk;
      std::vector<std::string> asked;
      desk.answers = [&](const std::string& provider, const ChatRequest& request) -> ChatOutcome {
        asked.push_back(provider);
        if (provider == "openai") return ChatReply{.text = "whole"};
        const auto& said = request.messages;
        const auto* told =
            said.empty() ? nullptr : std::get_if<ChatText>(&said.back().content.back());
        CHECK((told != nullptr && told->text.contains("It was empty.")) == (asked.size() == 2));
        return ChatReply{.text = nothing};
      };
      const auto reply = desk.asked({"xai", "openai"}, kWhole);
      REQUIRE(reply.has_value());
      REQUIRE(reply->has_value());
      CHECK((*reply)->text == "whole");
      CHECK(asked == std::vector<std::string>{"xai", "xai", "openai"});
    }
  }
}
