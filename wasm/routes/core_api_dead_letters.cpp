#include "routes/core_api.hpp"
#include "usecases/replay_dead_letter.hpp"

namespace sitewright::routes {

Task<HttpReply> list_dead_letters(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::PageQuery>(call.request.query));
  auto page = co_await or_return(ports.state.dead_letters(page_of(query)));
  wire::DeadLetterList list{.items = {}, .next_cursor = std::move(page.next_cursor)};
  for (const auto& letter : page.items) list.items.push_back(usecases::dead_letter_view(letter));
  co_return json_reply(200, wire::encode(list)).with("cache-control", "no-store");
}

Task<Prepared> replay_dead_letter(CoreApiPorts ports, Call call) {
  auto decision =
      co_await or_return(usecases::replay_dead_letter(ports.start(), call.params.at(0)));
  co_return Prepared{202, wire::encode(decision.answer), {}, std::move(decision.commit)};
}

}  // namespace sitewright::routes
