#include "routes/queue.hpp"

#include <algorithm>
#include <utility>

namespace sitewright::routes {

Result<QueueBatch> batch_from(wire::QueueEvent event, std::string_view body) {
  QueueBatch batch{.queue = std::move(event.queue), .messages = {}};
  for (auto& message : event.messages) {
    const auto size = static_cast<std::size_t>(message.bytes);
    if (size > body.size()) return fail(Code::broken_invariant, "queue event: short body");
    batch.messages.push_back(
        {std::move(message.id), message.attempts, std::string(body.substr(0, size))});
    body.remove_prefix(size);
  }
  return batch;
}

wire::QueueOutcomeMessage verdict(ports::Log& log, const QueueBatch& batch,
                                  const QueueMessage& message, const Result<Done>& result) {
  using Verdict = wire::QueueOutcomeMessageVerdict;
  if (result) return {.verdict = Verdict::ack};
  const auto& error = result.error();
  const bool mendable = error.code == Code::unavailable || error.code == Code::stale;
  log.write(mendable ? ports::Log::Level::warning : ports::Log::Level::error, "message_failed",
            {{"queue", batch.queue}, {"messageId", message.id}, {"detail", error.detail}});
  if (!mendable) return {.verdict = Verdict::ack};
  constexpr std::int64_t longest = 60;
  const auto doublings = std::min<std::int64_t>(message.attempts, 6);
  return {.verdict = Verdict::retry, .delay_seconds = std::min(longest, INT64_C(1) << doublings)};
}

}  // namespace sitewright::routes
