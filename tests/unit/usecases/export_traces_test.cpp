#include "usecases/export_traces.hpp"

#include <doctest/doctest.h>

#include <map>
#include <utility>

#include "wire/generated/otlp.hpp"

using namespace sitewright;

namespace {

struct Traces final : ports::TraceStore {
  Task<ports::TraceRows> trace(std::string id) override {
    ports::TraceRows rows{
        .view = {.generation = {.id = std::move(id),
                                .project_id = "prj_1",
                                .kind = "revert",
                                .progress = {.state = project::State::complete},
                                .started_at = 1,
                                .finished_at = 2},
                 .project = {
                     .id = "prj_1", .user_id = "u", .name = "n", .slug = "s", .thread_id = "t"}}};
    co_return rows;
  }
  Task<std::vector<std::string>> exports_due(std::string target, ports::Millis, ports::Millis until,
                                             ports::Millis now) override {
    asked.push_back(std::move(target));
    CHECK(until < now);
    co_return due;
  }
  Task<Done> note_exported(std::string id, std::string target, ports::Millis) override {
    exported.push_back(target + " " + id);
    co_return Done{};
  }
  Task<Done> note_refused(std::string id, std::string target, ports::Millis) override {
    refused.push_back(target + " " + id);
    co_return Done{};
  }
  std::vector<std::string> due{"gen_1", "gen_2"};
  std::vector<std::string> asked;
  std::vector<std::string> exported;
  std::vector<std::string> refused;
};

struct Collector final : ports::Upstream {
  Task<ports::UpstreamReply> open(ports::UpstreamRequest request) override {
    requests.push_back(std::move(request));
    if (status == 0) co_return fail(Code::unavailable, "not reached");
    co_return ports::UpstreamReply{.status = status};
  }
  Task<ports::UpstreamReply> head(std::int64_t, std::int64_t) override {
    co_return fail(Code::broken_invariant, "nobody waits for a collector's head");
  }
  Task<ports::UpstreamPiece> read(std::int64_t, std::int64_t) override {
    co_return ports::UpstreamPiece{.kind = ports::UpstreamPiece::Kind::end};
  }
  Task<Done> close(std::int64_t) override { co_return Done{}; }
  std::int64_t status = 200;
  std::vector<ports::UpstreamRequest> requests;
};

struct Deployment final : ports::Clock, ports::Log, ports::Config {
  ports::Millis now() override { return 1'000'000'000; }
  void write(Level, std::string_view event,
             std::vector<std::pair<std::string_view, std::string>>) override {
    logged.emplace_back(event);
  }
  std::optional<std::string> get(std::string_view name) override {
    const auto found = settings.find(std::string(name));
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  }
  std::map<std::string, std::string> settings;
  std::vector<std::string> logged;
};

struct Export {
  void run() {
    auto task = usecases::export_traces({traces, collector, deployment, deployment, deployment});
    task.start();
    REQUIRE(task.finished());
    CHECK(task.take().has_value());
  }
  Traces traces;
  Collector collector;
  Deployment deployment;
};

}  // namespace

TEST_SUITE("usecases/export_traces") {
  TEST_CASE("a deployment that names no place sends nothing and reads nothing") {
    Export one;
    one.run();
    CHECK(one.collector.requests.empty());
    CHECK(one.traces.asked.empty());
  }

  TEST_CASE("each trace goes to each place, with that place's credential, and is marked") {
    Export one;
    one.deployment.settings = {{"OTLP_ENDPOINT", "https://collector.example/"},
                               {"OTLP_HEADERS", "set"},
                               {"LANGFUSE_BASE_URL", "https://langfuse.example"}};
    one.run();
    REQUIRE(one.collector.requests.size() == 4);
    const auto& otlp = one.collector.requests[0];
    CHECK(otlp.url == "https://collector.example/v1/traces");
    CHECK(otlp.headers.at(1).credential->name == "OTLP_HEADERS");
    CHECK(otlp.headers.at(1).value.empty());
    CHECK(wire::decode<wire::ExportTracesRequest>(otlp.body).has_value());
    const auto& langfuse = one.collector.requests[2];
    CHECK(langfuse.url == "https://langfuse.example/api/public/otel/v1/traces");
    CHECK(langfuse.headers.at(1).value == "Basic ");
    CHECK(one.traces.exported ==
          std::vector<std::string>{"otlp gen_1", "otlp gen_2", "langfuse gen_1", "langfuse gen_2"});
  }

  TEST_CASE("without a secret no credential is asked for") {
    Export one;
    one.deployment.settings = {{"OTLP_ENDPOINT", "http://127.0.0.1:4318/v1/traces"}};
    one.run();
    CHECK(one.collector.requests.at(0).url == "http://127.0.0.1:4318/v1/traces");
    CHECK(one.collector.requests.at(0).headers.size() == 1);
  }

  TEST_CASE("who refuses one trace is left alone until later, and it is only logged") {
    for (const std::int64_t status : {0, 401, 503}) {
      Export one;
      one.deployment.settings = {{"OTLP_ENDPOINT", "https://collector.example"}};
      one.collector.status = status;
      one.run();
      CHECK(one.collector.requests.size() == 1);
      CHECK(one.traces.refused == std::vector<std::string>{"otlp gen_1"});
      CHECK(one.traces.exported.empty());
      CHECK(one.deployment.logged == std::vector<std::string>{"trace_not_exported"});
    }
  }
}
