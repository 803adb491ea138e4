#include "usecases/reconcile.hpp"

#include <utility>

#include "project/generation.hpp"
#include "usecases/version_tree.hpp"

namespace sitewright::usecases {

namespace {

/// Younger rows are on their way already.
constexpr ports::Millis kDeliveryGrace = 5'000;
/// How long keys are remembered against duplicates: longer than a queue keeps a message (4 days).
constexpr ports::Millis kDay = INT64_C(24) * 60 * 60 * 1000;
constexpr ports::Millis kMemory = 7 * kDay;
/// A fix that nobody needed for so long is for packages that have moved on.
constexpr ports::Millis kFixMemory = 90 * kDay;

Task<Done> wake(ReconcilePorts ports, std::string generation_id, bool lost_messages) {
  auto view = co_await or_return(ports.deliver.state.generation(std::move(generation_id)));
  const auto event =
      lost_messages ? project::Event(project::Reawoken{}) : project::Event(project::Stalled{});
  const auto transition = co_await or_return(project::advance(view.generation.progress, event));
  TransitionWriter writer(
      ports.context, view,
      "wake/" + view.generation.id + "/" + std::to_string(view.generation.revision));
  if (ends_unbuilt(transition.next.state)) {
    co_await or_return(keep_best(&ports.blobs, &writer, &view));
  }
  writer.apply(transition);
  co_await or_return(commit_and_deliver(ports.deliver, writer.take()));
  co_return Done{};
}

Task<Done> deliver_leftovers(ReconcilePorts ports, ports::Millis before) {
  auto messages = co_await or_return(ports.deliver.state.unsent(before));
  auto events = co_await or_return(ports.deliver.state.unpublished(before));
  if (messages.empty() && events.empty()) co_return Done{};
  co_return co_await or_return(deliver(ports.deliver, std::move(messages), std::move(events)));
}

}  // namespace

Task<Done> reconcile(ReconcilePorts ports, std::string boot_id) {
  const auto now = ports.context.clock.now();
  const bool lost_messages =
      !boot_id.empty() && co_await or_return(ports.deliver.state.begin_boot(std::move(boot_id)));
  co_await or_return(deliver_leftovers(ports, lost_messages ? now + 1 : now - kDeliveryGrace));
  const auto stalled =
      co_await or_return(ports.deliver.state.stalled_generations(now, lost_messages));
  for (const auto& id : stalled) {
    const auto woken = co_await wake(ports, id, lost_messages);
    ports.deliver.log.write(
        woken ? ports::Log::Level::info : ports::Log::Level::warning, "generation_woken",
        {{"generationId", id}, {"detail", woken ? std::string() : woken.error().detail}});
  }
  co_await or_return(ports.ledger.write_off(now));
  co_return co_await or_return(ports.deliver.state.prune(now - kMemory, now - kFixMemory));
}

}  // namespace sitewright::usecases
