#include "usecases/version_tree.hpp"

#include <utility>

#include "usecases/attempts.hpp"
#include "usecases/snapshot.hpp"

namespace sitewright::usecases {

Task<Done> take_tree(ports::BlobStore* blobs, TransitionWriter* writer, ports::GenerationView* view,
                     std::string tree_hash) {
  auto& version = *view->version;
  const auto manifest =
      co_await or_return(copy_manifest({*blobs}, view->project.id, tree_hash, version.number));
  version.tree_hash = std::move(tree_hash);
  version.file_count = static_cast<std::int64_t>(manifest.entries().size());
  version.bytes = static_cast<std::int64_t>(manifest.total_bytes());
  writer->add(ports::SetVersionTree{.project_id = version.project_id,
                                    .number = version.number,
                                    .tree_hash = version.tree_hash,
                                    .file_count = version.file_count,
                                    .bytes = version.bytes});
  co_return Done{};
}

Task<Done> keep_best(ports::BlobStore* blobs, TransitionWriter* writer,
                     ports::GenerationView* view) {
  const auto* best = best_attempt(view->attempts);
  if (best == nullptr || !view->version || best->tree_hash == view->version->tree_hash) {
    co_return Done{};
  }
  view->version->build_id = best->id;
  writer->add(ports::SetVersionBuild{view->project.id, view->version->number, best->id});
  co_return co_await or_return(take_tree(blobs, writer, view, best->tree_hash));
}

bool ends_unbuilt(project::State next) {
  return next == project::State::escalated || next == project::State::cancelled;
}

}  // namespace sitewright::usecases
