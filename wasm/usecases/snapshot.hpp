// Snapshots in the blob store: contents under blobs/<sha256>, the manifest of every tree under
// projects/<id>/trees/<treeHash>.json and that of a version also under
// projects/<id>/versions/<n>/manifest.json.
// Errors: not_found for a tree that was never stored; broken_invariant when a blob of a stored
//         manifest is missing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ports/assets.hpp"
#include "ports/effects.hpp"
#include "project/manifest.hpp"
#include "project/text_tree.hpp"

namespace sitewright::usecases {

[[nodiscard]] std::string blob_key(std::string_view sha256);
[[nodiscard]] std::string tree_key(std::string_view project_id, std::string_view tree_hash);
[[nodiscard]] std::string version_manifest_key(std::string_view project_id, std::int64_t number);
[[nodiscard]] std::string dist_prefix(std::string_view build_id);
[[nodiscard]] std::string dist_index_key(std::string_view build_id);
[[nodiscard]] std::string log_key(std::string_view build_id);
/// A WebP picture of the built site.
[[nodiscard]] std::string thumbnail_key(std::string_view build_id);
/// A package-lock.json that would do, of a build that failed for its own.
[[nodiscard]] std::string completed_lock_key(std::string_view build_id);
/// What the model was shown for a step, http/context_report.json.
[[nodiscard]] std::string context_key(std::string_view project_id, std::string_view step_id);

/// Loads the texts of templates/ where the program does not hold them. Costs nothing afterwards.
Task<Done> load_templates(ports::Assets* assets);

/// What every first generation starts from: templates/starter.
[[nodiscard]] project::TextTree starter_tree();

struct SnapshotPorts {
  ports::BlobStore& blobs;
};

Task<project::Manifest> load_manifest(SnapshotPorts ports, std::string project_id,
                                      std::string tree_hash);
Task<project::TextTree> load_tree(SnapshotPorts ports, std::string project_id,
                                  std::string tree_hash);

struct StoredTree {
  std::string tree_hash;
  project::Manifest manifest;
};

/// The manifest of a tree at the key of the version that has it.
Task<project::Manifest> copy_manifest(SnapshotPorts ports, std::string project_id,
                                      std::string tree_hash, std::int64_t version);

/// What store_tree would write.
[[nodiscard]] Result<project::Manifest> manifest_of(const project::TextTree& tree);

/// Writes what is not there yet: new blobs and the manifest.
Task<StoredTree> store_tree(SnapshotPorts ports, std::string project_id, project::TextTree tree);

}  // namespace sitewright::usecases
