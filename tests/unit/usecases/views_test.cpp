#include "usecases/views.hpp"

#include <doctest/doctest.h>

#include "usecases/channel_events.hpp"
#include "usecases/frame_reader.hpp"

using namespace sitewright;
using namespace sitewright::usecases;

TEST_SUITE("usecases/views") {
  TEST_CASE("times are RFC 3339 in UTC with milliseconds") {
    CHECK(rfc3339(0) == "1970-01-01T00:00:00.000Z");
    CHECK(rfc3339(1'795'200'000'123) == "2026-11-20T18:40:00.123Z");
    CHECK(rfc3339(951'782'400'000) == "2000-02-29T00:00:00.000Z");
  }

  TEST_CASE("a project is what its generation and its deployment make it") {
    const Addresses addresses("localhost:8787");
    ports::ProjectRecord project{
        .id = "prj_1", .user_id = "u", .name = "Bakery", .slug = "bakery", .thread_id = "thr_1"};
    CHECK(project_view(project, addresses).status == wire::ProjectStatus::empty);
    project.generation_state = project::State::coding;
    CHECK(project_view(project, addresses).status == wire::ProjectStatus::generating);
    project.generation_state = project::State::paused;
    CHECK(project_view(project, addresses).status == wire::ProjectStatus::paused);
    project.generation_state = project::State::failed;
    CHECK(project_view(project, addresses).status == wire::ProjectStatus::failed);
    project.active_deployment_id = "dep_1";
    CHECK(project_view(project, addresses).status == wire::ProjectStatus::live);
    CHECK(project_view(project, addresses).active_deployment->url ==
          "http://bakery.localhost:8787/");
  }

  TEST_CASE("a version shows its preview once it is built") {
    const Addresses addresses("example.com");
    ports::VersionRecord version{
        .project_id = "prj_1", .number = 3, .generation_id = "g", .tree_hash = "h"};
    CHECK_FALSE(version_view(version, "bakery", addresses).preview_url.has_value());
    version.build_status = "succeeded";
    CHECK(version_view(version, "bakery", addresses).preview_url ==
          "https://v3--bakery.example.com/");
  }

  TEST_CASE("a row's lists survive the way into the row and back") {
    ports::StepRecord step;
    step.files =
        files_json({{.path = "src/a.ts", .change = wire::FileChangeChange::added, .bytes = 3}});
    REQUIRE(files_of(step).size() == 1);
    CHECK(files_of(step)[0].path == "src/a.ts");
    step.files = "not json";
    CHECK(files_of(step).empty());
  }
}

TEST_SUITE("usecases/channel_events") {
  TEST_CASE("later statuses of a step rank above earlier ones, and a retry above both") {
    ports::StepRecord step{.id = "stp_1", .plan_id = "pln_1", .status = "in_progress"};
    const auto begun = step_event("prj_1", step, 3, 1);
    step.status = "complete";
    const auto done = step_event("prj_1", step, 3, 1);
    step.status = "in_progress";
    const auto again = step_event("prj_1", step, 3, 2);
    CHECK(begun.subject == done.subject);
    CHECK(begun.rank < done.rank);
    CHECK(done.rank < again.rank);
    CHECK(begun.key != done.key);
    step.status = "failed";
    const auto failed = step_event("prj_1", step, 3, 1);
    CHECK(failed.rank < done.rank);
    CHECK(failed.key != done.key);
  }

  TEST_CASE("a build's progress ranks by percent and its end above all of it") {
    const auto at = [](wire::BuildState state, std::int64_t percent) {
      return build_event("prj_1", "bld_1", 1, state, percent, 1).rank;
    };
    CHECK(at(wire::BuildState::queued, 0) < at(wire::BuildState::running, 0));
    CHECK(at(wire::BuildState::running, 10) < at(wire::BuildState::running, 90));
    CHECK(at(wire::BuildState::running, 100) < at(wire::BuildState::succeeded, 100));
  }
}

TEST_SUITE("usecases/frame_reader") {
  const std::string header = R"({"kind":"heartbeat"})";
  const auto framed = [](const std::string& head, const std::string& body) {
    std::string frame;
    for (const auto size : {head.size(), body.size()}) {
      const auto n = static_cast<std::uint32_t>(size);
      frame.append(reinterpret_cast<const char*>(&n), sizeof n);
    }
    return frame + head + body;
  };

  TEST_CASE("frames come out whole, however the bytes are cut") {
    const auto bytes = framed(header, "") + framed(header, "");
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
      FrameReader reader;
      int frames = 0;
      for (std::size_t at = 0; at < bytes.size(); at += size) {
        reader.feed(std::string_view(bytes).substr(at, size));
        while (reader.next().value()) ++frames;
      }
      CHECK(frames == 2);
    }
  }

  TEST_CASE("what is no frame of ours is an error that another build may not have") {
    FrameReader reader;
    reader.feed(framed(R"({"kind":"surprise"})", ""));
    CHECK(reader.next().error().code == Code::unavailable);
    FrameReader large;
    large.feed(std::string(8, '\xff'));
    CHECK(large.next().error().code == Code::unavailable);
  }
}
