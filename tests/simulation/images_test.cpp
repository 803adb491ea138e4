// Pictures that come with a message: kept, shown in the thread, seen by who plans and writes.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "project/sha256.hpp"
#include "router_world.hpp"
#include "wire/base64.hpp"

using namespace sitewright;
using namespace sitewright::simulation;

namespace {

std::string png(std::string_view what, std::uint32_t width = 1, std::uint32_t height = 1) {
  std::string bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  for (const auto side : {width, height}) {
    for (const unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(side >> shift);
  }
  return bytes + std::string(what);
}

std::string jpeg(std::string_view what) {
  return std::string("\xFF\xD8\xFF\xC0\0\x0B\x08\0\1\0\1", 11) + std::string(what);
}

std::string image_json(std::string_view bytes, std::string_view type = "image/png") {
  return R"({"mediaType":")" + std::string(type) + R"(","data":")" + wire::to_base64(bytes) + "\"}";
}

wire::Project project_with(World& world, const std::string& images) {
  const auto reply = world.request("POST", "/api/v1/projects",
                                   R"({"prompt":"A bakery as drawn","images":[)" + images + "]}");
  REQUIRE(reply.status == 201);
  return wire::decode<wire::Project>(reply.body).value();
}

models::Routing seeing(std::vector<std::string> open) {
  auto routing = routing_of(std::move(open));
  for (auto& offer : routing.offers) offer.images = true;
  return routing;
}

/// The pictures of a request, in their order.
std::vector<std::string> shown(const AskedProvider& asked) {
  std::vector<std::string> pictures;
  for (const auto& message : asked.request.messages) {
    for (const auto& content : message.content) {
      const auto* image = std::get_if<models::ChatImage>(&content);
      if (image != nullptr) pictures.push_back(*wire::from_base64(image->base64));
    }
  }
  return pictures;
}

std::string header_of(const routes::HttpReply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers) {
    if (key == name) return value;
  }
  return {};
}

std::int64_t notes(World& world) {
  return std::stoll(
      world.rows("SELECT COUNT(*) FROM messages WHERE content LIKE '%cannot look at pictures%'")
          .at(0));
}

}  // namespace

