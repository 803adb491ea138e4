#include "usecases/deliver.hpp"

#include <map>
#include <string>

namespace sitewright::usecases {

namespace {

using Level = ports::Log::Level;

/// Publishes the events of each project in their order; the ids of those that went.
Task<std::vector<std::int64_t>> publish(DeliverPorts ports, EventRows rows) {
  struct Batch {
    std::vector<std::int64_t> ids;
    std::vector<ports::ChannelEvent> events;
  };
  std::map<std::string, Batch> by_project;
  for (auto& [id, event] : rows) {
    Batch& batch = by_project[event.project_id];
    batch.ids.push_back(id);
    batch.events.push_back(std::move(event));
  }
  std::vector<std::int64_t> published;
  for (auto& [project_id, batch] : by_project) {
    const auto result = co_await ports.channel.publish(project_id, std::move(batch.events));
    if (result) {
      published.insert(published.end(), batch.ids.begin(), batch.ids.end());
    } else {
      ports.log.write(Level::warning, "publish_deferred",
                      {{"projectId", project_id}, {"detail", result.error().detail}});
    }
  }
  co_return published;
}

Task<std::vector<std::int64_t>> send(DeliverPorts ports, OutboxRows rows) {
  struct Batch {
    std::vector<std::int64_t> ids;
    std::vector<std::string> bodies;
  };
  std::map<std::pair<std::string, std::int64_t>, Batch> by_queue;
  for (auto& [id, message] : rows) {
    Batch& batch = by_queue[{message.queue, message.delay_seconds}];
    batch.ids.push_back(id);
    batch.bodies.push_back(std::move(message.body));
  }
  std::vector<std::int64_t> sent;
  for (auto& [to, batch] : by_queue) {
    const auto& [queue, delay_seconds] = to;
    const auto result =
        co_await ports.queues.send_later(queue, std::move(batch.bodies), delay_seconds);
    if (result) {
      sent.insert(sent.end(), batch.ids.begin(), batch.ids.end());
    } else {
      ports.log.write(Level::warning, "send_deferred",
                      {{"queue", queue}, {"detail", result.error().detail}});
    }
  }
  co_return sent;
}

}  // namespace

Task<Done> deliver(DeliverPorts ports, OutboxRows messages, EventRows events) {
  auto published = co_await or_return(publish(ports, std::move(events)));
  auto sent = co_await or_return(send(ports, std::move(messages)));
  const auto marked = co_await ports.state.mark_delivered(std::move(sent), std::move(published));
  if (!marked) {
    ports.log.write(Level::warning, "mark_deferred", {{"detail", marked.error().detail}});
  }
  co_return Done{};
}

Task<Committed> commit_and_deliver(DeliverPorts ports, ports::Commit commit) {
  const std::vector<ports::OutboxMessage> messages = commit.messages;
  auto receipt = co_await or_return(ports.state.commit(std::move(commit)));
  if (receipt.before) co_return Committed::before;
  OutboxRows rows;
  for (std::size_t i = 0; i < receipt.outbox_ids.size() && i < messages.size(); ++i) {
    rows.emplace_back(receipt.outbox_ids[i], messages[i]);
  }
  co_await or_return(deliver(ports, std::move(rows), std::move(receipt.events)));
  co_return Committed::now;
}

}  // namespace sitewright::usecases
