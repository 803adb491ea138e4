// The rows that a generation's trace is made of, and which traces have left.
// Errors: not_found when the generation is not there; unavailable when the database refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/records.hpp"

namespace sitewright::ports {

/// A call of a model, as far as a trace tells of it.
struct TracedCall {
  std::string id;
  std::optional<std::string> step_id = {};
  std::string role;
  std::string task;
  std::string provider;
  std::string model;
  std::int64_t position = 0;  ///< 0: the first candidate; others took over
  std::int64_t input_tokens = 0;
  std::int64_t cached_tokens = 0;
  std::int64_t output_tokens = 0;
  std::int64_t cost_micros = 0;
  std::string outcome;  ///< "ok", what went wrong, or empty while it goes on
  std::optional<std::int64_t> http_status = {};
  Millis started_at = 0;
  std::optional<Millis> first_text_at = {};
  std::optional<Millis> ended_at = {};
};

struct TraceRows {
  GenerationView view;
  std::vector<BuildRecord> builds = {};  ///< of the generation, oldest first
  std::vector<TracedCall> calls = {};    ///< likewise
};

struct TraceStore {
  virtual Task<TraceRows> trace(std::string generation_id) = 0;
  /// Generations that ended from `since` to `until` and whose trace has not reached `target`, nor
  /// waits for a later try. The oldest ones.
  virtual Task<std::vector<std::string>> exports_due(std::string target, Millis since, Millis until,
                                                     Millis now) = 0;
  virtual Task<Done> note_exported(std::string generation_id, std::string target, Millis now) = 0;
  /// Tries again after longer and longer pauses, and in the end no more.
  virtual Task<Done> note_refused(std::string generation_id, std::string target, Millis now) = 0;

 protected:
  ~TraceStore() = default;
};

}  // namespace sitewright::ports
