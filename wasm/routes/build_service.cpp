#include <utility>

#include "routes/workers.hpp"
#include "usecases/repair_by_fixer.hpp"

namespace sitewright::routes {

namespace {

Task<Done> take(usecases::BuildPorts ports, std::string, QueueMessage message) {
  auto request = co_await or_return(wire::decode<wire::BuildRequested>(message.body));
  co_return co_await or_return(usecases::build_version(ports, std::move(request)));
}

Task<HttpReply> fixes(usecases::BuildPorts ports, HttpRequest request) {
  if (request.body_truncated) co_return fail(Code::too_large, "The question is over 1 MiB.");
  auto asked = co_await or_return(wire::decode<wire::FixerRequest>(request.body));
  const auto reply = co_await or_return(usecases::ask_fixers({ports.blobs}, std::move(asked)));
  co_return json_reply(200, wire::encode(reply));
}

}  // namespace

Task<wire::QueueOutcome> consume_build_service(usecases::BuildPorts ports, QueueBatch batch) {
  return consume(ports, &ports.log, std::move(batch), take);
}

Task<HttpReply> answer_build_service(usecases::BuildPorts ports, HttpRequest request) {
  if (request.path == "/fixes") {
    co_return request.method == "POST" ? co_await or_return(fixes(ports, std::move(request)))
                                       : method_not_allowed(request, "POST");
  }
  if (request.path != "/healthz") {
    co_return problem(request, {Code::not_found, "There is no " + request.path + " here."});
  }
  const auto health = co_await or_return(ports.runner.health());
  HttpReply reply{.status = health.reachable ? 200 : 503, .body = health.detail};
  co_return std::move(reply).with("content-type", "text/plain; charset=utf-8");
}

}  // namespace sitewright::routes
