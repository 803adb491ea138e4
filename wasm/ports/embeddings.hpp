// Vectors of texts by a model that somebody has a key for: near in meaning is near in direction.
// Errors: unavailable when the provider or the books do not answer, conflict when a budget does not
//         allow the call, invalid_input when a setting names no such model, stale when nobody
//         waits any more. Whoever asks must be able to do without.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/model.hpp"

namespace sitewright::ports {

struct Embeddings {
  /// Who would be asked, as "provider/model"; nullopt: nobody here gives any.
  virtual Task<std::optional<std::string>> model(Attribution whose) = 0;
  /// One vector for each text, in their order, of length 1 and all of one size. `model`: as
  /// model() named it. An answer that does not begin, or stands still, for `within_ms` is given up.
  /// `interest` is asked before anything is sent; may be nullptr.
  virtual Task<std::vector<std::vector<float>>> embed(std::string model,
                                                      std::vector<std::string> texts,
                                                      Attribution whose, std::int64_t within_ms,
                                                      Interest* interest) = 0;

 protected:
  ~Embeddings() = default;
};

}  // namespace sitewright::ports
