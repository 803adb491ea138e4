// The files of a project as ranking sees them: their records, how often each term occurs in how
// many files, who imports whom and who lives beside whom.
// Owns: paths; records stay with the caller and must outlive the corpus.
// Time: linear in the terms and imports of all records; nothing is read again for a query.
//         replace takes as long as one record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "context/rank/record.hpp"
#include "context/rank/role.hpp"
#include "context/resolve/resolve.hpp"

namespace sitewright::context {

struct Document {
  std::string_view path;
  const FileRecord* record = nullptr;
};

/// In how many of the files each term occurs. Above most_known different ones new terms are not
/// counted any more: they are as rare as can be, and memory stays bounded.
class TermIndex {
 public:
  static constexpr std::size_t most_known = std::size_t{1} << 18U;

  /// `terms`: of all files together, for a first guess.
  explicit TermIndex(std::size_t terms);
  void add(Term term);
  /// One file less has the term. Not when the index is full: it may not have been counted.
  void remove(Term term);
  [[nodiscard]] bool is_full() const { return used_ >= most_known; }
  [[nodiscard]] std::uint32_t files_with(Term term) const;

 private:
  struct Slot {
    Term term = 0;
    std::uint32_t files = 0;  ///< one more than have the term; 0: free
  };
  void grow();
  [[nodiscard]] std::size_t find(Term term) const;

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

/// Inverse document frequency in bits, of what `with` of `all` documents have.
[[nodiscard]] double rarity_of(std::size_t all, std::uint32_t with);

struct CorpusFile {
  std::string path;
  const FileRecord* record = nullptr;
  Role role = Role::source;
  std::uint32_t directory = 0;   ///< index of directories()
  std::uint32_t stem = 0;        ///< files with one stem in one neighbourhood have one number
  std::vector<Term> path_terms;  ///< of the directories, then of the base name
  std::uint32_t name_from = 0;   ///< where the terms of the base name begin
  std::vector<Term> path_pairs;
  std::vector<FileIndex> imports;    ///< ascending
  std::vector<FileIndex> importers;  ///< ascending
};

struct CorpusDirectory {
  std::vector<FileIndex> files;
  std::uint32_t parent = 0xffffffff;
};

class Corpus {
 public:
  /// `configs` holds the texts of what Resolver::is_config names.
  Corpus(std::span<const Document> documents, const ConfigTexts& configs);

  /// Puts another record in the place of a file's, as if the corpus were made anew; the old one
  /// must still be there. False when there are too many terms for that: make it anew.
  [[nodiscard]] bool replace(FileIndex file, const FileRecord& record);

  [[nodiscard]] const std::vector<CorpusFile>& files() const { return files_; }
  [[nodiscard]] const std::vector<CorpusDirectory>& directories() const { return directories_; }
  [[nodiscard]] const Resolver& resolver() const { return resolver_; }

  /// Whether a file's text or path has the term.
  [[nodiscard]] bool knows(Term term) const {
    return terms_.files_with(term) > 0 || path_terms_.files_with(term) > 0;
  }
  /// Inverse document frequencies, in bits: rare terms weigh more.
  [[nodiscard]] double rarity(Term term) const;
  [[nodiscard]] double path_rarity(Term term) const;
  [[nodiscard]] double mean_body() const { return mean_body_; }
  [[nodiscard]] double mean_symbol() const { return mean_symbol_; }

 private:
  void place_files();
  void link(FileIndex file);
  void unlink(FileIndex file);
  void set_means();

  std::vector<CorpusFile> files_;
  std::vector<CorpusDirectory> directories_;
  Resolver resolver_;
  TermIndex terms_;
  TermIndex path_terms_;
  std::uint64_t body_terms_ = 0;  ///< of all files
  std::uint64_t symbol_terms_ = 0;
  double mean_body_ = 1;
  double mean_symbol_ = 1;
};

}  // namespace sitewright::context
