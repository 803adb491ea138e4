// Queue batches: decode -> use-case -> a verdict per message. Each message is acked or retried on
// its own.
#pragma once

#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/effects.hpp"
#include "wire/generated/effects.hpp"

namespace sitewright::routes {

struct QueueMessage {
  std::string id;
  std::int64_t attempts;
  std::string body;
};

struct QueueBatch {
  std::string queue;
  std::vector<QueueMessage> messages;
};

/// Errors: broken_invariant when the sizes do not add up to the body.
[[nodiscard]] Result<QueueBatch> batch_from(wire::QueueEvent event, std::string_view body);

/// What becomes of a message after `result`. An error that a retry can mend waits longer each time
/// (2 s, 4 s, … 60 s); one that it cannot is logged and acked, since it would fail for ever.
[[nodiscard]] wire::QueueOutcomeMessage verdict(ports::Log& log, const QueueBatch& batch,
                                                const QueueMessage& message,
                                                const Result<Done>& result);

/// Runs `handle` on each message in order.
template <class Ports>
Task<wire::QueueOutcome> consume(Ports ports, ports::Log* log, QueueBatch batch,
                                 Task<Done> (*handle)(Ports, std::string, QueueMessage)) {
  wire::QueueOutcome outcome;
  for (const auto& message : batch.messages) {
    const auto result = co_await handle(ports, batch.queue, message);
    outcome.messages.push_back(verdict(*log, batch, message, result));
  }
  co_return outcome;
}

}  // namespace sitewright::routes
