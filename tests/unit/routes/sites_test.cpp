#include <doctest/doctest.h>

#include <map>
#include <string>

#include "routes/workers.hpp"

using namespace sitewright;
using namespace sitewright::routes;
using State = ports::OpenedFile::State;

namespace {

/// One published site "bakery" with a build "b1", and its version 2 as build "b2".
struct Files final : ports::SiteStore {
  std::map<std::string, std::string> files{{"b1/index.html", "home"},
                                           {"b1/menu/index.html", "menu"},
                                           {"b1/404.html", "own 404"},
                                           {"b1/sitemap.xml", "<loc>/</loc><loc>/menu/</loc>"},
                                           {"b1/robots.txt", "Allow: /\nSitemap: /sitemap.xml"},
                                           {"b1/assets/app-1a2b.js", "js"},
                                           {"b2/index.html", "second"}};

  Task<std::optional<std::string>> build_at(project::SiteLabel label) override {
    if (label.slug != "bakery") co_return std::nullopt;
    if (!label.version) co_return std::optional<std::string>("b1");
    if (*label.version == 2) co_return std::optional<std::string>("b2");
    co_return std::nullopt;
  }

  Task<std::optional<std::string>> read(std::string build_id, std::string path) override {
    const auto found = files.find(build_id + "/" + path);
    if (found == files.end()) co_return std::nullopt;
    co_return std::optional(found->second);
  }

  Task<ports::OpenedFile> open(std::string build_id, std::string path, std::string if_none_match,
                               std::string range) override {
    const auto found = files.find(build_id + "/" + path);
    if (found == files.end()) co_return ports::OpenedFile{.state = State::absent};
    ports::OpenedFile file{.state = State::found,
                           .handle = 7,
                           .bytes = static_cast<std::int64_t>(found->second.size()),
                           .etag = "\"e-" + path + "\"",
                           .media_type = "text/html; charset=utf-8"};
    if (if_none_match == file.etag) file.state = State::not_modified;
    if (range == "bytes=0-0") file.range_length = 1;
    if (range == "bytes=99-") file.state = State::unsatisfiable;
    co_return file;
  }
};

HttpReply get(std::string host, std::string path, Headers headers = {},
              std::string method = "GET") {
  Files files;
  const usecases::Addresses addresses("localhost:8787");
  auto task = answer_sites({files, addresses}, HttpRequest{.method = std::move(method),
                                                           .host = std::move(host),
                                                           .path = std::move(path),
                                                           .headers = std::move(headers)});
  task.start();
  return task.take().value();
}

std::string header(const HttpReply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers) {
    if (key == name) return value;
  }
  return {};
}

const std::string kBakery = "bakery.localhost:8787";

}  // namespace

TEST_SUITE("routes/sites") {
  TEST_CASE("a page is its folder's index and is revalidated every time") {
    const auto home = get(kBakery, "/");
    CHECK(home.status == 200);
    CHECK(home.body_handle == 7);
    CHECK(header(home, "etag") == "\"e-index.html\"");
    CHECK(header(home, "cache-control") == "public, max-age=0, must-revalidate");
    CHECK(get(kBakery, "/menu/").status == 200);
  }

  TEST_CASE("a page without its slash is sent to the one with it") {
    const auto reply = get(kBakery, "/menu");
    CHECK(reply.status == 308);
    CHECK(header(reply, "location") == "/menu/");
  }

  TEST_CASE("hashed assets may be kept for ever") {
    CHECK(header(get(kBakery, "/assets/app-1a2b.js"), "cache-control") ==
          "public, max-age=31536000, immutable");
  }

  TEST_CASE("what the client has is not sent again") {
    const auto reply = get(kBakery, "/", {{"if-none-match", "\"e-index.html\""}});
    CHECK(reply.status == 304);
    CHECK_FALSE(reply.body_handle.has_value());
  }

  TEST_CASE("ranges are answered in part, or refused with the size") {
    const auto part = get(kBakery, "/", {{"range", "bytes=0-0"}});
    CHECK(part.status == 206);
    CHECK(header(part, "content-range") == "bytes 0-0/4");
    const auto outside = get(kBakery, "/", {{"range", "bytes=99-"}});
    CHECK(outside.status == 416);
    CHECK(header(outside, "content-range") == "bytes */4");
  }

  TEST_CASE("a missing page gets the site's own 404 page, a missing file no page of another name") {
    const auto page = get(kBakery, "/nowhere", {{"accept", "text/html"}});
    CHECK(page.status == 404);
    CHECK(page.body_handle == 7);
    CHECK(get(kBakery, "/no/such/file.js").status == 404);
  }

  TEST_CASE("a site without a 404 page routes its pages by itself, but not its files") {
    const std::string preview = "v2--bakery.localhost:8787";
    CHECK(get(preview, "/deep/link", {{"accept", "text/html"}}).status == 200);
    CHECK(get(preview, "/deep/link.js", {{"accept", "text/html"}}).status == 404);
    CHECK(get(preview, "/deep/link").status == 404);
  }

  TEST_CASE("the sitemap and robots.txt name whole addresses of the host they are read at") {
    CHECK(get(kBakery, "/sitemap.xml").body ==
          "<loc>http://bakery.localhost:8787/</loc><loc>http://bakery.localhost:8787/menu/</loc>");
    CHECK(get(kBakery, "/robots.txt").body ==
          "Allow: /\nSitemap: http://bakery.localhost:8787/sitemap.xml");
    CHECK(get("v2--bakery.localhost:8787", "/sitemap.xml").status == 404);
  }

  TEST_CASE("each version has an address of its own, which search engines leave alone") {
    const auto reply = get("v2--bakery.localhost:8787", "/");
    CHECK(reply.status == 200);
    CHECK(header(reply, "x-robots-tag") == "noindex");
    CHECK(get("v3--bakery.localhost:8787", "/").status == 404);
  }

  TEST_CASE("hosts and paths that name nothing are 404, never an error") {
    CHECK(get("unknown.localhost:8787", "/").status == 404);
    CHECK(get("-.localhost:8787", "/").status == 404);
    CHECK(get("a.b.localhost:8787", "/").status == 404);
    CHECK(get(kBakery, "/../../etc/passwd").status == 404);
    CHECK(get(kBakery, "/%2e%2e/%2e%2e/secret").status == 404);
    CHECK(get(kBakery, "/a%00b").status == 404);
    CHECK(get(kBakery, "/%zz").status == 400);
  }

  TEST_CASE("only reading is allowed, and every answer is guarded") {
    const auto reply = get(kBakery, "/", {}, "POST");
    CHECK(reply.status == 405);
    CHECK(header(reply, "allow") == "GET, HEAD");
    CHECK(header(reply, "x-content-type-options") == "nosniff");
    CHECK(header(get(kBakery, "/"), "content-security-policy")
              .contains("frame-ancestors 'self' http://localhost:8787"));
  }
}
