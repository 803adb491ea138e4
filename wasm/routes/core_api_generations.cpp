#include <algorithm>
#include <utility>
#include <vector>

#include "routes/core_api.hpp"
#include "usecases/control_generation.hpp"
#include "usecases/snapshot.hpp"
#include "usecases/trace.hpp"
#include "usecases/usage_report.hpp"
#include "usecases/views.hpp"

namespace sitewright::routes {

namespace {

Task<Prepared> control(CoreApiPorts ports, Call call, project::Event event) {
  auto decision = co_await or_return(
      usecases::control_generation(ports.start(), call.params.at(0), std::move(event)));
  co_return Prepared{202, wire::encode(decision.answer), {}, std::move(decision.commit)};
}

}  // namespace

Task<Prepared> create_generation(CoreApiPorts ports, Call call) {
  auto request = co_await or_return(wire::decode<wire::CreateGenerationRequest>(call.request.body));
  auto decision = co_await or_return(usecases::change_project(
      ports.start(), std::move(request.project_id), {.prompt = request.prompt.value_or("")}));
  co_return Prepared{201, wire::encode(usecases::generation_view(decision.answer.generation)),
                     std::move(decision.location), std::move(decision.commit)};
}

Task<HttpReply> get_generation(CoreApiPorts ports, Call call) {
  const auto view = co_await or_return(ports.state.generation(call.params.at(0)));
  co_await or_return(ports.state.project(view.project.id));
  const auto calls = co_await or_return(ports.models.usage.generation_sum(view.generation.id));
  const auto generation = usecases::with_calls(view.generation, calls);
  co_return resource_reply(call, wire::encode(usecases::generation_view(generation)));
}

Task<HttpReply> get_trace(CoreApiPorts ports, Call call) {
  const auto rows = co_await or_return(ports.traces.trace(call.params.at(0)));
  co_await or_return(ports.state.project(rows.view.project.id));
  co_return json_reply(200, wire::encode(usecases::trace_view(usecases::trace_of(rows))))
      .with("cache-control", "no-cache");
}

Task<Prepared> cancel_generation(CoreApiPorts ports, Call call) {
  return control(ports, std::move(call), project::Cancel{});
}

Task<Prepared> pause_generation(CoreApiPorts ports, Call call) {
  return control(ports, std::move(call), project::Pause{});
}

Task<Prepared> resume_generation(CoreApiPorts ports, Call call) {
  return control(ports, std::move(call), project::Resume{});
}

Task<HttpReply> get_plan(CoreApiPorts ports, Call call) {
  const auto [plan, steps] = co_await or_return(ports.state.plan(call.params.at(0)));
  co_return resource_reply(call, wire::encode(usecases::plan_view(plan, steps)));
}

Task<HttpReply> get_step_context(CoreApiPorts ports, Call call) {
  const auto [plan, steps] = co_await or_return(ports.state.plan(call.params.at(0)));
  const std::string& step_id = call.params.at(1);
  if (std::ranges::find(steps, step_id, &ports::StepRecord::id) == steps.end()) {
    co_return fail(Code::not_found, "The plan has no step " + step_id + ".");
  }
  std::vector<std::string> keys;
  keys.push_back(usecases::context_key(plan.project_id, step_id));
  auto found = co_await or_return(ports.blobs.get_many(std::move(keys)));
  if (!found.at(0)) co_return fail(Code::not_found, "No model was asked for this step yet.");
  co_return json_reply(200, std::move(*found[0]));
}

}  // namespace sitewright::routes
