// The other Workers' entries: each is decode -> use-case -> encode over its own few ports.
#pragma once

#include "ports/build_runner.hpp"
#include "ports/model.hpp"
#include "ports/sibling.hpp"
#include "ports/site_store.hpp"
#include "routes/http.hpp"
#include "routes/queue.hpp"
#include "usecases/addresses.hpp"
#include "usecases/build_version.hpp"
#include "usecases/heal_version.hpp"
#include "usecases/write_step.hpp"

namespace sitewright::routes {

// ai-app-worker
Task<wire::QueueOutcome> consume_ai_app_worker(usecases::HealPorts ports, QueueBatch batch);

// build-service; its HTTP tells siblings how the runner is and what its fixers would do.
Task<wire::QueueOutcome> consume_build_service(usecases::BuildPorts ports, QueueBatch batch);
Task<HttpReply> answer_build_service(usecases::BuildPorts ports, HttpRequest request);

// admin-web
struct AdminWebPorts {
  ports::Channel& channel;
  ports::Sibling& siblings;
  ports::Config& config;
  ports::Log& log;
  const usecases::Addresses& addresses;
};
Task<HttpReply> answer_admin_web(AdminWebPorts ports, HttpRequest request);
Task<wire::QueueOutcome> consume_admin_web(AdminWebPorts ports, QueueBatch batch);

// sites
struct SitesPorts {
  ports::SiteStore& sites;
  const usecases::Addresses& addresses;
};
Task<HttpReply> answer_sites(SitesPorts ports, HttpRequest request);

}  // namespace sitewright::routes
