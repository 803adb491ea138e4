#include "usecases/step_context.hpp"

#include <algorithm>
#include <utility>

#include "context/rank/word_hash.hpp"
#include "context/resolve/resolve.hpp"
#include "usecases/context_report.hpp"
#include "usecases/views.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::usecases {

namespace {

/// Contents of some thirty projects; each record is a few KB. The last tree may have more.
constexpr std::size_t kMostRecords = 2000;

/// An index of more is not kept, one of twice as much not even as records: the isolate has 64 MiB.
constexpr std::size_t kMostIndexBytes = std::size_t{8} << 20U;

/// A collision would rank a file by another's words and nothing more.
std::uint64_t fingerprint(std::string_view path, std::string_view text) {
  return context::word_hash(path) * 3 ^ context::word_hash(text);
}

/// Files that earlier steps of the plan wrote, the latest first.
std::vector<std::string> written_before(const ports::GenerationView& view, std::size_t position) {
  std::vector<std::string> paths;
  for (std::size_t step = position; step-- > 0;) {
    for (auto& change : files_of(view.steps[step])) paths.push_back(std::move(change.path));
  }
  return paths;
}

/// The step in the architect's words, with the files that it names and the tree has.
context::AssembleRequest request_for(const ports::GenerationView& view, std::size_t position,
                                     const project::TextTree& tree, std::string* task) {
  const auto& step = view.steps[position];
  *task = step.title + "\n" + step.subtitle + "\n" + step.description;
  context::AssembleRequest request;
  request.recent = written_before(view, position);
  const auto plan = wire::decode<wire::PlanReply>(view.plan->reply);
  if (plan && position < plan->steps.size()) {
    for (const auto& path : plan->steps[position].files) {
      if (tree.contains(path)) request.focus.push_back(path);
    }
  }
  request.task = *task;
  return request;
}

}  // namespace

Task<context::TokenMeter*> ContextMemory::meter(ports::Assets* assets) {
  if (!meter_) {
    auto packed = co_await or_return(assets->read("o200k_base.tokens"));
    auto table = co_await or_return(context::TokenTable::load(std::move(packed)));
    // Another run of the isolate may have been faster.
    if (!meter_) meter_ = std::make_unique<Meter>(std::move(table));
  }
  co_return meter_.get();
}

std::shared_ptr<const context::FileRecord> ContextMemory::record(std::string_view path,
                                                                 std::string_view text) {
  auto& record = records_[fingerprint(path, text)];
  if (!record) {
    record = std::make_shared<const context::FileRecord>(context::make_record(path, text));
  }
  return record;
}

Result<const context::ProjectIndex*> ContextMemory::index_of(const project::TextTree& tree) {
  if (index_.bytes() > 2 * kMostIndexBytes) records_.clear();
  if (index_.bytes() > kMostIndexBytes) index_ = {};
  std::vector<context::IndexedFile> files;
  files.reserve(tree.size());
  for (const auto& [path, text] : tree) {
    const bool is_config = context::Resolver::is_config(path, text);
    files.push_back({path, record(path, text), is_config ? text : std::string_view{}});
  }
  auto held = index_.hold(files);
  files.clear();
  if (records_.size() > kMostRecords) {
    std::erase_if(records_, [](const auto& one) { return one.second.use_count() == 1; });
  }
  if (!held) return std::unexpected(held.error());
  return &index_;
}

Task<StepContext> assembled_context(StepContextPorts ports, context::AssembleRequest request,
                                    const project::TextTree* tree, ports::Window window,
                                    ports::Attribution whose) {
  auto* meter = co_await or_return(ports.memory.meter(&ports.assets));
  request.family = context::family_of(window.model);
  const auto passages = co_await or_return(
      reference_passages(ports.reference, &ports.assets, &ports.clock, std::string(request.task),
                         context::fitting(request.family, window.passages), std::move(whose)));
  const auto start = ports.clock.now();
  request.budget = window.tokens;
  request.system_reserve = window.system_reserve;
  if (passages.reference != nullptr) {
    request.system_reserve += tokens_of(*passages.reference, passages.found, request.family);
  }
  request.output_reserve = window.output_reserve;
  const auto* index = co_await or_return(ports.memory.index_of(*tree));
  std::vector<context::SourceFile> texts;
  texts.reserve(tree->size());
  for (const auto& [path, text] : *tree) texts.push_back({path, text});
  const auto context =
      co_await or_return(index->assemble(request, texts, *meter, ports.memory.texts()));
  StepContext step{
      .parts = {},
      .report = context_report(context, static_cast<double>(ports.clock.now() - start))};
  for (const auto& one : passages.found) {
    const auto& passage = passages.reference->passages()[one.passage];
    step.parts.push_back(
        {ports::PartKind::passage, std::string(passage.heading), std::string(passage.text)});
  }
  if (passages.reference != nullptr) {
    add_passages(step.report, *passages.reference, passages.found, request.family);
  }
  if (request.family) {
    const auto counted = meter->count(context.text()) + passages.tokens;
    step.report.estimate = token_estimate(*request.family, counted);
    step.report.total_tokens = step.report.estimate->at_most;
  }
  for (const auto& file : context.files) {
    const bool whole = file.kind == context::ViewKind::full;
    step.parts.push_back({whole ? ports::PartKind::file : ports::PartKind::view, file.path,
                          whole ? tree->at(file.path) : file.text});
  }
  co_return step;
}

Task<StepContext> step_context(StepContextPorts ports, const ports::GenerationView* view,
                               std::size_t position, const project::TextTree* tree,
                               ports::Window window, ports::Attribution whose) {
  std::string task;
  auto request = request_for(*view, position, *tree, &task);
  co_return co_await or_return(
      assembled_context(ports, std::move(request), tree, window, std::move(whose)));
}

}  // namespace sitewright::usecases
