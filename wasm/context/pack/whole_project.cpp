#include "context/pack/whole_project.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "context/pack/candidates.hpp"
#include "context/pack/layout.hpp"
#include "context/pack/view.hpp"
#include "context/rank/fixed_math.hpp"
#include "project/utf8.hpp"
#include "sorting/sort.hpp"

namespace sitewright::context {
namespace {

/// Text of more bytes a token than this is not counted to find out that it does not fit.
constexpr std::size_t most_bytes_a_token = 8;

}  // namespace

bool whole_may_fit(const Corpus& corpus, std::size_t budget) {
  std::size_t bytes = 0;
  for (const auto& file : corpus.files()) {
    if (!never_shown(file, false)) bytes += file.record->bytes;
  }
  return bytes / most_bytes_a_token <= budget;
}

std::optional<Context> whole_project(const PackInput& input, TokenMeter& meter) {
  if (!whole_may_fit(*input.corpus, input.budget)) return std::nullopt;
  Context context;
  std::vector<std::pair<bool, ContextFile>> files;
  for (const auto& one : input.ranked) {
    const auto& known = input.corpus->files()[one.file];
    const bool pinned = std::ranges::find(input.pinned, one.file) != input.pinned.end();
    if (auto reason = never_shown(known, pinned)) {
      context.omitted.push_back({known.path, std::move(*reason)});
      continue;
    }
    const auto text = input.text_of(one.file);
    if (!text) return std::nullopt;
    if (!project::is_utf8(*text)) {
      context.omitted.push_back({known.path, "not UTF-8"});
      continue;
    }
    const auto layout = one_chunk_layout(*text);
    FileView view(known.path, layout);
    view.show_all();
    ContextFile file;
    file.path = known.path;
    file.score = exp_of(one.score - input.ranked.front().score);
    file.ranges = view.ranges();
    if (pinned) file.reasons.emplace_back("pinned");
    for (const auto reason : one.reasons) file.reasons.emplace_back(reason);
    file.text = view.render();
    file.tokens = meter.count(file.text);
    context.total_tokens += file.tokens;
    if (context.total_tokens > input.budget) return std::nullopt;
    files.emplace_back(pinned, std::move(file));
  }
  sort_stably(files, [](const auto& left, const auto& right) {
    if (left.first != right.first) return left.first;
    return left.second.path < right.second.path;
  });
  for (auto& [pinned, file] : files) context.files.push_back(std::move(file));
  sort_stably(context.omitted, {}, &OmittedFile::path);
  if (meter.adds_up()) return context;
  context.total_tokens = meter.count(context.text());
  if (context.total_tokens > input.budget) return std::nullopt;
  return context;
}

}  // namespace sitewright::context
