#include <utility>

#include "routes/workers.hpp"

namespace sitewright::routes {

namespace {

Task<Done> take(usecases::WriteStepPorts ports, std::string, QueueMessage message) {
  auto request = co_await or_return(wire::decode<wire::StepRequested>(message.body));
  co_return co_await or_return(usecases::write_step(ports, std::move(request)));
}

}  // namespace

Task<wire::QueueOutcome> consume_ai_app_worker(usecases::WriteStepPorts ports, QueueBatch batch) {
  return consume(ports, &ports.log, std::move(batch), take);
}

}  // namespace sitewright::routes
