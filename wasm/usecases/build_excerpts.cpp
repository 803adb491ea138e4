#include "usecases/build_excerpts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "context/diff/text_lines.hpp"
#include "usecases/changes.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/views.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::size_t kMaxFiles = 10;
constexpr std::size_t kMaxExcerpts = 50;
/// Lines shown before and after the error's own.
constexpr std::int64_t kAround = 3;
/// Bytes of one line that are shown; maxLength of schemas/http/source_excerpt.json.
constexpr std::size_t kMaxLine = 400;

using Places = std::map<std::string, std::set<std::int64_t>>;

Places places_of(const ports::BuildRecord& build) {
  Places places;
  for (const auto& error : errors_of(build)) {
    if (!error.file || !error.line) continue;
    if (places.size() == kMaxFiles && !places.contains(*error.file)) continue;
    places[*error.file].insert(*error.line);
  }
  return places;
}

std::string shown(std::string_view line) {
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return first_bytes(std::string(line), kMaxLine);
}

void add_excerpts(std::vector<wire::SourceExcerpt>& excerpts, const std::string& path,
                  const std::set<std::int64_t>& numbers, std::string_view text) {
  const auto lines = context::split_lines(text);
  const auto count = static_cast<std::int64_t>(lines.size());
  std::int64_t last = 0;
  for (const auto number : numbers) {
    if (number > count || excerpts.size() == kMaxExcerpts) break;
    const auto begin = std::max<std::int64_t>(1, number - kAround);
    if (last == 0 || begin > last + 1) {
      excerpts.push_back({.path = path, .first_line = begin});
      last = begin - 1;
    }
    const auto end = std::min(count, number + kAround);
    auto& shown_lines = excerpts.back().lines;
    for (++last; last <= end && shown_lines.size() < 200; ++last) {
      shown_lines.push_back(shown(lines[static_cast<std::size_t>(last - 1)]));
    }
    --last;
  }
}

}  // namespace

Task<std::vector<wire::SourceExcerpt>> build_excerpts(ports::BlobStore* blobs,
                                                      const ports::BuildRecord* build) {
  std::vector<wire::SourceExcerpt> excerpts;
  const auto places = places_of(*build);
  if (places.empty() || build->tree_hash.empty()) co_return excerpts;
  const auto manifest =
      co_await or_return(load_manifest({*blobs}, build->project_id, build->tree_hash));
  std::vector<std::string> paths;
  std::vector<std::string> keys;
  for (const auto& [path, numbers] : places) {
    const auto* entry = manifest.find(path);
    if (entry == nullptr) continue;
    paths.push_back(path);
    keys.push_back(blob_key(entry->sha256));
  }
  const auto texts = co_await or_return(blobs->get_many(std::move(keys)));
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (texts[i]) add_excerpts(excerpts, paths[i], places.at(paths[i]), *texts[i]);
  }
  co_return excerpts;
}

}  // namespace sitewright::usecases
