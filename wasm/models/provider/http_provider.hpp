// models::Provider over ports::Upstream: one provider of the catalogue, in its wire format, with
// one credential. The sink gets text as it comes.
// Errors: a ChatFailure. An error of the sink or of the request's interest ends the call; the
//         provider is then let go of.
// Limits: of waiting, from the request's time limit; of sizes, in answer_reader.cpp.
#pragma once

#include <string>

#include "models/chat.hpp"
#include "models/provider/answer_reader.hpp"
#include "ports/effects.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

class HttpProvider final : public Provider {
 public:
  /// `row` must outlive this; `base_url` is where it is asked in this deployment.
  HttpProvider(ports::Upstream& upstream, ports::Clock& clock, const wire::CatalogueProvider& row,
               std::string base_url, ports::Credential credential)
      : upstream_(upstream),
        clock_(clock),
        row_(row),
        base_url_(std::move(base_url)),
        credential_(std::move(credential)) {}

  Task<ChatOutcome> chat(std::string model, ChatRequest request, ports::TextSink* sink) override;

 private:
  struct Call;

  [[nodiscard]] Result<ports::UpstreamRequest> request_for(const std::string& model,
                                                           const ChatRequest& request) const;
  Task<Done> open_answer(Call& call, ports::UpstreamRequest request);
  Task<Done> read_answer(Call& call);

  ports::Upstream& upstream_;
  ports::Clock& clock_;
  const wire::CatalogueProvider& row_;
  std::string base_url_;
  ports::Credential credential_;
};

}  // namespace sitewright::models
