// Who gives vectors of texts in a world, and what an isolate keeps of them.
#pragma once

#include "models/router/embeddings.hpp"
#include "usecases/reference_passages.hpp"

namespace sitewright::simulation {

class NoEmbeddings final : public models::EmbeddingDoor {
 public:
  Task<models::EmbedOutcome> embed(models::Candidate, ports::Credential, std::vector<std::string>,
                                   std::int64_t) override {
    co_return models::EmbedOutcome(models::ChatFailure{.kind = models::ChatFailure::Kind::refused});
  }
};

struct Embedding {
  NoEmbeddings nobody = {};
  models::EmbeddingDoor* door = &nobody;
  models::EmbeddingRouting routing = {};
  usecases::ReferenceMemory memory = {};
};

}  // namespace sitewright::simulation
