#include "context/assemble.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "context/pack/candidates.hpp"
#include "context/pack/pack.hpp"
#include "context/pack/whole_project.hpp"
#include "context/rank/corpus.hpp"
#include "context/rank/query.hpp"
#include "context/rank/rank.hpp"

namespace sitewright::context {
namespace {

std::size_t bytes_of(std::string_view path, const FileRecord& record) {
  std::size_t bytes = sizeof(FileRecord) + 3 * path.size() + 256;
  bytes += record.terms.capacity() * sizeof(TermCount);
  for (const auto& specifier : record.imports) bytes += sizeof(std::string) + specifier.capacity();
  return bytes;
}

// Indices of the paths that the project has, in the order given.
std::vector<FileIndex> known(const Corpus& corpus, const std::vector<std::string>& paths) {
  std::vector<FileIndex> found;
  for (const auto& path : paths) {
    const auto file = corpus.resolver().index_of(path);
    if (file != no_file && std::ranges::find(found, file) == found.end()) found.push_back(file);
  }
  return found;
}

Hints hints_of(const Corpus& corpus, const AssembleRequest& request) {
  Hints hints;
  hints.focus = known(corpus, request.focus);
  hints.recent = known(corpus, request.recent);
  std::vector<std::string> broken;
  for (const auto& error : request.errors) broken.push_back(error.path);
  hints.errors = known(corpus, broken);
  return hints;
}

std::vector<ErrorLine> error_lines(const Corpus& corpus, const AssembleRequest& request) {
  std::vector<ErrorLine> lines;
  for (const auto& error : request.errors) {
    const auto file = corpus.resolver().index_of(error.path);
    if (file != no_file) lines.push_back({file, error.line});
  }
  return lines;
}

std::size_t room(const AssembleRequest& request) {
  const auto reserved = request.system_reserve + request.output_reserve;
  return request.budget > reserved ? request.budget - reserved : 0;
}

/// What a text takes of a family's tokens at most; without a family as `exact` says.
class EstimatedMeter final : public TokenMeter {
 public:
  EstimatedMeter(TokenMeter& exact, std::optional<Family> family)
      : exact_(exact), family_(family) {}
  [[nodiscard]] std::size_t count(std::string_view text) override {
    return at_most(family_, exact_.count(text));
  }
  [[nodiscard]] bool adds_up() const override { return exact_.adds_up(); }

 private:
  TokenMeter& exact_;
  std::optional<Family> family_;
};

}  // namespace

std::string_view name_of(ViewKind kind) {
  switch (kind) {
    case ViewKind::full:
      return "full";
    case ViewKind::excerpt:
      return "excerpt";
    case ViewKind::skeleton:
      return "skeleton";
    case ViewKind::summary:
      return "summary";
  }
  std::unreachable();
}

std::string Context::text() const {
  std::string all;
  for (const auto& file : files) all += file.text;
  return all;
}

/// What the questions about one task share.
struct ProjectIndex::Ranking {
  std::string task;
  Hints hints;
  Query query;
  std::vector<Ranked> files;
};

struct ProjectIndex::State {
  struct Entry {
    std::shared_ptr<const FileRecord> record;
    std::size_t bytes = 0;
  };
  std::map<std::string, Entry, std::less<>> entries;  // path order: the corpus does not depend on
                                                      // the order of add()
  ConfigTexts configs;
  std::size_t bytes = 0;
  std::optional<Corpus> corpus;    // made at the first question after files came or went
  std::optional<Ranking> ranking;  // of the last question

