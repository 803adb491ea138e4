// ports::Embeddings over the providers of the catalogue: who is asked, the reservation in the
// books, the call, what it did cost.
// Rules:  a call is reserved at its most and settled at its cost, as a chat is. A provider whose
//         circuit is open is not asked; what goes wrong here does not open it, since chats may go
//         on well. One attempt: whoever asks can do without.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/provider/embedder.hpp"
#include "models/router/router.hpp"
#include "ports/embeddings.hpp"

namespace sitewright::models {

struct EmbeddingOffer {
  std::string provider = {};
  std::string model = {};
  std::int64_t price = 0;  ///< millionths of a US dollar for a million tokens
};

/// What the deployment says about embeddings.
struct EmbeddingRouting {
  std::vector<EmbeddingOffer> offers = {};  ///< in the order to ask
  bool is_fixed = false;                    ///< the setting names the one: no other is asked
  std::string fault = {};
};

/// The setting EMBEDDING_MODEL: "provider/model", "none"; empty: the first of the catalogue that
/// there is a key for.
[[nodiscard]] EmbeddingRouting embedding_routing_of(ports::Config& config);

/// Opens the way to each provider's embeddings.
struct EmbeddingDoor {
  virtual Task<EmbedOutcome> embed(Candidate candidate, ports::Credential credential,
                                   std::vector<std::string> texts, std::int64_t within_ms) = 0;

 protected:
  ~EmbeddingDoor() = default;
};

class HttpEmbeddingDoor final : public EmbeddingDoor {
 public:
  HttpEmbeddingDoor(ports::Upstream& upstream, ports::Config& config)
      : upstream_(upstream), config_(config) {}

  Task<EmbedOutcome> embed(Candidate candidate, ports::Credential credential,
                           std::vector<std::string> texts, std::int64_t within_ms) override;

 private:
  ports::Upstream& upstream_;
  ports::Config& config_;
};

struct EmbeddingPorts {
  EmbeddingDoor& providers;
  ports::Ledger& ledger;
  ports::Clock& clock;
  ports::IdSource& ids;
  ports::Log& log;
};

class RoutedEmbeddings final : public ports::Embeddings {
 public:
  /// Both routings live as long as this.
  RoutedEmbeddings(EmbeddingPorts ports, const Routing& routing, const EmbeddingRouting& embeddings)
      : ports_(ports), routing_(routing), embeddings_(embeddings) {}

  Task<std::optional<std::string>> model(ports::Attribution whose) override;
  Task<std::vector<std::vector<float>>> embed(std::string model, std::vector<std::string> texts,
                                              ports::Attribution whose, std::int64_t within_ms,
                                              ports::Interest* interest) override;

 private:
  Task<const ports::Standing*> standing(std::string user_id);
  [[nodiscard]] const EmbeddingOffer* offer(const ports::Standing& standing) const;
  [[nodiscard]] ports::CallRecord record_of(const EmbeddingOffer& offer,
                                            const ports::Attribution& whose,
                                            const std::vector<std::string>& texts);

  EmbeddingPorts ports_;
  const Routing& routing_;
  const EmbeddingRouting& embeddings_;
  /// Of the user that was asked for last: the object lives as long as one run.
  std::optional<std::pair<std::string, ports::Standing>> standing_;
};

}  // namespace sitewright::models
