// A case as a project: records are made once a blob and kept for all cases of a repository.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "cases.hpp"
#include "context/rank/corpus.hpp"
#include "context/scan/language.hpp"

namespace sitewright::retrieval {

class RecordCache {
 public:
  explicit RecordCache(const Cases& cases) : cases_(cases) {}

  context::Corpus corpus_of(const Case& one) {
    std::vector<context::Document> documents;
    documents.reserve(one.files.size());
    context::ConfigTexts configs;
    for (const auto& file : one.files) {
      documents.push_back({file.path, record_of(file)});
      const std::string_view text = cases_.blobs[file.blob];
      if (context::Resolver::is_config(file.path, text)) {
        configs.emplace(std::string(file.path), std::string(text));
      }
    }
    return context::Corpus(documents, configs);
  }

  const context::FileRecord* record_of(const CaseFile& file) {
    const auto key = file.blob * 16U + static_cast<std::uint32_t>(context::language_of(file.path));
    auto& slot = records_[key];
    if (!slot) {
      slot = std::make_unique<context::FileRecord>(
          context::make_record(file.path, cases_.blobs[file.blob]));
    }
    return slot.get();
  }

 private:
  const Cases& cases_;
  std::unordered_map<std::uint32_t, std::unique_ptr<context::FileRecord>> records_;
};

}  // namespace sitewright::retrieval
