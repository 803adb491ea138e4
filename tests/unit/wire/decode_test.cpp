#include <doctest/doctest.h>

#include <string>

#include "wire/generated/events.hpp"
#include "wire/generated/http.hpp"

using namespace sitewright;
using namespace sitewright::wire;

namespace {

Error error_of(std::string_view json) {
  const Result<CreateProjectRequest> result = decode<CreateProjectRequest>(json);
  REQUIRE_FALSE(result);
  return result.error();
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_SUITE("wire/decode") {
  TEST_CASE("a request is read field by field") {
    const auto request = decode<CreateProjectRequest>(
        R"({"settings":{"colorScheme":"dark"},"prompt":"A bakery in Porto"})");
    REQUIRE(request);
    CHECK(request->prompt == "A bakery in Porto");
    CHECK_FALSE(request->name);
    REQUIRE(request->settings);
    CHECK(request->settings->color_scheme == ProjectSettingsColorScheme::dark);
    CHECK_FALSE(request->settings->auto_publish);
  }

  TEST_CASE("the pointer leads into nested objects and the detail is plain") {
    const Error error = error_of(R"({"prompt":"x","settings":{"colorScheme":"blue"}})");
    CHECK(error.path == "/settings/colorScheme");
    CHECK(error.detail == "must be one of light, dark, auto");
  }

  TEST_CASE("length counts code points, not bytes") {
    CHECK(decode<CreateProjectRequest>(R"({"prompt":")" + repeated("\xF0\x9F\xA5\x90", 4000) +
                                       "\"}"));
    const Error error = error_of(R"({"prompt":")" + repeated("\xC3\xA9", 4001) + "\"}");
    CHECK(error.path == "/prompt");
    CHECK(error.detail == "must be at most 4000 characters");
  }

  TEST_CASE("an unknown name is escaped in the pointer, and cut when it is huge") {
    CHECK(error_of(R"({"prompt":"x","a/b~c":1})").path == "/a~1b~0c");
    CHECK(error_of(R"({"prompt":"x","\u0061":1})").path == "/a");
    CHECK(error_of(R"({"prompt":"x",")" + repeated("\xC3\xA9", 5000) + "\":1}").path.size() <= 201);
  }

  TEST_CASE("a fault that the parser finds has its place too") {
    CHECK(error_of(R"({"prompt":"\ud83d"})").path == "/prompt");
    CHECK(error_of(R"({"prompt":"\ud83d"})").detail == "has half of a surrogate pair");
    CHECK(error_of("{\"prompt\":\"x\",\"settings\":{\"style\":\"\xC0\xAF\"}}").path ==
          "/settings/style");
    CHECK(error_of("{\"prompt\":\"x\",\"settings\":{\"style\":\"\xED\xA0\x80\"}}").detail ==
          "is not valid UTF-8");
    CHECK(error_of(R"({"prompt":"x","settings":{"style":tru}})").path == "/settings/style");
    CHECK(error_of(R"({"a\u002fb":1e999})").path == "/a~1b");
    CHECK(error_of("{\"prompt\":\"a\nb\"}").detail == "has a raw control character");
  }

  TEST_CASE("nesting up to 32 levels is read, beyond it refused") {
    const auto nested = [](int levels) {
      return R"({"prompt":)" + repeated("[", levels - 1) + repeated("]", levels - 1) + "}";
    };
    CHECK(error_of(nested(32)).detail == "must be a string");
    CHECK(error_of(nested(33)).detail == "is nested too deeply");
    CHECK(error_of(repeated("[", 100'000)).detail == "is nested too deeply");
  }

  TEST_CASE("a union is told apart by its tag, wherever the tag stands") {
    const auto message = decode<Message>(
        R"({"content":{"planId":"pln_1","initialText":"Here is the plan."},"id":"msg_1",)"
        R"("threadId":"thr_1","generationId":null,"role":"ai","status":"active",)"
        R"("createdAt":"2025-03-14T09:26:53.589Z","contentType":"plan_reference"})");
    REQUIRE(message);
    const auto* plan = std::get_if<PlanMessage>(&message->value);
    REQUIRE(plan);
    CHECK(plan->content.plan_id == "pln_1");
    CHECK_FALSE(plan->generation_id);
    CHECK(encode(*message) ==
          R"({"id":"msg_1","threadId":"thr_1","generationId":null,"role":"ai",)"
          R"("contentType":"plan_reference",)"
          R"("content":{"initialText":"Here is the plan.","planId":"pln_1"},"status":"active",)"
          R"("createdAt":"2025-03-14T09:26:53.589Z"})");
  }

  TEST_CASE("an unknown or missing tag is named") {
    const auto unknown = decode<Message>(R"({"contentType":"image"})");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().path == "/contentType");
    const auto missing = decode<Message>("{}");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().detail == "is required");
  }

  TEST_CASE("an enum has a name for each value and a value for each name") {
    CHECK(to_string(GenerationState::deploying) == "deploying");
    CHECK(from_string<GenerationState>("healing") == GenerationState::healing);
    CHECK_FALSE(from_string<GenerationState>("Healing"));
  }

  TEST_CASE("an event's name belongs to its type") {
    CHECK(event_name<StepStatusEvent> == "step.status");
    CHECK(event_name<Plan> == "plan.created");
  }
}
