#include <utility>

#include "routes/workers.hpp"

namespace sitewright::routes {

namespace {

Task<Done> take(usecases::HealPorts ports, std::string, QueueMessage message) {
  if (auto repair = wire::decode<wire::RepairRequested>(message.body)) {
    co_return co_await or_return(
        usecases::heal_version(ports, std::move(*repair), message.attempts));
  }
  auto request = co_await or_return(wire::decode<wire::StepRequested>(message.body));
  co_return co_await or_return(
      usecases::write_step(ports.step, std::move(request), message.attempts));
}

}  // namespace

Task<wire::QueueOutcome> consume_ai_app_worker(usecases::HealPorts ports, QueueBatch batch) {
  return consume(ports, &ports.step.log, std::move(batch), take);
}

}  // namespace sitewright::routes
