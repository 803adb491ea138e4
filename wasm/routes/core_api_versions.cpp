#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "context/diff/json_patch.hpp"
#include "context/diff/unified.hpp"
#include "project/archive/zip.hpp"
#include "project/path.hpp"
#include "routes/core_api.hpp"
#include "usecases/control_generation.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/views.hpp"
#include "wire/generated/build.hpp"

namespace sitewright::routes {

namespace {

struct FoundVersion {
  ports::ProjectRecord project;
  ports::VersionRecord version;
};

Task<FoundVersion> find_version(CoreApiPorts ports, std::string project_id, std::int64_t number) {
  auto project = co_await or_return(ports.state.project(std::move(project_id)));
  auto version = co_await or_return(ports.state.version(project.id, number));
  co_return FoundVersion{std::move(project), std::move(version)};
}

/// The route's kinds vouch for the number.
std::int64_t number_of(const Call& call) {
  return std::atoll(call.params.at(1).c_str());
}

std::string_view media_type_of(std::string_view path) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{{
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".ts", "text/plain; charset=utf-8"},
      {".tsx", "text/plain; charset=utf-8"},
      {".json", "application/json"},
      {".md", "text/markdown; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".xml", "application/xml"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".npmrc", "text/plain; charset=utf-8"},
  }};
  const auto found =
      std::ranges::find_if(types, [&](const auto& type) { return path.ends_with(type.first); });
  return found == types.end() ? "application/octet-stream" : found->second;
}

/// One entry of an archive: where its bytes are.
struct ArchiveEntry {
  std::string path;
  std::string key;
};

/// Archives are sent in pieces of about this many objects: what is in memory stays small.
constexpr std::size_t kEntriesAtOnce = 32;

Task<HttpReply> send_archive(CoreApiPorts ports, std::string name,
                             std::vector<ArchiveEntry> entries) {
  co_await or_return(
      ports.response.start(200, {{"content-type", "application/zip"},
                                 {"content-disposition", "attachment; filename=\"" + name + "\""},
                                 {"x-content-type-options", "nosniff"},
                                 {"cache-control", "no-cache"}}));
  project::ZipWriter zip;
  for (std::size_t begin = 0; begin < entries.size(); begin += kEntriesAtOnce) {
    const auto end = std::min(entries.size(), begin + kEntriesAtOnce);
    std::vector<std::string> keys;
    for (std::size_t i = begin; i < end; ++i) keys.push_back(entries[i].key);
    const auto contents = co_await or_return(ports.blobs.get_many(std::move(keys)));
    std::string piece;
    for (std::size_t i = begin; i < end; ++i) {
      const auto& content = contents.at(i - begin);
      if (!content) co_return fail(Code::broken_invariant, entries[i].path + " is gone");
      piece += co_await or_return(zip.add(entries[i].path, *content, project::Mode::regular,
                                          project::Compression::deflate));
    }
    if (!co_await or_return(ports.response.write(std::move(piece)))) co_return HttpReply{};
  }
  co_await or_return(ports.response.write(zip.finish()));
  co_return HttpReply{};
}

Task<std::vector<ArchiveEntry>> source_entries(CoreApiPorts ports, const FoundVersion* found) {
  const auto manifest = co_await or_return(
      usecases::load_manifest({ports.blobs}, found->project.id, found->version.tree_hash));
  std::vector<ArchiveEntry> entries;
  for (const auto& entry : manifest.entries()) {
    entries.push_back({entry.path, usecases::blob_key(entry.sha256)});
  }
  co_return entries;
}

Task<std::vector<ArchiveEntry>> static_entries(CoreApiPorts ports, const FoundVersion* found) {
  if (found->version.build_status != "succeeded" || !found->version.build_id) {
    co_return fail(Code::conflict, "This version has no finished build to download.");
  }
  std::vector<std::string> keys;
  keys.push_back(usecases::dist_index_key(*found->version.build_id));
  const auto index = co_await or_return(ports.blobs.get_many(std::move(keys)));
  if (!index.at(0)) co_return fail(Code::broken_invariant, "a build without its index");
  const auto files = co_await or_return(wire::decode<wire::DistIndex>(*index[0]));
  std::vector<ArchiveEntry> entries;
  for (const auto& file : files.files) {
    entries.push_back({file.path, usecases::dist_prefix(*found->version.build_id) + file.path});
  }
  co_return entries;
}

}  // namespace

Task<HttpReply> list_versions(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::PageQuery>(call.request.query));
  const auto project = co_await or_return(ports.state.project(call.params.at(0)));
  auto page = co_await or_return(ports.state.versions(project.id, page_of(query)));
  wire::VersionList list{.next_cursor = std::move(page.next_cursor)};
  for (const auto& version : page.items) {
    list.items.push_back(usecases::version_view(version, project.slug, ports.addresses));
  }
  co_return json_reply(200, wire::encode(list)).with("cache-control", "no-cache");
}

