#include "usecases/snapshot.hpp"

#include <utility>

#include "project/sha256.hpp"
#include "templates/files.hpp"

namespace sitewright::usecases {

namespace {
constexpr std::string_view kJson = "application/json";
}

std::string blob_key(std::string_view sha256) {
  return "blobs/" + std::string(sha256);
}

std::string tree_key(std::string_view project_id, std::string_view tree_hash) {
  return "projects/" + std::string(project_id) + "/trees/" + std::string(tree_hash) + ".json";
}

std::string version_manifest_key(std::string_view project_id, std::int64_t number) {
  return "projects/" + std::string(project_id) + "/versions/" + std::to_string(number) +
         "/manifest.json";
}

std::string dist_prefix(std::string_view build_id) {
  return "builds/" + std::string(build_id) + "/dist/";
}

std::string dist_index_key(std::string_view build_id) {
  return "builds/" + std::string(build_id) + "/files.json";
}

std::string thumbnail_key(std::string_view build_id) {
  return "builds/" + std::string(build_id) + "/thumbnail.webp";
}

std::string log_key(std::string_view build_id) {
  return "builds/" + std::string(build_id) + "/log.json";
}

std::string completed_lock_key(std::string_view build_id) {
  return "builds/" + std::string(build_id) + "/package-lock.json";
}

std::string context_key(std::string_view project_id, std::string_view step_id) {
  return "projects/" + std::string(project_id) + "/steps/" + std::string(step_id) + "/context.json";
}

Task<Done> load_templates(ports::Assets* assets) {
  if (templates::is_loaded()) co_return Done{};
  auto loaded = templates::load(co_await or_return(assets->read("templates.pack")));
  if (!loaded) co_return std::unexpected(loaded.error());
  co_return Done{};
}

project::TextTree starter_tree() {
  project::TextTree tree;
  for (const auto& file : templates::starter_files()) tree.emplace(file.path, file.text);
  return tree;
}

Task<project::Manifest> load_manifest(SnapshotPorts ports, std::string project_id,
                                      std::string tree_hash) {
  std::vector<std::string> keys;
  keys.push_back(tree_key(project_id, tree_hash));
  auto found = co_await or_return(ports.blobs.get_many(std::move(keys)));
  if (!found.at(0)) co_return fail(Code::not_found, "There is no tree " + tree_hash + ".");
  co_return co_await or_return(project::Manifest::decode(*found[0]));
}

Task<project::TextTree> load_tree(SnapshotPorts ports, std::string project_id,
                                  std::string tree_hash) {
  const auto manifest = co_await or_return(load_manifest(ports, project_id, tree_hash));
  std::vector<std::string> keys;
  for (const auto& entry : manifest.entries()) keys.push_back(blob_key(entry.sha256));
  auto contents = co_await or_return(ports.blobs.get_many(std::move(keys)));
  project::TextTree tree;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const auto& path = manifest.entries()[i].path;
    if (!contents[i])
      co_return fail(Code::broken_invariant, "The content of " + path + " is gone.");
    tree.emplace_hint(tree.end(), path, std::move(*contents[i]));
  }
  co_return tree;
}

Task<project::Manifest> copy_manifest(SnapshotPorts ports, std::string project_id,
                                      std::string tree_hash, std::int64_t version) {
  auto manifest = co_await or_return(load_manifest(ports, project_id, std::move(tree_hash)));
  std::vector<ports::BlobObject> copy;
  copy.push_back(
      {version_manifest_key(project_id, version), manifest.encode(), std::string(kJson)});
  co_await or_return(ports.blobs.put(std::move(copy)));
  co_return manifest;
}

Result<project::Manifest> manifest_of(const project::TextTree& tree) {
  std::vector<project::ManifestEntry> entries;
  for (const auto& [path, text] : tree) {
    entries.push_back({.path = path, .sha256 = project::sha256_hex(text), .bytes = text.size()});
  }
  return project::Manifest::from_entries(std::move(entries));
}

Task<StoredTree> store_tree(SnapshotPorts ports, std::string project_id, project::TextTree tree) {
  std::vector<project::ManifestEntry> entries;
  std::vector<ports::BlobObject> objects;
  for (auto& [path, text] : tree) {
    auto digest = project::sha256_hex(text);
    entries.push_back({.path = path, .sha256 = digest, .bytes = text.size()});
    objects.push_back({blob_key(digest), std::move(text), "application/octet-stream"});
  }
  StoredTree stored{
      .tree_hash = {},
      .manifest = co_await or_return(project::Manifest::from_entries(std::move(entries)))};
  stored.tree_hash = stored.manifest.tree_hash();
  co_await or_return(ports.blobs.put_new(std::move(objects)));
  std::vector<ports::BlobObject> manifest;
  manifest.push_back(
      {tree_key(project_id, stored.tree_hash), stored.manifest.encode(), std::string(kJson)});
  co_await or_return(ports.blobs.put_new(std::move(manifest)));
  co_return stored;
}

}  // namespace sitewright::usecases
