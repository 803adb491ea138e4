#include "wire/route_match.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace sitewright::wire;

namespace {

using Params = std::vector<std::string>;

RouteFound found(std::string_view method, std::string_view path) {
  const RouteMatch match = match_route(method, path);
  REQUIRE(std::holds_alternative<RouteFound>(match));
  return std::get<RouteFound>(match);
}

bool unknown(std::string_view path) {
  return std::holds_alternative<RouteNotFound>(match_route("GET", path));
}

}  // namespace

TEST_SUITE("wire/route_match") {
  TEST_CASE("a path is found with its parameters in order") {
    CHECK(found("POST", "/api/v1/projects").info->route == Route::create_project);
    const RouteFound version = found("GET", "/api/v1/projects/prj_1/versions/12");
    CHECK(version.info->route == Route::get_version);
    CHECK(version.params == Params{"prj_1", "12"});
    CHECK(found("GET", "/healthz").info->route == Route::get_liveness);
  }

  TEST_CASE("deploy/status is a job, deploy/{threadId} a thread") {
    CHECK(found("POST", "/api/v1/deploy/thr_1").info->route == Route::deploy_thread);
    CHECK(found("GET", "/api/v1/deploy/status/dep_1").info->route == Route::get_deploy_status);
  }

  TEST_CASE("a file path takes all that follows, decoded") {
    const std::string base = "/api/v1/projects/prj_1/versions/1/files/";
    CHECK(found("GET", base + "src/pages/caf%C3%A9%20menu.tsx").params.back() ==
          "src/pages/caf\xC3\xA9 menu.tsx");
    CHECK(found("GET", base + "a%2Fb").params.back() == "a/b");
    CHECK(found("GET", base + "a+b").params.back() == "a+b");
    for (const char* bad : {"", "../x", "a/../../x", "%2e%2e/x", "a%2F..%2Fx", "%2Fetc/passwd",
                            "a//b", "a/", "a%00b", "a%5Cb", "%", "%4", "%zz", "%C3", "%ED%A0%80"}) {
      CAPTURE(bad);
      CHECK(unknown(base + bad));
    }
  }

  TEST_CASE("a parameter that is not of its kind names nothing") {
    for (const char* bad :
         {"/api/v1/projects/", "/api/v1/projects/a%2Fb", "/api/v1/projects/a.b",
          "/api/v1/projects/%00", "/api/v1/projects/prj_1/versions/0",
          "/api/v1/projects/prj_1/versions/01", "/api/v1/projects/prj_1/versions/-1",
          "/api/v1/projects/prj_1/versions/1e3", "/api/v1/projects/prj_1/versions/99999999"}) {
      CAPTURE(bad);
      CHECK(unknown(bad));
    }
    CHECK(unknown("/api/v1/projects/" + std::string(65, 'a')));
  }

  TEST_CASE("a slash added, dropped or doubled is another path") {
    for (const char* bad :
         {"", "/", "api/v1/projects", "/api/v1/projects/prj_1/", "//api/v1/projects",
          "/api//v1/projects", "/api/v1", "/healthz/", "/API/v1/projects"}) {
      CAPTURE(bad);
      CHECK(unknown(bad));
    }
  }

  TEST_CASE("a known path with another method says which it takes") {
    const RouteMatch match = match_route("PUT", "/api/v1/projects");
    REQUIRE(std::holds_alternative<MethodNotAllowed>(match));
    CHECK(std::get<MethodNotAllowed>(match).allow == "POST, GET, HEAD");
    const RouteMatch one = match_route("POST", "/api/v1/projects/prj_1");
    REQUIRE(std::holds_alternative<MethodNotAllowed>(one));
    CHECK(std::get<MethodNotAllowed>(one).allow == "GET, HEAD, PATCH, DELETE");
    CHECK(std::holds_alternative<MethodNotAllowed>(match_route("get", "/healthz")));
  }

  TEST_CASE("HEAD is answered as GET") {
    CHECK(found("HEAD", "/api/v1/plans/pln_1").info->route == Route::get_plan);
    CHECK(std::holds_alternative<MethodNotAllowed>(match_route("HEAD", "/api/v1/deployments")));
  }

  TEST_CASE("a query is judged by its schema, unknown names are left alone") {
    const auto page = decode_query<PageQuery>("limit=50&cursor=a%2Bb+c&utm_source=x&%zz=1&&");
    REQUIRE(page);
    CHECK(page->limit == 50);
    CHECK(page->cursor == "a+b c");
    CHECK(decode_query<PageQuery>("") == PageQuery{});
  }

  TEST_CASE("a bad query names the parameter") {
    const auto path_of = [](std::string_view query) {
      const auto page = decode_query<PageQuery>(query);
      REQUIRE_FALSE(page);
      CHECK(page.error().code == sitewright::Code::invalid_input);
      return page.error().path;
    };
    for (const char* bad :
         {"limit=0", "limit=101", "limit=", "limit", "limit=1.0", "limit=+1", "limit=01",
          "limit=99999999999999999999", "limit=1&limit=2", "limit=%"}) {
      CAPTURE(bad);
      CHECK(path_of(bad) == "?limit");
    }
    CHECK(path_of("cursor=%ff") == "?cursor");
    const auto diff = decode_query<DiffQuery>("from=1");
    REQUIRE_FALSE(diff);
    CHECK(diff.error().path == "?to");
    CHECK(decode_query<DiffQuery>("from=1&to=2&format=json-patch")->format ==
          DiffQueryFormat::json_patch);
  }
}
