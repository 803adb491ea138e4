// sites: published and preview sites by host name.
#include "abi/entry.hpp"
#include "host/platform.hpp"
#include "host/site_files.hpp"
#include "routes/workers.hpp"

namespace sitewright::abi {

Task<Outcome> begin_run(RunContext context, wire::HttpEvent event, std::string body) {
  host::HostIds ids;
  host::HostConfig config;
  host::SiteFiles files(context.effects);
  const usecases::Addresses addresses(config.get("BASE_HOST").value_or("localhost:8787"));
  auto request = routes::request_from(std::move(event), std::move(body), ids.make("req"));
  co_return ended_with(
      co_await or_return(routes::answer_sites({files, addresses}, std::move(request))));
}

Task<Outcome> begin_run(RunContext, routes::QueueBatch) {
  co_return nothing_to_do("queue");
}
Task<Outcome> begin_run(RunContext, wire::ScheduledEvent) {
  co_return nothing_to_do("scheduled");
}

}  // namespace sitewright::abi
