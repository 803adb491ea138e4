// Vectors of texts, where a provider offers them: OpenAI and servers that are compatible
// (POST {base}/embeddings), Gemini (:batchEmbedContents), Workers AI (the binding, {"text"}).
// Errors: a ChatFailure, as of a chat; refused when the provider has no embeddings.
// Source: platform.openai.com/docs/api-reference/embeddings; ai.google.dev/api/embeddings;
//         developers.cloudflare.com/workers-ai/models/bge-m3.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/chat.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

struct Embeddings {
  std::vector<std::vector<float>> vectors = {};  ///< in the order of the texts, all of one length
  std::int64_t input_tokens = 0;                 ///< 0: not said
};

using EmbedOutcome = std::variant<Embeddings, ChatFailure>;

struct Embedder {
  /// `model` is the provider's own name of it.
  virtual Task<EmbedOutcome> embed(std::string model, std::vector<std::string> texts) = 0;

 protected:
  ~Embedder() = default;
};

class HttpEmbedder final : public Embedder {
 public:
  /// `row` must outlive this; `base_url` is where it is asked in this deployment. `within_ms`:
  /// until the head of the answer, and between two pieces of it.
  HttpEmbedder(ports::Upstream& upstream, const wire::CatalogueProvider& row, std::string base_url,
               ports::Credential credential, std::int64_t within_ms = 60'000)
      : upstream_(upstream),
        row_(row),
        base_url_(std::move(base_url)),
        credential_(std::move(credential)),
        within_ms_(within_ms) {}

  Task<EmbedOutcome> embed(std::string model, std::vector<std::string> texts) override;

 private:
  ports::Upstream& upstream_;
  const wire::CatalogueProvider& row_;
  std::string base_url_;
  ports::Credential credential_;
  std::int64_t within_ms_;
};

}  // namespace sitewright::models
