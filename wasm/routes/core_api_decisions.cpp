#include "routes/core_api.hpp"
#include "usecases/decide.hpp"

namespace sitewright::routes {

Task<HttpReply> list_decisions(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::PageQuery>(call.request.query));
  const auto project = co_await or_return(ports.state.project(call.params.at(0)));
  auto page = co_await or_return(ports.state.decisions(project.id, page_of(query)));
  wire::DecisionList list{.items = {}, .next_cursor = std::move(page.next_cursor)};
  for (const auto& decision : page.items) {
    list.items.push_back(usecases::decision_view(decision, ports.clock.now()));
  }
  co_return json_reply(200, wire::encode(list)).with("cache-control", "no-cache");
}

Task<Prepared> answer_decision(CoreApiPorts ports, Call call) {
  auto request = co_await or_return(wire::decode<wire::AnswerDecisionRequest>(call.request.body));
  auto decision = co_await or_return(
      usecases::answer_decision(ports.start(), call.params.at(0), std::move(request)));
  co_return Prepared{200, wire::encode(decision.answer), {}, std::move(decision.commit)};
}

}  // namespace sitewright::routes
