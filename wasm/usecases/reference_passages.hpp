// The passages of the reference that a step needs, looked up by words and, where somebody gives
// embeddings, by meaning.
// Errors: stale when nobody waits for the step any more; else none that it would feel: without the
//         file there are no passages, and what goes wrong with embeddings leaves words alone to
//         choose. Both are logged.
// Stores: the passages' vectors, once for each model and version of the reference, at
//         reference/<version>/<model>.vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "context/passages/nearest.hpp"
#include "context/passages/reference.hpp"
#include "context/passages/retrieve.hpp"
#include "ports/assets.hpp"
#include "ports/effects.hpp"
#include "ports/embeddings.hpp"

namespace sitewright::usecases {

/// What an isolate keeps: the reference, its vectors by one model, the vector of the last task. Its
/// next answer asks for the same task again.
class ReferenceMemory {
 public:
  /// Loaded at the first call.
  Task<const context::Reference*> reference(ports::Assets* assets);

  struct Vectors {
    std::string model;
    context::ByteVectors rows;
  };
  struct Asked {
    std::string model;
    std::string task;
    std::vector<float> vector;
  };
  /// Their calls have failed: they do not wait for embeddings until then.
  struct Pause {
    std::string user_id;
    ports::Millis until;
  };
  std::optional<Vectors> vectors;
  std::optional<Asked> asked;
  std::optional<Pause> pause;

 private:
  std::unique_ptr<const context::Reference> reference_;
};

struct ReferencePorts {
  ports::Embeddings& embeddings;
  ports::BlobStore& blobs;
  ports::Log& log;
  ReferenceMemory& memory;
  ports::Interest* interest = nullptr;  ///< whether anybody waits for the step
};

struct ReferencePassages {
  const context::Reference* reference = nullptr;  ///< lives as long as the memory
  std::vector<context::FoundPassage> found;       ///< in the order of the reference
  std::size_t tokens = 0;                         ///< of all of them, at most the budget
};

/// `assets` and `clock` outlive the task. A budget of 0 looks nothing up.
Task<ReferencePassages> reference_passages(ReferencePorts ports, ports::Assets* assets,
                                           ports::Clock* clock, std::string task,
                                           std::size_t budget, ports::Attribution whose);

}  // namespace sitewright::usecases
