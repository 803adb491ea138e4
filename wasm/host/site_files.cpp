#include "host/site_files.hpp"

#include <utility>

namespace sitewright::host {

namespace {

ports::OpenedFile::State state_of(wire::BlobOpenReplyState state) {
  using From = wire::BlobOpenReplyState;
  using To = ports::OpenedFile::State;
  switch (state) {
    case From::found:
      return To::found;
    case From::absent:
      return To::absent;
    case From::not_modified:
      return To::not_modified;
    case From::unsatisfiable:
      return To::unsatisfiable;
  }
  std::unreachable();
}

std::string key_of(const std::string& build_id, const std::string& path) {
  return "builds/" + build_id + "/dist/" + path;
}

std::optional<std::string> unless_empty(std::string text) {
  return text.empty() ? std::nullopt : std::optional(std::move(text));
}

}  // namespace

Task<std::optional<std::string>> SiteFiles::build_at(project::SiteLabel label) {
  const auto rows = co_await or_return(
      label.version
          ? d1_.query({"SELECT b.id AS id FROM projects p"
                       " JOIN versions v ON v.project_id = p.id AND v.number = ?2"
                       " JOIN builds b ON b.id = v.build_id AND b.status = 'succeeded'"
                       " WHERE p.slug = ?1 AND p.deleted_at IS NULL",
                       {scalar(label.slug), scalar(static_cast<std::int64_t>(*label.version))}})
          : d1_.query({"SELECT d.build_id AS id FROM projects p"
                       " JOIN deployments d ON d.id = p.active_deployment_id"
                       " WHERE p.slug = ?1 AND p.deleted_at IS NULL AND d.status = 'live'",
                       {scalar(label.slug)}}));
  if (rows.empty()) co_return std::nullopt;
  co_return Columns(rows[0]).optional_text();
}

Task<std::optional<std::string>> SiteFiles::read(std::string build_id, std::string path) {
  wire::BlobGetManyRequest request;
  request.keys.push_back(key_of(build_id, path));
  auto answer = co_await or_return(effects_.perform(std::move(request)));
  if (answer.reply.sizes.empty() || !answer.reply.sizes[0]) co_return std::nullopt;
  co_return std::string(answer.body);
}

Task<ports::OpenedFile> SiteFiles::open(std::string build_id, std::string path,
                                        std::string if_none_match, std::string range) {
  wire::BlobOpenRequest request{.key = key_of(build_id, path),
                                .if_none_match = unless_empty(std::move(if_none_match)),
                                .range = unless_empty(std::move(range))};
  auto answer = co_await or_return(effects_.perform(std::move(request)));
  auto& reply = answer.reply;
  co_return ports::OpenedFile{.state = state_of(reply.state),
                              .handle = reply.handle.value_or(0),
                              .bytes = reply.bytes.value_or(0),
                              .etag = reply.etag.value_or(""),
                              .media_type = reply.media_type.value_or("application/octet-stream"),
                              .range_start = reply.range_start.value_or(0),
                              .range_length = reply.range_length};
}

}  // namespace sitewright::host
