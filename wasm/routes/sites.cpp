#include <algorithm>
#include <array>
#include <utility>

#include "project/path.hpp"
#include "project/site_policy.hpp"
#include "routes/workers.hpp"

namespace sitewright::routes {

namespace {

using State = ports::OpenedFile::State;

std::optional<std::string> percent_decoded(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = digit(text[i + 1]);
    const int low = digit(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

bool has_extension(std::string_view path) {
  return path.substr(path.rfind('/') + 1).contains('.');
}

/// Vite puts a hash of the content into the names of what it bundles.
bool immutable(std::string_view path) {
  return path.starts_with("assets/");
}

/// Headers of everything a site answers. It is other people's code on an origin of its own: it may
/// run its scripts, be framed by the dashboard, and nothing more.
HttpReply guarded(HttpReply reply, const usecases::Addresses& addresses, bool preview) {
  for (const auto& [name, value] : project::site_headers)
    reply.with(std::string(name), std::string(value));
  reply.with("content-security-policy", std::string(project::site_content_policy) +
                                            "; frame-ancestors 'self' " + addresses.app());
  if (preview) reply.with("x-robots-tag", "noindex");
  return reply;
}

HttpReply nothing_here(std::string_view words) {
  HttpReply reply{.status = 404};
  reply.body =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>Nothing here</title><style>body{font:1.125rem/1.5 "
      "system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1.5rem;color-scheme:light "
      "dark}</style><main><h1>Nothing here</h1><p>" +
      std::string(words) + "</p></main></html>";
  return std::move(reply)
      .with("content-type", "text/html; charset=utf-8")
      .with("cache-control", "no-store");
}

HttpReply opened_reply(const ports::OpenedFile& file, std::string_view path, std::int64_t status) {
  HttpReply reply{.status = status};
  switch (file.state) {
    case State::not_modified:
      reply.status = 304;
      break;
    case State::unsatisfiable:
      reply.status = 416;
      reply.with("content-range", "bytes */" + std::to_string(file.bytes));
      return reply;
    case State::absent:
      return nothing_here("This page does not exist.");
    case State::found:
      reply.body_handle = file.handle;
      reply.with("content-type", file.media_type).with("accept-ranges", "bytes");
      if (file.range_length) {
        reply.status = 206;
        const auto last = file.range_start + *file.range_length - 1;
        reply.with("content-range", "bytes " + std::to_string(file.range_start) + "-" +
                                        std::to_string(last) + "/" + std::to_string(file.bytes));
      }
      break;
  }
  reply.with("etag", file.etag)
      .with("cache-control", immutable(path) ? "public, max-age=31536000, immutable"
                                             : "public, max-age=0, must-revalidate");
  return reply;
}

/// A build does not know where it will be served. What must name whole addresses, the sitemap and
/// the line of robots.txt that points to it, starts with a slash in the build and gets the origin
/// here.
struct Addressed {
  std::string_view path;
  std::string_view before;
  std::string_view media_type;
};
constexpr std::array<Addressed, 2> kAddressed{{
    {"sitemap.xml", "<loc>", "application/xml"},
    {"robots.txt", "Sitemap: ", "text/plain; charset=utf-8"},
}};

std::string with_origin(std::string text, std::string_view before, std::string_view origin) {
  const std::string relative = std::string(before) + "/";
  for (auto at = text.find(relative); at != std::string::npos;
       at = text.find(relative, at + before.size() + origin.size())) {
    text.insert(at + before.size(), origin);
  }
  return text;
}

Task<std::optional<HttpReply>> addressed_file(SitesPorts ports, const HttpRequest* request,
                                              std::string build_id, std::string path) {
  const auto rule = std::ranges::find(kAddressed, path, &Addressed::path);
  if (rule == kAddressed.end()) co_return std::nullopt;
  auto text = co_await or_return(ports.sites.read(std::move(build_id), path));
  if (!text) co_return std::nullopt;
  const std::string origin = ports.addresses.origin(request->host);
  HttpReply reply{.body = with_origin(std::move(*text), rule->before, origin)};
  auto etag = etag_of(reply.body);
  if (names_etag(request->header("if-none-match"), etag)) reply = {.status = 304};
  co_return std::move(reply)
      .with("content-type", std::string(rule->media_type))
      .with("etag", std::move(etag))
      .with("cache-control", "public, max-age=0, must-revalidate");
}

Task<HttpReply> missing_page(SitesPorts ports, const HttpRequest* request, std::string build_id,
                             std::string path) {
  const bool page = !has_extension(path) && request->header("accept").contains("text/html");
  const auto own = co_await or_return(ports.sites.open(build_id, "404.html", {}, {}));
  if (own.state == State::found) co_return opened_reply(own, "404.html", 404);
  if (!page) co_return nothing_here("This file does not exist.");
  // A site without a 404 page routes by itself.
  const auto index = co_await or_return(
      ports.sites.open(build_id, "index.html", std::string(request->header("if-none-match")), {}));
  co_return opened_reply(index, "index.html", 200);
}

Task<HttpReply> serve(SitesPorts ports, const HttpRequest* request, std::string build_id) {
  auto decoded = percent_decoded(std::string_view(request->path).substr(1));
  if (!decoded) co_return fail(Code::invalid_input, "The address has a broken % escape.");
  std::string path = std::move(*decoded);
  const bool folder = path.empty() || path.ends_with('/');
  if (folder) path += "index.html";
  if (!project::checked_path(path)) co_return nothing_here("This page does not exist.");

  if (auto addressed = co_await or_return(addressed_file(ports, request, build_id, path))) {
    co_return std::move(*addressed);
  }
  const bool partial = !request->header("range").empty() && request->header("if-range").empty();
  const auto file = co_await or_return(
      ports.sites.open(build_id, path, std::string(request->header("if-none-match")),
                       partial ? std::string(request->header("range")) : std::string()));
  if (file.state != State::absent) co_return opened_reply(file, path, 200);
  if (!folder && !has_extension(path)) {
    // Pages are folders with an index: relative links in them need the slash.
    const auto index = co_await or_return(ports.sites.open(build_id, path + "/index.html", {}, {}));
    if (index.state == State::found) {
      const std::string query = request->query.empty() ? "" : "?" + request->query;
      // Relative to the host, and never "//elsewhere".
      co_return HttpReply{.status = 308}.with("location", request->path + "/" + query);
    }
  }
  co_return co_await or_return(missing_page(ports, request, std::move(build_id), path));
}

Task<HttpReply> answer(SitesPorts ports, const HttpRequest* request,
                       std::optional<project::SiteLabel> label) {
  if (request->method != "GET" && request->method != "HEAD") {
    co_return method_not_allowed(*request, "GET, HEAD");
  }
  if (!label) co_return nothing_here("There is no site at this address.");
  auto build_id = co_await or_return(ports.sites.build_at(*label));
  if (!build_id) co_return nothing_here("There is no site at this address.");
  co_return co_await or_return(serve(ports, request, std::move(*build_id)));
}

}  // namespace

Task<HttpReply> answer_sites(SitesPorts ports, HttpRequest request) {
  const std::string suffix = "." + ports.addresses.base_host();
  std::optional<project::SiteLabel> label;
  if (request.host.ends_with(suffix)) {
    label = project::parse_site_label(
        std::string_view(request.host).substr(0, request.host.size() - suffix.size()));
  }
  const auto reply = co_await answer(ports, &request, label);
  co_return guarded(reply ? *reply : problem(request, reply.error()), ports.addresses,
                    label && label->version)
      .with("x-request-id", request.request_id);
}

}  // namespace sitewright::routes
