#include "models/router/doors.hpp"

namespace sitewright::models {

Task<ChatOutcome> HttpDoors::chat(Candidate candidate, ports::Credential, ChatRequest,
                                  ports::TextSink*) {
  co_return ChatFailure{.kind = ChatFailure::Kind::unreachable,
                        .detail = "There is no way to " + candidate.provider + " yet."};
}

}  // namespace sitewright::models
