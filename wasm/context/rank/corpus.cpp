#include "context/rank/corpus.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <unordered_map>

#include "context/rank/fixed_math.hpp"

namespace sitewright::context {
namespace {

std::vector<std::string> paths_of(std::span<const Document> documents) {
  std::vector<std::string> paths;
  paths.reserve(documents.size());
  for (const auto& document : documents) paths.emplace_back(document.path);
  return paths;
}

std::size_t terms_of(std::span<const Document> documents) {
  std::size_t terms = 0;
  for (const auto& document : documents) terms += document.record->terms.size();
  return terms;
}

void append_path_terms(std::string_view text, CorpusFile& file) {
  Term previous = 0;
  for (auto word = next_word(text, 0); word.size > 0;
       word = next_word(text, word.first + word.size)) {
    const auto from = file.path_terms.size();
    append_terms(text.substr(word.first, word.size), file.path_terms, file.path_pairs);
    if (from == file.path_terms.size()) continue;
    if (previous != 0) file.path_pairs.push_back(pair_of(previous, file.path_terms[from]));
    previous = file.path_terms.back();
  }
  append_numbers(text, file.path_terms);
}

}  // namespace

double rarity_of(std::size_t all, std::uint32_t with) {
  const auto some = static_cast<double>(with);
  return log2_of(1.0 + (static_cast<double>(all) - some + 0.5) / (some + 0.5));
}

TermIndex::TermIndex(std::size_t terms)
    : slots_(std::bit_ceil(std::clamp<std::size_t>(terms, 1024, std::size_t{1} << 16U))) {}

std::size_t TermIndex::find(Term term) const {
  const auto mask = slots_.size() - 1;
  auto at = (term * 0x9E3779B1U >> 8U) & mask;
  while (slots_[at].files != 0 && slots_[at].term != term) at = (at + 1) & mask;
  return at;
}

void TermIndex::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const auto& slot : old) {
    if (slot.files <= 1) continue;
    slots_[find(slot.term)] = slot;
    ++used_;
  }
}

void TermIndex::add(Term term) {
  if (used_ * 2 >= slots_.size() && used_ < most_known) grow();
  auto& slot = slots_[find(term)];
  if (slot.files == 0) {
    if (used_ >= most_known) return;
    ++used_;
    slot = {term, 1};
  }
  ++slot.files;
}

void TermIndex::remove(Term term) {
  --slots_[find(term)].files;
}

std::uint32_t TermIndex::files_with(Term term) const {
  const auto files = slots_[find(term)].files;
  return files == 0 ? 0 : files - 1;
}

Corpus::Corpus(std::span<const Document> documents, const ConfigTexts& configs)
    : resolver_(paths_of(documents), configs),
      terms_(terms_of(documents) / 2),
      path_terms_(documents.size() * 4) {
  files_.reserve(documents.size());
  for (const auto& document : documents) {
    auto& file = files_.emplace_back();
    file.path = document.path;
    file.record = document.record;
    file.role = role_of(file.path);
    append_path_terms(folder_of(file.path), file);
    file.name_from = static_cast<std::uint32_t>(file.path_terms.size());
    append_path_terms(base_name(file.path), file);
    auto distinct = file.path_terms;
    std::ranges::sort(distinct);
    distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
    for (const auto term : distinct) path_terms_.add(term);
    for (const auto& count : file.record->terms) terms_.add(count.term);
    body_terms_ += file.record->body_terms;
    symbol_terms_ += file.record->symbol_terms;
  }
  set_means();
  place_files();
  for (FileIndex at = 0; at < files_.size(); ++at) link(at);
}

void Corpus::set_means() {
  if (files_.empty()) return;
  const auto files = static_cast<double>(files_.size());
  mean_body_ = std::max(1.0, static_cast<double>(body_terms_) / files);
  mean_symbol_ = std::max(1.0, static_cast<double>(symbol_terms_) / files);
}

void Corpus::place_files() {
  std::unordered_map<std::string_view, std::uint32_t> directory_ids;
  std::unordered_map<std::string_view, std::uint32_t> stem_ids;
  const auto directory_id = [&](std::string_view path) {
    const auto [at, fresh] =
        directory_ids.emplace(path, static_cast<std::uint32_t>(directories_.size()));
    if (fresh) directories_.emplace_back();
    return at->second;
  };
  for (FileIndex at = 0; at < files_.size(); ++at) {
    auto& file = files_[at];
    auto path = folder_of(file.path);
    file.directory = directory_id(path);
    file.stem = stem_ids.emplace(stem_name(file.path), static_cast<std::uint32_t>(stem_ids.size()))
                    .first->second;
    directories_[file.directory].files.push_back(at);
    // Parents of directories, up to the root.
    for (auto id = file.directory; !path.empty() && directories_[id].parent == 0xffffffff;) {
      path = folder_of(path);
      const auto parent = directory_id(path);
      directories_[id].parent = parent;
      id = parent;
    }
  }
}

void Corpus::link(FileIndex at) {
  constexpr std::size_t most_globs = 8;
  constexpr std::size_t most_matched = 256;  // more are a list, no neighbours
  auto& imports = files_[at].imports;
  std::size_t globs = 0;
  for (const auto& specifier : files_[at].record->imports) {
    if (specifier.contains('*')) {
      if (specifier.starts_with('!') || ++globs > most_globs) continue;
      const auto matched = resolver_.match(at, {specifier});
      if (matched.size() <= most_matched) {
        imports.insert(imports.end(), matched.begin(), matched.end());
      }
      continue;
    }
    const auto found = resolver_.resolve(at, specifier);
    if (found.outcome == Outcome::file && found.file != at) imports.push_back(found.file);
  }
  std::ranges::sort(imports);
  imports.erase(std::ranges::unique(imports).begin(), imports.end());
  for (const auto to : imports) {
    auto& importers = files_[to].importers;
    importers.insert(std::ranges::upper_bound(importers, at), at);
  }
}

void Corpus::unlink(FileIndex at) {
  for (const auto to : files_[at].imports) {
    auto& importers = files_[to].importers;
    importers.erase(std::ranges::lower_bound(importers, at));
  }
  files_[at].imports.clear();
}

bool Corpus::replace(FileIndex at, const FileRecord& record) {
  auto& file = files_[at];
  const auto& before = *file.record;
  const auto each_only_in = [](const FileRecord& one, const FileRecord& other, auto take) {
    auto next = other.terms.begin();
    for (const auto& count : one.terms) {
      while (next != other.terms.end() && next->term < count.term) ++next;
      if (next == other.terms.end() || next->term != count.term) take(count.term);
    }
  };
  if (terms_.is_full()) return false;
  each_only_in(before, record, [&](Term term) { terms_.remove(term); });
  each_only_in(record, before, [&](Term term) { terms_.add(term); });
  if (terms_.is_full()) return false;
  body_terms_ += std::uint64_t{record.body_terms} - before.body_terms;
  symbol_terms_ += std::uint64_t{record.symbol_terms} - before.symbol_terms;
  set_means();
  file.record = &record;
  if (record.imports == before.imports) return true;
  unlink(at);
  link(at);
  return true;
}

double Corpus::rarity(Term term) const {
  return rarity_of(files_.size(), terms_.files_with(term));
}

double Corpus::path_rarity(Term term) const {
  return rarity_of(files_.size(), path_terms_.files_with(term));
}

}  // namespace sitewright::context
