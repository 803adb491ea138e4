#include "models/router/choose.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright;
using namespace sitewright::models;
using ports::TaskClass;

namespace {

const std::vector<Offer> kOffers{{.provider = "anthropic", .model = "a1", .grade = Grade::strong},
                                 {.provider = "anthropic", .model = "a2"},
                                 {.provider = "openai", .model = "o1"},
                                 {.provider = "openai", .model = "o0", .grade = Grade::light},
                                 {.provider = "openai", .model = "o2", .grade = Grade::strong},
                                 {.provider = "gemini", .model = "g1"},
                                 {.provider = "xai", .model = "x1"}};
const std::vector<std::string> kAll{"anthropic", "openai", "gemini", "xai"};

std::string order(TaskClass task, std::string_view choice, std::string_view routes,
                  const std::vector<std::string>& open, std::string_view not_by = {}) {
  std::string names;
  for (const auto& one : candidates(task, read_choice(choice, kOffers).value(),
                                    read_routes(routes, kOffers).value(), kOffers, open, not_by)) {
    names += to_string(one) + " ";
  }
  return names;
}

}  // namespace

TEST_SUITE("models/router/choose") {
  TEST_CASE("each class has its provider, and falls back to every other") {
    CHECK(order(TaskClass::review, "", "", kAll) == "anthropic/a1 openai/o2 gemini/g1 xai/x1 ");
    CHECK(order(TaskClass::plan, "auto", "", kAll) == "openai/o1 anthropic/a2 gemini/g1 xai/x1 ");
    CHECK(order(TaskClass::code_frontend, "", "", kAll).starts_with("gemini/g1 anthropic/a2"));
    CHECK(order(TaskClass::research, "", "", kAll).starts_with("xai/x1"));
    CHECK(order(TaskClass::billing, "", "", kAll).starts_with("openai/o2"));
  }

  TEST_CASE("a class wants the strong or the usual model of whoever answers, never a light one") {
    CHECK(order(TaskClass::review, "", "review=openai", kAll).starts_with("openai/o2 "));
    CHECK(order(TaskClass::debug, "", "debug=openai", kAll).starts_with("openai/o1 "));
    CHECK(order(TaskClass::debug, "", "debug=openai/o0", kAll).starts_with("openai/o0 "));
    for (std::size_t i = 0; i < kTaskClasses; ++i) {
      CHECK(grade_of(static_cast<TaskClass>(i)) != Grade::light);
    }
  }

  TEST_CASE("only providers with a key are candidates") {
    CHECK(order(TaskClass::plan, "", "", {"xai"}) == "xai/x1 ");
    CHECK(order(TaskClass::plan, "", "", {}).empty());
    CHECK(order(TaskClass::plan, "anthropic/a2", "", {"xai"}).empty());
  }

  TEST_CASE("routes from configuration go before the defaults") {
    const auto* routes = "plan = anthropic/a2 , xai; *=gemini";
    CHECK(order(TaskClass::plan, "", routes, kAll) == "anthropic/a2 xai/x1 openai/o1 gemini/g1 ");
    CHECK(order(TaskClass::review, "", routes, kAll).starts_with("gemini/g1 anthropic/a1"));
  }

  TEST_CASE("one model for everything is just that one, and builtin is nobody") {
    CHECK(order(TaskClass::plan, "anthropic/a2", "", kAll) == "anthropic/a2 ");
    CHECK(order(TaskClass::plan, "builtin", "", kAll).empty());
  }

  TEST_CASE("a second opinion is another model's") {
    CHECK(order(TaskClass::approval, "", "", kAll, "openai/o2").starts_with("anthropic/a1"));
    // One provider alone has a second opinion to give, if it has a second model.
    CHECK(order(TaskClass::approval, "", "", {"openai"}, "openai/o2") == "openai/o1 ");
    CHECK(order(TaskClass::approval, "openai/o1", "", kAll, "openai/o1").empty());
  }

  TEST_CASE("settings that name nothing say where") {
    CHECK(read_choice("gpt", kOffers).error().detail == "SITEWRIGHT_MODEL: no model gpt is known");
    CHECK(read_routes("cook=xai", kOffers).error().detail ==
          "MODEL_ROUTES: cook is no class of tasks");
    CHECK(read_routes("plan=xai/x9", kOffers).error().detail ==
          "MODEL_ROUTES: no model xai/x9 is known");
  }
}