Task<HttpReply> get_version(CoreApiPorts ports, Call call) {
  const auto found = co_await or_return(find_version(ports, call.params.at(0), number_of(call)));
  co_return resource_reply(call, wire::encode(usecases::version_view(
                                     found.version, found.project.slug, ports.addresses)));
}

Task<HttpReply> list_files(CoreApiPorts ports, Call call) {
  const auto query =
      co_await or_return(wire::decode_query<wire::FilePageQuery>(call.request.query));
  const auto found = co_await or_return(find_version(ports, call.params.at(0), number_of(call)));
  const auto manifest = co_await or_return(
      usecases::load_manifest({ports.blobs}, found.project.id, found.version.tree_hash));
  const auto limit = static_cast<std::size_t>(query.limit.value_or(2000));
  wire::FileList list;
  for (const auto& entry : manifest.entries()) {
    if (query.cursor && entry.path <= *query.cursor) continue;
    if (list.items.size() == limit) {
      list.next_cursor = list.items.back().path;
      break;
    }
    list.items.push_back({.path = entry.path,
                          .bytes = static_cast<std::int64_t>(entry.bytes),
                          .sha256 = entry.sha256});
  }
  co_return json_reply(200, wire::encode(list)).with("cache-control", "no-cache");
}

Task<HttpReply> get_file(CoreApiPorts ports, Call call) {
  const auto found = co_await or_return(find_version(ports, call.params.at(0), number_of(call)));
  const auto manifest = co_await or_return(
      usecases::load_manifest({ports.blobs}, found.project.id, found.version.tree_hash));
  const std::string& path = call.params.at(2);
  const auto* entry = manifest.find(path);
  if (entry == nullptr) {
    co_return fail(Code::not_found, "The version has no file " + project::shown_path(path) + ".");
  }
  std::string etag = '"' + entry->sha256.substr(0, 32) + '"';
  HttpReply reply;
  if (names_etag(call.request.header("if-none-match"), etag)) {
    reply.status = 304;
  } else {
    std::vector<std::string> keys;
    keys.push_back(usecases::blob_key(entry->sha256));
    auto content = co_await or_return(ports.blobs.get_many(std::move(keys)));
    if (!content.at(0)) co_return fail(Code::broken_invariant, path + " is gone");
    reply.body = std::move(*content[0]);
    reply.with("content-type", std::string(media_type_of(path)));
  }
  // A file of a generated site is other people's code: on the app's own origin it stays inert.
  co_return std::move(reply)
      .with("etag", std::move(etag))
      .with("x-content-type-options", "nosniff")
      .with("content-security-policy", "default-src 'none'; sandbox")
      .with("cache-control", "no-cache");
}

Task<HttpReply> diff_versions(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::DiffQuery>(call.request.query));
  const auto before = co_await or_return(find_version(ports, call.params.at(0), query.from));
  const auto after = co_await or_return(find_version(ports, call.params.at(0), query.to));
  const auto old_tree = co_await or_return(
      usecases::load_tree({ports.blobs}, before.project.id, before.version.tree_hash));
  const auto new_tree = co_await or_return(
      usecases::load_tree({ports.blobs}, after.project.id, after.version.tree_hash));
  HttpReply reply;
  if (query.format == wire::DiffQueryFormat::unified) {
    reply.body = context::unified_tree(old_tree, new_tree);
    reply.with("content-type", "text/x-diff; charset=utf-8");
  } else {
    reply.body = context::json_patch(old_tree, new_tree);
    reply.with("content-type", "application/json-patch+json");
  }
  co_return std::move(reply)
      .with("x-content-type-options", "nosniff")
      .with("cache-control", "no-cache");
}

Task<Prepared> revert_version(CoreApiPorts ports, Call call) {
  auto decision = co_await or_return(
      usecases::revert_version(ports.start(), call.params.at(0), number_of(call)));
  co_return Prepared{202, wire::encode(decision.answer), std::move(decision.location),
                     std::move(decision.commit)};
}

Task<HttpReply> export_version(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::ExportQuery>(call.request.query));
  const auto found = co_await or_return(find_version(ports, call.params.at(0), number_of(call)));
  const bool built = query.format == wire::ExportQueryFormat::static_zip;
  auto entries = built ? co_await or_return(static_entries(ports, &found))
                       : co_await or_return(source_entries(ports, &found));
  const std::string name = found.project.slug + "-v" + std::to_string(found.version.number) +
                           (built ? "-static.zip" : "-source.zip");
  co_return co_await or_return(send_archive(ports, name, std::move(entries)));
}

}  // namespace sitewright::routes
