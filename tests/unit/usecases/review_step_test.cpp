#include "usecases/review_step.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace sitewright;
using namespace sitewright::usecases;
using Severity = wire::ReviewFindingSeverity;

namespace {

class Answering final : public ports::Model {
 public:
  explicit Answering(Result<std::string> text) : text_(std::move(text)) {}

  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink*) override {
    asked.push_back(std::move(request));
    if (!text_) co_return std::unexpected(text_.error());
    co_return ports::ModelReply{.text = *text_, .usage = {.model = "m", .input_tokens = 7}};
  }
  ports::Window window(const ports::Attribution&, ports::TaskClass) override {
    return {.tokens = 1'000'000};
  }
  std::string name() override { return "m"; }

  std::vector<ports::ModelRequest> asked;

 private:
  Result<std::string> text_;
};

struct Logged final : ports::Log {
  void write(Level, std::string_view event,
             std::vector<std::pair<std::string_view, std::string>>) override {
    events.emplace_back(event);
  }
  std::vector<std::string> events;
};

struct Outcome {
  Review review;
  std::vector<std::string> logged;
};

Outcome review(Result<std::string> answer) {
  Answering model(std::move(answer));
  Logged log;
  auto task = review_step({model, log}, {{ports::PartKind::file, "src/a.tsx", "<p/>"}}, {});
  task.start();
  REQUIRE(task.finished());
  auto result = task.take();
  REQUIRE(result.has_value());
  REQUIRE(model.asked.size() == 1);
  CHECK(model.asked[0].role == ports::Role::reviewer);
  return {std::move(*result), std::move(log.events)};
}

}  // namespace

TEST_SUITE("usecases/review_step") {
  TEST_CASE("an error blocks and comes before the warnings") {
    const auto [found, logged] = review(
        R"({"approved":false,"findings":[{"severity":"warning","path":"a","line":1,"message":"w"},)"
        R"({"severity":"error","path":"b","line":null,"message":"e"}]})");
    CHECK(found.blocks);
    REQUIRE(found.findings.size() == 2);
    CHECK(found.findings[0].severity == Severity::error);
    CHECK(found.usage.input_tokens == 7);
    CHECK(logged.empty());
  }

  TEST_CASE("warnings of a review that approves block nothing") {
    const auto found = review(
        R"({"approved":true,"findings":[{"severity":"warning","path":"a","line":1,"message":"w"}]})");
    CHECK_FALSE(found.review.blocks);
    CHECK(found.review.findings.size() == 1);
  }

  TEST_CASE("a review that disapproves blocks, whatever it calls its findings") {
    CHECK(review(R"({"approved":false,"findings":[)"
                 R"({"severity":"warning","path":"a","line":1,"message":"w"}]})")
              .review.blocks);
    CHECK_FALSE(review(R"({"approved":false,"findings":[]})").review.blocks);
  }

  TEST_CASE("a review that cannot be read or had says nothing, and what it used is counted") {
    for (const char* text : {"", "Looks good to me!", "{}", "[1]", R"({"approved":"yes"})",
                             R"({"approved":true,"findings":[{"severity":"fatal"}]})"}) {
      CAPTURE(text);
      const auto [found, logged] = review(text);
      CHECK_FALSE(found.blocks);
      CHECK(found.findings.empty());
      CHECK(found.usage.input_tokens == 7);
      CHECK(logged == std::vector<std::string>{"review_unreadable"});
    }
    for (const Code code : {Code::unavailable, Code::invalid_input}) {
      const auto [found, logged] = review(fail(code, "no"));
      CHECK_FALSE(found.blocks);
      CHECK(logged == std::vector<std::string>{"review_missing"});
    }
  }

  TEST_CASE("an old way is a finding of the step that brings it in, not of those behind it") {
    const std::vector<ports::Part> parts{
        {ports::PartKind::file, "a.tsx", "<i className=\"flex-grow\" />"}};
    CHECK(deprecated_in(parts, {}).size() == 1);
    CHECK(deprecated_in(parts, {{"a.tsx", "<b className=\"flex-grow\" />"}}).empty());
  }

  TEST_CASE("findings are said by line, and no more than asked for") {
    const std::vector<wire::ReviewFinding> findings{
        {.severity = Severity::error, .path = "src/a.tsx", .line = 3, .message = "No alt text."},
        {.severity = Severity::warning, .path = "src/b.ts", .message = "Left-over output."},
        {.severity = Severity::warning, .path = "src/c.ts", .line = 1, .message = "x"}};
    CHECK(findings_in_words(findings, 2) ==
          "- src/a.tsx:3: No alt text.\n- src/b.ts: Left-over output.\n- and 1 more\n");
    CHECK(findings_in_words({}, 2).empty());
  }
}