TEST_SUITE("simulation/images") {
  TEST_CASE("who plans and who writes sees them, as a task for eyes; who reviews does not") {
    World world(1, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, seeing({"anthropic", "openai", "gemini"}));
    project_with(world, image_json(png("sketch")) + "," + image_json(png("menu")));
    REQUIRE(world.settle());
    CHECK(outcomes(world) == std::vector<std::string>{"architect gemini ok", "coder gemini ok",
                                                      "reviewer anthropic ok", "coder gemini ok",
                                                      "reviewer anthropic ok"});
    for (const auto& asked : provider.asked) {
      const auto wanted =
          asked.reviews() ? std::vector<std::string>{} : std::vector{png("sketch"), png("menu")};
      CHECK(shown(asked) == wanted);
    }
    CHECK(world.rows("SELECT DISTINCT task FROM model_calls WHERE role <> 'reviewer'") ==
          std::vector<std::string>{"visual"});
    CHECK(notes(world) == 0);
  }

  TEST_CASE("a later message is read beside the pictures of those before it, four in all") {
    World world(2, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, seeing({"anthropic"}));
    const auto project = project_with(world, image_json(png("1")) + "," + image_json(png("2")));
    REQUIRE(world.settle());
    const auto say = [&](const std::string& body) {
      provider.asked.clear();
      CHECK(world.request("POST", "/api/v1/projects/" + project.id + "/messages", body).status ==
            202);
      REQUIRE(world.settle());
      return shown(provider.asked.front());
    };
    CHECK(say(R"({"content":"Closer to the picture, please"})") == std::vector{png("1"), png("2")});
    CHECK(say(R"({"content":"Like these","images":[)" + image_json(png("3")) + "," +
              image_json(png("4")) + "," + image_json(png("5")) + "]}") ==
          std::vector{png("2"), png("3"), png("4"), png("5")});
  }

  TEST_CASE("asked once more without words, the pictures are there again") {
    World world(3, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, seeing({"anthropic"}));
    const auto project = project_with(world, image_json(png("sketch")));
    REQUIRE(world.settle());
    provider.asked.clear();
    CHECK(world.request("POST", "/api/v1/generations", R"({"projectId":")" + project.id + "\"}")
              .status == 201);
    REQUIRE(world.settle());
    CHECK(shown(provider.asked.front()) == std::vector{png("sketch"), png("sketch")});
  }

  TEST_CASE("the thread names them, and gives their bytes to nobody who could run them") {
    World world(4, {});
    const auto project = project_with(world, image_json(jpeg("photo"), "image/jpeg"));
    REQUIRE(world.settle());
    const auto thread = wire::decode<wire::Thread>(
        world.request("GET", "/api/v1/threads/" + project.thread_id, "").body);
    REQUIRE(thread);
    const auto& message = std::get<wire::TextMessage>(thread->messages.front().value);
    REQUIRE(message.images);
    const auto& image = message.images->at(0);
    CHECK(image.id == project::sha256_hex(jpeg("photo")));
    CHECK(image.media_type == wire::ImageMediaType::image_jpeg);
    CHECK(image.bytes == 16);
    const auto path = "/api/v1/threads/" + project.thread_id + "/images/" + image.id;
    const auto reply = world.request("GET", path, "");
    CHECK(reply.status == 200);
    CHECK(reply.body == jpeg("photo"));
    CHECK(header_of(reply, "content-type") == "image/jpeg");
    CHECK(header_of(reply, "content-security-policy") == "default-src 'none'; sandbox");
    CHECK(
        world.request("GET", "/api/v1/threads/" + project.thread_id + "/images/none", "").status ==
        404);
    // Another project's thread does not have it.
    const auto other = created(world);
    CHECK(world.request("GET", "/api/v1/threads/" + other.thread_id + "/images/" + image.id, "")
              .status == 404);
  }

  TEST_CASE("who cannot see says so once, and goes by the words") {
    World builtin(5, {});
    const auto project = project_with(builtin, image_json(png("sketch")));
    REQUIRE(builtin.settle());
    CHECK(generation_of(builtin, project).state == wire::GenerationState::complete);
    CHECK(notes(builtin) == 1);

    World world(6, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, routing_of({"anthropic"}));
    const auto blind = project_with(world, image_json(png("sketch")));
    REQUIRE(world.settle());
    CHECK(generation_of(world, blind).state == wire::GenerationState::complete);
    CHECK(notes(world) == 1);
  }

  TEST_CASE("what is shown with them is what who is asked about pictures takes") {
    World world(10, {});
    ScriptedProvider provider(right_answer);
    auto routing = seeing({"anthropic", "gemini"});
    routing.routes[std::to_underlying(ports::TaskClass::visual)] = {{"anthropic", {}}};
    routing.offers[0].window_tokens = 60'000;
    world.provides(provider, routing);
    const auto project = project_with(world, image_json(png("sketch")));
    REQUIRE(world.settle());
    std::size_t reports = 0;
    for (const auto& [key, text] : world.blobs()) {
      if (!key.ends_with("/context.json")) continue;
      ++reports;
      const auto report = wire::decode<wire::ContextReport>(text).value();
      CHECK(report.budget == 60'000);
    }
    CHECK(reports == 2);
  }

  TEST_CASE("a coder that cannot see says so once, though the architect could") {
    World world(9, {});
    auto routing = routing_of({"anthropic", "gemini"});
    routing.offers[0].images = true;
    routing.routes[std::to_underlying(ports::TaskClass::visual)] = {{"anthropic", {}},
                                                                    {"gemini", {}}};
    ScriptedProvider provider([](const AskedProvider& asked) -> models::ChatOutcome {
      const bool codes = !asked.plans() && !asked.reviews();
      if (codes && asked.candidate.provider == "anthropic") {
        return models::ChatFailure{.kind = models::ChatFailure::Kind::unauthorized, .status = 401};
      }
      return right_answer(asked);
    });
    world.provides(provider, routing);
    const auto project = project_with(world, image_json(png("sketch")));
    REQUIRE(world.settle());
    CHECK(generation_of(world, project).state == wire::GenerationState::complete);
    CHECK(notes(world) == 1);
    CHECK(world.rows("SELECT content FROM messages WHERE content LIKE '%cannot look at pictures%'")
              .at(0)
              .starts_with("gemini/g-1 cannot look at pictures"));
  }

  TEST_CASE("what is no picture is refused with its place, and nothing begins") {
    World world(7, {});
    const auto refused = [&](const std::string& images, std::string_view path) {
      const auto reply = world.request("POST", "/api/v1/projects",
                                       R"({"prompt":"A bakery","images":[)" + images + "]}");
      CHECK(reply.status == 400);
      CHECK(reply.body.contains(path));
    };
    refused(image_json("<svg onload='x()'/>"), "\"/images/0/data\"");
    refused(image_json(png("a")) + "," + image_json(png("b"), "image/jpeg"),
            "\"/images/1/mediaType\"");
    refused(R"({"mediaType":"image/png","data":"iVBORw0KGgo"})", "\"/images/0/data\"");
    refused(image_json(png("a"), "image/svg+xml"), "\"/images/0/mediaType\"");
    refused(image_json(png(std::string(std::size_t{512} << 10U, 'x'))), "\"/images/0/data\"");
    refused(image_json(png("a", 8'001)), "\"/images/0/data\"");
    refused(image_json(png("a")) + "," + image_json(png("b", 1, 100'000)), "\"/images/1/data\"");
    refused(image_json("\x89PNG\r\n\x1a\n and no more"), "\"/images/0/data\"");
    std::string five = image_json(png("a"));
    for (int i = 0; i < 4; ++i) five += "," + image_json(png("a"));
    refused(five, "\"/images\"");
    CHECK(world.rows("SELECT COUNT(*) FROM projects").at(0) == "0");
  }

  TEST_CASE("a picture that is gone costs nobody the generation") {
    World world(8, {});
    ScriptedProvider provider(right_answer);
    world.provides(provider, seeing({"anthropic"}));
    const auto project = project_with(world, image_json(png("sketch")));
    world.rows(R"(UPDATE messages SET images = '[{"id":"gone","mediaType":"image/png","bytes":9}]')"
               " WHERE role = 'user'");
    REQUIRE(world.settle());
    CHECK(generation_of(world, project).state == wire::GenerationState::complete);
    CHECK(shown(provider.asked.front()).empty());
  }
}
