#include "usecases/stand_in.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace sitewright;
using namespace sitewright::usecases;

namespace {

ports::MessageRecord said(std::string generation, std::string content) {
  return {.id = "msg_1",
          .thread_id = "thr_1",
          .generation_id = std::move(generation),
          .role = "ai",
          .content_type = "text",
          .content = std::move(content)};
}

}  // namespace

TEST_SUITE("usecases/stand_in") {
  TEST_CASE("a cause is told once in a generation, another one is told as well") {
    const auto plan = stand_in_words("plan this", "a/b is overloaded (529)");
    CHECK(plan ==
          "No language model could plan this, so the built-in one did: a/b is overloaded (529)");
    const std::vector messages{said("gen_1", plan), said("gen_1", "Paused.")};
    const auto step = [](std::string_view why) { return stand_in_words("write “Home”", why); };
    CHECK(told_already(messages, "gen_1", step("a/b is overloaded (529)")));
    CHECK(told_already(messages, "gen_1", step("a/b is overloaded")));
    CHECK_FALSE(told_already(messages, "gen_1", step("a/b does not accept the key (401)")));
    CHECK_FALSE(told_already(messages, "gen_2", step("a/b is overloaded (529)")));
    CHECK_FALSE(told_already(messages, "gen_1", "Nobody could review “Home”: a/b is overloaded"));
  }
  TEST_CASE("a blind model is told of once in a generation, another one as well") {
    CHECK(blind_words("builtin", "the plan") ==
          "The built-in model cannot look at pictures, so the plan follows your words alone. "
          "Set a key under Models and money to have pictures looked at.");
    const auto plan = blind_words("a/b", "the plan");
    CHECK(plan == "a/b cannot look at pictures, so the plan follows your words alone.");
    const std::vector messages{said("gen_1", plan)};
    CHECK(told_already(messages, "gen_1", blind_words("a/b", "what it writes")));
    CHECK_FALSE(told_already(messages, "gen_1", blind_words("c/d", "what it writes")));
    CHECK_FALSE(told_already(messages, "gen_2", blind_words("a/b", "what it writes")));
  }
}
