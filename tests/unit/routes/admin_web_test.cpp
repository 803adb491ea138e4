#include <doctest/doctest.h>

#include <map>
#include <string>

#include "routes/workers.hpp"

using namespace sitewright;
using namespace sitewright::routes;

namespace {

struct NoChannel final : ports::Channel {
  std::vector<ports::ChannelEvent> published;
  Task<Done> publish(std::string, std::vector<ports::ChannelEvent> events) override {
    published.insert(published.end(), events.begin(), events.end());
    co_return Done{};
  }
  Task<Done> publish_live(std::string, std::string, std::vector<std::string>) override {
    co_return Done{};
  }
};

struct OneProject final : ports::Sibling {
  Task<ports::SiblingReply> get(std::string, std::string path,
                                std::vector<std::pair<std::string, std::string>>) override {
    if (!path.ends_with("/prj_00aaaaaaaaaaaaaaaaaaaaaaaa"))
      co_return ports::SiblingReply{404, "{}"};
    wire::Project project{.id = "prj_00aaaaaaaaaaaaaaaaaaaaaaaa",
                          .name = "Bakery",
                          .slug = "bakery",
                          .current_generation_id = "gen_00aaaaaaaaaaaaaaaaaaaaaaaa",
                          .thread_id = "thr_00aaaaaaaaaaaaaaaaaaaaaaaa",
                          .created_at = "2026-11-20T00:00:00.000Z",
                          .updated_at = "2026-11-20T00:00:00.000Z"};
    co_return ports::SiblingReply{200, wire::encode(project)};
  }

  Task<ports::SiblingReply> post(std::string, std::string, std::string) override {
    co_return ports::SiblingReply{405, "{}"};
  }
};

struct Settings final : ports::Config {
  std::map<std::string, std::string, std::less<>> values;
  std::optional<std::string> get(std::string_view name) override {
    const auto found = values.find(name);
    return found == values.end() ? std::nullopt : std::optional(found->second);
  }
};

struct Quiet final : ports::Log {
  void write(Level, std::string_view,
             std::vector<std::pair<std::string_view, std::string>>) override {}
};

struct Door {
  NoChannel channel;
  OneProject siblings;
  Settings config;
  Quiet log;
  usecases::Addresses addresses{"localhost:8787"};

  HttpReply ask(HttpRequest request) {
    auto task = answer_admin_web({channel, siblings, config, log, addresses}, std::move(request));
    task.start();
    return task.take().value();
  }
};

std::string header(const HttpReply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers) {
    if (key == name) return value;
  }
  return {};
}

std::string forwarded(const HttpReply& reply) {
  return header(reply, "x-sitewright-forward");
}

HttpRequest local(std::string path, Headers headers = {}) {
  return {.method = "GET",
          .host = "localhost:8787",
          .path = std::move(path),
          .headers = std::move(headers),
          .remote = "127.0.0.1",
          .request_id = "r1"};
}

Door loopback_door() {
  Door door;
  door.config.values["LOOPBACK_ONLY"] = "true";
  return door;
}

}  // namespace

TEST_SUITE("routes/admin_web") {
  TEST_CASE("the dashboard, the API and the sites each have their Worker") {
    auto door = loopback_door();
    CHECK(forwarded(door.ask(local("/"))) == "assets");
    CHECK(forwarded(door.ask(local("/projects/prj_1"))) == "assets");
    CHECK(forwarded(door.ask(local("/api/v1/projects"))) == "core-api");
    CHECK(forwarded(door.ask(local("/readyz"))) == "core-api");
    auto request = local("/");
    request.host = "bakery.localhost:8787";
    CHECK(forwarded(door.ask(std::move(request))) == "sites");
  }

  TEST_CASE("loopback is served without a credential only when nothing else is listened to") {
    Door door;
    CHECK(door.ask(local("/api/v1/projects")).status == 401);
    auto open = loopback_door();
    CHECK(forwarded(open.ask(local("/api/v1/projects"))) == "core-api");
  }

  TEST_CASE("another address, host name or origin needs the token") {
    auto door = loopback_door();
    auto far = local("/api/v1/projects");
    far.remote = "192.0.2.7";
    CHECK(door.ask(std::move(far)).status == 401);
    auto rebound = local("/api/v1/projects");
    rebound.host = "evil.example";
    CHECK(door.ask(std::move(rebound)).status == 401);
    CHECK(
        door.ask(local("/api/v1/projects", {{"origin", "http://bakery.localhost:8787"}})).status ==
        401);
    CHECK(door.ask(local("/api/v1/projects", {{"sec-fetch-site", "cross-site"}})).status == 401);
    CHECK(forwarded(door.ask(local("/api/v1/projects", {{"origin", "http://localhost:8787"}}))) ==
          "core-api");
  }

  TEST_CASE("the token opens the API from anywhere, and only the right one does") {
    Door door;
    door.config.values["API_TOKEN"] = "secret";
    auto request = local("/api/v1/projects", {{"authorization", "Bearer secret"}});
    request.host = "sitewright.example";
    request.remote = "192.0.2.7";
    CHECK(forwarded(door.ask(std::move(request))) == "core-api");
    CHECK(door.ask(local("/api/v1/projects", {{"authorization", "Bearer secre"}})).status == 401);
    CHECK(door.ask(local("/api/v1/projects", {{"authorization", "Bearer "}})).status == 401);
    const auto refused = door.ask(local("/metrics"));
    CHECK(refused.status == 401);
    CHECK(header(refused, "www-authenticate") == "Bearer");
  }

  TEST_CASE("a wrong token is refused on loopback as well") {
    auto door = loopback_door();
    CHECK(door.ask(local("/api/v1/projects", {{"authorization", "Bearer wrong"}})).status == 401);
  }

  TEST_CASE("watching opens the project's channel where the client left off") {
    auto door = loopback_door();
    auto request =
        local("/api/v1/projects/prj_00aaaaaaaaaaaaaaaaaaaaaaaa/events", {{"last-event-id", "12"}});
    request.query = "after=3&until=idle";
    const auto reply = door.ask(std::move(request));
    CHECK(forwarded(reply) == "channel");
    CHECK(header(reply, "x-channel-after") == "12");
    CHECK(header(reply, "x-channel-until") == "gen_00aaaaaaaaaaaaaaaaaaaaaaaa");
    CHECK(header(reply, "x-channel-until-states") == "complete,failed,escalated,cancelled");
  }

  TEST_CASE("watching a project that is not there is 404, with a bad query 400") {
    auto door = loopback_door();
    CHECK(door.ask(local("/api/v1/projects/prj_00bbbbbbbbbbbbbbbbbbbbbbbb/events")).status == 404);
    auto request = local("/api/v1/projects/prj_00aaaaaaaaaaaaaaaaaaaaaaaa/events");
    request.query = "until=never";
    CHECK(door.ask(std::move(request)).status == 400);
  }
}
