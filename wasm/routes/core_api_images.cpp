// Pictures: of built sites, and those that came with messages.
#include "project/image.hpp"
#include "routes/core_api.hpp"
#include "usecases/message_images.hpp"
#include "usecases/snapshot.hpp"

namespace sitewright::routes {

namespace {

/// An object that never changes; nullopt: there is none.
Task<std::optional<std::string>> stored(CoreApiPorts ports, std::string key) {
  std::vector<std::string> keys;
  keys.push_back(std::move(key));
  auto found = co_await or_return(ports.blobs.get_many(std::move(keys)));
  co_return std::move(found.at(0));
}

bool is_known(const Call& call, std::string_view id) {
  return names_etag(call.request.header("if-none-match"), '"' + std::string(id) + '"');
}

/// Drawn by a page of unknown origin: an image, and nothing else that a browser might see in it.
HttpReply as_picture(HttpReply reply, std::string_view id) {
  return std::move(reply)
      .with("etag", '"' + std::string(id) + '"')
      .with("x-content-type-options", "nosniff")
      .with("content-security-policy", "default-src 'none'; sandbox")
      .with("cross-origin-resource-policy", "same-origin")
      .with("cache-control", "private, max-age=31536000, immutable");
}

}  // namespace

Task<HttpReply> get_build_thumbnail(CoreApiPorts ports, Call call) {
  const auto build = co_await or_return(ports.state.build(call.params.at(0)));
  co_await or_return(ports.state.project(build.project_id));
  if (build.thumbnail == 0) co_return fail(Code::not_found, "This build has no picture.");
  HttpReply reply;
  if (is_known(call, build.id)) {
    reply.status = 304;
  } else {
    auto bytes = co_await or_return(stored(ports, usecases::thumbnail_key(build.id)));
    if (!bytes) co_return fail(Code::broken_invariant, "a picture is gone");
    reply.body = std::move(*bytes);
    reply.with("content-type", "image/webp");
  }
  co_return as_picture(std::move(reply), build.id);
}

Task<HttpReply> get_thread_image(CoreApiPorts ports, Call call) {
  const auto project = co_await or_return(ports.state.project_of_thread(call.params.at(0)));
  const std::string& id = call.params.at(1);
  // Its name is of its content: what the caller has seen is what is there.
  auto bytes = co_await or_return(stored(ports, usecases::image_key(project.id, id)));
  if (!bytes) co_return fail(Code::not_found, "There is no such picture in this thread.");
  HttpReply reply;
  if (is_known(call, id)) {
    reply.status = 304;
  } else {
    reply.with("content-type", std::string(project::image_type_of(*bytes)));
    reply.body = std::move(*bytes);
  }
  co_return as_picture(std::move(reply), id);
}

}  // namespace sitewright::routes
