#include "routes/http.hpp"

#include <doctest/doctest.h>

using namespace sitewright;
using namespace sitewright::routes;

namespace {

HttpRequest request_for(std::string url, std::vector<wire::HttpEventHeader> headers = {}) {
  return request_from({.method = "GET", .url = std::move(url), .headers = std::move(headers)}, "",
                      "fresh");
}

}  // namespace

TEST_SUITE("routes/http") {
  TEST_CASE("a URL is taken apart into host, path and query") {
    const auto request = request_for("http://Ana.LocalHost:8787/a/b%20c?x=1&y=2#frag");
    CHECK(request.host == "ana.localhost:8787");
    CHECK(request.path == "/a/b%20c");
    CHECK(request.query == "x=1&y=2");
  }

  TEST_CASE("a URL without a path asks for the root") {
    CHECK(request_for("http://localhost:8787").path == "/");
  }

  TEST_CASE("a caller's request id is kept when it is well-formed, else replaced") {
    CHECK(request_for("http://h/", {{"X-Request-Id", "abc-1.2_3"}}).request_id == "abc-1.2_3");
    CHECK(request_for("http://h/", {{"x-request-id", "no spaces allowed"}}).request_id == "fresh");
    CHECK(request_for("http://h/", {{"x-request-id", std::string(65, 'a')}}).request_id == "fresh");
    CHECK(request_for("http://h/").request_id == "fresh");
  }

  TEST_CASE("every code has its status") {
    CHECK(http_status(Code::invalid_input) == 400);
    CHECK(http_status(Code::unauthorized) == 401);
    CHECK(http_status(Code::not_found) == 404);
    CHECK(http_status(Code::conflict) == 409);
    CHECK(http_status(Code::stale) == 412);
    CHECK(http_status(Code::too_large) == 413);
    CHECK(http_status(Code::unavailable) == 503);
    CHECK(http_status(Code::broken_invariant) == 500);
  }

  TEST_CASE("a problem names the place, the code and the request") {
    const auto reply =
        problem(request_for("http://h/"), {Code::invalid_input, "must be a string", "/prompt"});
    const auto body = wire::decode<wire::Problem>(reply.body).value();
    CHECK(reply.status == 400);
    CHECK(body.code == wire::ProblemCode::invalid_input);
    CHECK(body.request_id == "fresh");
    REQUIRE(body.errors.has_value());
    CHECK(body.errors->at(0).path == "/prompt");
  }

  TEST_CASE("a bug of ours is reported without its detail") {
    const auto reply = problem(request_for("http://h/"), {Code::broken_invariant, "row 7 is odd"});
    CHECK(reply.status == 500);
    CHECK_FALSE(reply.body.contains("row 7"));
  }

  TEST_CASE("validators are compared as lists, weak or strong, and * names any") {
    const auto etag = etag_of("body");
    CHECK(names_etag(etag, etag));
    CHECK(names_etag("\"x\", W/" + etag, etag));
    CHECK(names_etag("*", etag));
    CHECK_FALSE(names_etag("\"x\"", etag));
    CHECK_FALSE(names_etag("", etag));
  }
}
