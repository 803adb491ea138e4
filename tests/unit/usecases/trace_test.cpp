#include "usecases/trace.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sitewright;
using namespace sitewright::usecases;
using Kind = wire::TraceSpanKind;
using Status = wire::TraceSpanStatus;

namespace {

ports::TraceRows rows() {
  ports::TraceRows rows{.view = {.generation = {.id = "gen_1",
                                                .project_id = "prj_1",
                                                .kind = "create",
                                                .progress = {.state = project::State::complete},
                                                .usage = {"claude", 300, 60, 4'200},
                                                .started_at = 1'000,
                                                .finished_at = 9'000},
                                 .project = {.id = "prj_1",
                                             .user_id = "usr_1",
                                             .name = "Bakery",
                                             .slug = "bakery",
                                             .thread_id = "thr_1"}}};
  rows.view.plan = ports::PlanRecord{.id = "pln_1",
                                     .project_id = "prj_1",
                                     .generation_id = "gen_1",
                                     .title = "A secret recipe",
                                     .summary = "A secret recipe",
                                     .reply = "{}",
                                     .created_at = 2'000};
  rows.view.steps = {{.id = "stp_1",
                      .plan_id = "pln_1",
                      .position = 0,
                      .title = "A secret recipe",
                      .status = "complete",
                      .started_at = 2'100,
                      .finished_at = 4'000},
                     {.id = "stp_2", .plan_id = "pln_1", .position = 1, .status = "pending"}};
  rows.calls = {{.id = "cal_1",
                 .role = "architect",
                 .task = "plan",
                 .provider = "gemini",
                 .model = "pro",
                 .outcome = "ok",
                 .started_at = 1'100,
                 .ended_at = 1'900},
                {.id = "cal_2",
                 .step_id = "stp_1",
                 .role = "coder",
                 .task = "code_frontend",
                 .provider = "anthropic",
                 .model = "claude",
                 .input_tokens = 100,
                 .output_tokens = 20,
                 .outcome = "broken_off",
                 .http_status = 200,
                 .started_at = 2'300,
                 .first_text_at = 2'500,
                 .ended_at = 2'600}};
  rows.builds = {{.id = "bld_1",
                  .project_id = "prj_1",
                  .generation_id = "gen_1",
                  .version_number = 1,
                  .status = "succeeded",
                  .duration_ms = 3'000,
                  .created_at = 4'100,
                  .finished_at = 8'000}};
  return rows;
}

const Span& named(const Trace& trace, std::string_view name) {
  const auto found = std::ranges::find(trace.spans, name, &Span::name);
  REQUIRE(found != trace.spans.end());
  return *found;
}

wire::Scalar value_of(const Span& span, std::string_view name) {
  const auto found = std::ranges::find(span.attributes, name, &wire::TraceAttribute::name);
  return found == span.attributes.end() ? wire::Scalar() : found->value;
}

}  // namespace

TEST_SUITE("usecases/trace") {
  TEST_CASE("every span follows the one it is a part of, and lies in its place") {
    const auto trace = trace_of(rows());
    std::vector<std::string> names;
    for (const auto& span : trace.spans) names.push_back(span.name);
    CHECK(names == std::vector<std::string>{"generation create", "plan", "chat pro", "step 1",
                                            "context", "chat claude", "build", "build run"});
    for (std::size_t i = 0; i < trace.spans.size(); ++i) {
      const auto& span = trace.spans[i];
      CHECK(span.id.size() == 16);
      if (span.parent_id.empty()) continue;
      const auto parent = std::ranges::find(trace.spans, span.parent_id, &Span::id);
      CHECK(parent < trace.spans.begin() + static_cast<std::ptrdiff_t>(i));
    }
    CHECK(named(trace, "chat pro").parent_id == named(trace, "plan").id);
    CHECK(named(trace, "chat claude").parent_id == named(trace, "step 1").id);
    CHECK(named(trace, "build run").start == 5'000);
    CHECK(named(trace, "context").end == 2'300);
  }

  TEST_CASE("choosing a context ends with the first question; vectors are a part of it") {
    auto traced = rows();
    traced.calls.insert(traced.calls.begin() + 1, {.id = "cal_e",
                                                   .step_id = "stp_1",
                                                   .role = "embedder",
                                                   .task = "embed",
                                                   .provider = "openai",
                                                   .model = "small",
                                                   .outcome = "ok",
                                                   .started_at = 2'150,
                                                   .ended_at = 2'200});
    const auto trace = trace_of(traced);
    CHECK(named(trace, "context").end == 2'300);
    CHECK(named(trace, "embeddings small").parent_id == named(trace, "step 1").id);
    traced.calls.pop_back();
    CHECK(std::ranges::count(trace_of(traced).spans, "context", &Span::name) == 0);
  }

  TEST_CASE("votes on a plan are a part of it") {
    auto traced = rows();
    auto vote = traced.calls.front();
    vote.id = "cal_v";
    vote.role = "councillor";
    vote.model = "judge";
    vote.started_at = 1'910;
    vote.ended_at = 1'990;
    traced.calls.insert(traced.calls.begin() + 1, vote);
    const auto trace = trace_of(traced);
    CHECK(named(trace, "chat judge").parent_id == named(trace, "plan").id);
    CHECK(named(trace, "plan").end >= named(trace, "chat judge").end);
  }

  TEST_CASE("the same rows give the same ids, another generation gives others") {
    const auto once = trace_of(rows());
    const auto again = trace_of(rows());
    auto other_rows = rows();
    other_rows.view.generation.id = "gen_2";
    const auto other = trace_of(other_rows);
    CHECK(once.id.size() == 32);
    CHECK(once.id == again.id);
    CHECK(once.id != other.id);
    for (std::size_t i = 0; i < once.spans.size(); ++i) {
      CHECK(once.spans[i].id == again.spans[i].id);
      CHECK(once.spans[i].id != other.spans[i].id);
    }
  }

  TEST_CASE("a call says what the conventions name, and what went wrong") {
    const auto trace = trace_of(rows());
    const auto& call = named(trace, "chat claude");
    CHECK(call.status == Status::error);
    CHECK(value_of(call, "gen_ai.operation.name") == wire::Scalar("chat"));
    CHECK(value_of(call, "gen_ai.provider.name") == wire::Scalar("anthropic"));
    CHECK(value_of(call, "gen_ai.request.model") == wire::Scalar("claude"));
    CHECK(value_of(call, "gen_ai.usage.input_tokens") == wire::Scalar(std::int64_t{100}));
    CHECK(value_of(call, "gen_ai.usage.output_tokens") == wire::Scalar(std::int64_t{20}));
    CHECK(value_of(call, "error.type") == wire::Scalar("broken_off"));
    CHECK(value_of(call, "sitewright.first_text_ms") == wire::Scalar(std::int64_t{200}));
    CHECK(value_of(named(trace, "chat pro"), "gen_ai.provider.name") == wire::Scalar("gcp.gemini"));
  }

  TEST_CASE("a generation took what all of its calls took, the failed ones with them") {
    auto traced = rows();
    traced.calls[0].input_tokens = 40;
    traced.calls[0].cost_micros = 900;
    traced.calls[1].cost_micros = 700;
    const auto root = named(trace_of(traced), "generation create");
    CHECK(value_of(root, "sitewright.usage.input_tokens") == wire::Scalar(std::int64_t{140}));
    CHECK(value_of(root, "sitewright.usage.output_tokens") == wire::Scalar(std::int64_t{20}));
    CHECK(value_of(root, "sitewright.cost_micros") == wire::Scalar(std::int64_t{1'600}));
    traced.calls.clear();
    const auto built_in = named(trace_of(traced), "generation create");
    CHECK(value_of(built_in, "sitewright.usage.input_tokens") == wire::Scalar(std::int64_t{300}));
  }

  TEST_CASE("who adds up the tokens of all spans counts each call once") {
    std::int64_t tokens = 0;
    for (const auto& span : trace_of(rows()).spans) {
      for (const auto& [name, value] : span.attributes) {
        if (!name.starts_with("gen_ai.usage.")) continue;
        CHECK(span.kind == Kind::model_call);
        tokens += std::get<std::int64_t>(value);
      }
    }
    CHECK(tokens == 120);
  }

  TEST_CASE("what was still open when the generation ended, ended with it") {
    auto cancelled = rows();
    cancelled.view.generation.progress.state = project::State::cancelled;
    cancelled.view.steps[0].finished_at.reset();
    cancelled.calls[1].ended_at.reset();
    cancelled.calls[1].outcome.clear();
    const auto trace = trace_of(cancelled);
    for (const auto& span : trace.spans) CHECK(span.end.has_value());
    CHECK(named(trace, "step 1").end == 9'000);
    CHECK(value_of(named(trace, "step 1"), "error.type") == wire::Scalar("cancelled"));
    CHECK(named(trace, "generation create").status == Status::error);
  }

  TEST_CASE("a generation under way has spans that go on, which no collector is sent") {
    auto running = rows();
    running.view.generation.finished_at.reset();
    running.view.generation.progress.state = project::State::coding;
    running.view.steps[0].finished_at.reset();
    const auto trace = trace_of(running);
    CHECK(named(trace, "generation create").status == Status::running);
    const auto view = trace_view(trace);
    CHECK_FALSE(view.spans[0].ended_at.has_value());
    CHECK(view.spans[0].parent_id == std::nullopt);
    const auto sent = otlp_of(trace).resource_spans.at(0).scope_spans.at(0).spans;
    CHECK(sent.size() == trace.spans.size() - 2);
  }

  TEST_CASE("a collector gets nanoseconds, kinds and codes, and integers as strings") {
    const auto request = otlp_of(trace_of(rows()));
    const auto& spans = request.resource_spans.at(0).scope_spans.at(0).spans;
    CHECK(spans[0].start_time_unix_nano == "1000000000");
    CHECK(spans[0].parent_span_id == std::nullopt);
    CHECK(spans[0].kind == 1);
    CHECK(spans[0].status.code == 1);
    CHECK(spans[5].kind == 3);
    CHECK(spans[5].status.code == 2);
    const auto tokens = std::ranges::find(spans[5].attributes, "gen_ai.usage.input_tokens",
                                          &wire::OtlpAttribute::key);
    CHECK(tokens->value.int_value == "100");
    const auto bytes = wire::encode(request);
    CHECK(wire::decode<wire::ExportTracesRequest>(bytes).has_value());
  }

  TEST_CASE("no word of a person or a model is in it") {
    CHECK_FALSE(wire::encode(trace_view(trace_of(rows()))).contains("secret"));
    CHECK_FALSE(wire::encode(otlp_of(trace_of(rows()))).contains("secret"));
  }

  TEST_CASE("going back to a version has no plan") {
    auto revert = rows();
    revert.view.generation.kind = "revert";
    revert.view.plan.reset();
    revert.view.steps.clear();
    revert.calls.clear();
    CHECK(trace_of(revert).spans[1].kind == Kind::build);
  }
}
