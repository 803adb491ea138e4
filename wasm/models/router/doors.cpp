#include "models/router/doors.hpp"

#include <utility>

#include "models/catalogue/catalogue.hpp"
#include "models/catalogue/compatible.hpp"
#include "models/provider/http_provider.hpp"

namespace sitewright::models {

Task<ChatOutcome> HttpDoors::chat(Candidate candidate, ports::Credential credential,
                                  ChatRequest request, ports::TextSink* sink) {
  const auto* row = find_provider(candidate.provider);
  auto base = row != nullptr ? base_url_of(*row, config_) : std::nullopt;
  if (!base) {
    co_return ChatFailure{
        .kind = ChatFailure::Kind::refused,
        .detail = "This deployment has no address of " + candidate.provider + "."};
  }
  const auto deployed = as_deployed(*row, config_);
  if (!deployed) {
    co_return ChatFailure{.kind = ChatFailure::Kind::refused, .detail = deployed.error().detail};
  }
  HttpProvider provider(upstream_, clock_, *deployed, std::move(*base), std::move(credential));
  co_return co_await or_return(provider.chat(std::move(candidate.model), std::move(request), sink));
}

}  // namespace sitewright::models