  void replace(std::string_view path, Entry& entry, Entry with) {
    ranking.reset();
    const bool goes_on = corpus && corpus->replace(corpus->resolver().index_of(path), *with.record);
    if (!goes_on) corpus.reset();
    bytes += with.bytes - entry.bytes;
    entry = std::move(with);
  }
};

ProjectIndex::ProjectIndex() : state_(std::make_unique<State>()) {}
ProjectIndex::~ProjectIndex() = default;
ProjectIndex::ProjectIndex(ProjectIndex&&) noexcept = default;
ProjectIndex& ProjectIndex::operator=(ProjectIndex&&) noexcept = default;

std::size_t ProjectIndex::size() const {
  return state_->entries.size();
}
std::size_t ProjectIndex::bytes() const {
  return state_->bytes;
}

Result<void> ProjectIndex::add(std::string_view path, std::string_view text) {
  return add(path, std::make_shared<const FileRecord>(make_record(path, text)),
             Resolver::is_config(path, text) ? text : std::string_view{});
}

Result<void> ProjectIndex::add(std::string_view path, std::shared_ptr<const FileRecord> record,
                               std::string_view config_text) {
  const auto before = state_->entries.find(path);
  const auto freed = before == state_->entries.end() ? 0 : before->second.bytes;
  const auto bytes = bytes_of(path, *record) + config_text.size();
  if (state_->bytes - freed + bytes > most_bytes) {
    remove(path);
    return fail(Code::too_large,
                "the project's index takes more than " + std::to_string(most_bytes >> 20U) +
                    " MiB: " + std::to_string(state_->entries.size()) + " files fit, " +
                    std::string(path) + " is " +
                    std::to_string(state_->bytes + bytes - most_bytes) + " bytes too much",
                std::string(path));
  }
  // A configuration changes what all imports mean; any other file has words and imports of its own.
  const bool is_config = !config_text.empty() || state_->configs.contains(path);
  if (freed > 0 && !is_config) {
    state_->replace(path, before->second, {std::move(record), bytes});
    return {};
  }
  remove(path);
  if (!config_text.empty()) state_->configs.emplace(path, config_text);
  state_->entries.emplace(path, State::Entry{std::move(record), bytes});
  state_->bytes += bytes;
  return {};
}

void ProjectIndex::remove(std::string_view path) {
  state_->ranking.reset();
  state_->corpus.reset();
  const auto entry = state_->entries.find(path);
  if (entry == state_->entries.end()) return;
  state_->bytes -= entry->second.bytes;
  state_->entries.erase(entry);
  if (const auto config = state_->configs.find(path); config != state_->configs.end()) {
    state_->configs.erase(config);
  }
}

Result<void> ProjectIndex::hold(std::span<const IndexedFile> files) {
  std::vector<std::string> gone;
  for (const auto& [path, entry] : state_->entries) {
    if (!std::ranges::binary_search(files, path, std::less<>(), &IndexedFile::path)) {
      gone.push_back(path);
    }
  }
  for (const auto& path : gone) remove(path);
  for (const auto& file : files) {
    const auto entry = state_->entries.find(file.path);
    if (entry != state_->entries.end() && entry->second.record == file.record) continue;
    if (auto added = add(file.path, file.record, file.config_text); !added) return added;
  }
  return {};
}

const Corpus& ProjectIndex::corpus() const {
  if (!state_->corpus) {
    std::vector<Document> documents;
    documents.reserve(state_->entries.size());
    for (const auto& [path, entry] : state_->entries) {
      documents.push_back({path, entry.record.get()});
    }
    state_->corpus.emplace(documents, state_->configs);
  }
  return *state_->corpus;
}

const ProjectIndex::Ranking& ProjectIndex::ranking(const AssembleRequest& request) const {
  const auto& files = corpus();
  auto hints = hints_of(files, request);
  auto& last = state_->ranking;
  if (!last || last->task != request.task || last->hints != hints) {
    auto query = make_query(request.task);
    auto ranked = rank(files, query, hints);
    last.emplace(std::string(request.task), std::move(hints), std::move(query), std::move(ranked));
  }
  return *last;
}

std::vector<std::string> ProjectIndex::wanted(const AssembleRequest& request) const {
  const auto& files = corpus();
  const auto pinned = known(files, request.pinned);
  std::vector<std::string> paths;
  for (const auto file : pinned) paths.push_back(files.files()[file].path);
  const std::span<const Ranked> ranked = ranking(request).files;
  const auto most = whole_may_fit(files, room(request))
                        ? ranked.size()
                        : candidates_of(ranked, files, room(request));
  for (const auto& one : ranked.first(most)) {
    const auto& file = files.files()[one.file];
    const bool is_pinned = std::ranges::find(pinned, one.file) != pinned.end();
    if (!is_pinned && !never_shown(file, false)) paths.push_back(file.path);
  }
  return paths;
}

Result<Context> ProjectIndex::assemble(const AssembleRequest& request,
                                       std::span<const SourceFile> texts, TokenMeter& meter,
                                       KnownTexts& known_texts) const {
  const auto& files = corpus();
  for (const auto& path : request.pinned) {
    if (files.resolver().index_of(path) == no_file) {
      return fail(Code::invalid_input, "a pinned file is not in the project: " + path, "/pinned");
    }
  }
  std::vector<std::optional<std::string_view>> by_index(files.files().size());
  for (const auto& [path, text] : texts) {
    if (const auto file = files.resolver().index_of(path); file != no_file) by_index[file] = text;
  }
  const auto& ranked = ranking(request);
  const PackInput input{&files,
                        &ranked.query,
                        ranked.files,
                        known(files, request.pinned),
                        error_lines(files, request),
                        room(request),
                        [&](FileIndex file) { return by_index[file]; },
                        &known_texts};
  EstimatedMeter counted(meter, request.family);
  auto context = pack(input, counted);
  if (context) context->budget = request.budget;
  return context;
}

Result<Context> assemble(const AssembleRequest& request, std::span<const SourceFile> files,
                         TokenMeter& meter) {
  ProjectIndex index;
  for (const auto& [path, text] : files) {
    if (auto added = index.add(path, text); !added) return std::unexpected(added.error());
  }
  KnownTexts known;
  return index.assemble(request, files, meter, known);
}

}  // namespace sitewright::context
