// One answer in the making: its candidates, its deadline and what its calls have taken so far.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/router/router.hpp"

namespace sitewright::models {

/// How long after its deadline a call counts as lost: longer than a stream may be silent.
inline constexpr ports::Millis kCallGrace = 120'000;

/// A candidate that has not answered, and its last failure.
struct Failed {
  std::string by;
  ChatFailure failure;
  bool asked = true;  ///< false: the prompt is too long for it
};

struct Answering {
  ports::ModelRequest request;
  ChatRequest chat = {};
  std::vector<Candidate> candidates = {};
  ports::Standing standing = {};
  ports::Millis deadline = 0;
  ports::TextSink* sink = nullptr;
  ports::Usage usage = {};
  std::vector<Failed> failed = {};  ///< the last one to fail stands last
  bool out_of_order = false;        ///< a provider was not asked, because its breaker is open
  bool delivered = false;           ///< the sink has text of an answer that is void
  bool asked_again = false;         ///< because of an answer that could not be read
  bool spoke = false;               ///< an answer came that is none, also when asked again
  bool stale = false;               ///< the standing was read before the last call
};

/// The user's own key before the deployment's.
[[nodiscard]] ports::Credential credential_of(const Routing& routing,
                                              const ports::Standing& standing,
                                              const std::string& provider,
                                              ports::KeySource* source);

/// All candidates, one after the other. nullopt: none of them has answered.
/// Errors: conflict when a budget does not allow a call; unavailable when the books are closed.
Task<std::optional<ports::ModelReply>> ask_candidates(RouterPorts ports, const Routing* routing,
                                                      Answering* answering);

}  // namespace sitewright::models
