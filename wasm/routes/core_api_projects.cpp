#include "project/id.hpp"
#include "routes/core_api.hpp"
#include "usecases/control_generation.hpp"
#include "usecases/views.hpp"

namespace sitewright::routes {

namespace {

Prepared prepared(std::int64_t status, std::string body, std::string location,
                  ports::Commit commit) {
  return {status, std::move(body), std::move(location), std::move(commit)};
}

/// The revision that If-Match vouches for; none when the header is not there.
Task<std::optional<std::int64_t>> matched_revision(CoreApiPorts ports, Call call) {
  if (call.request.header("if-match").empty()) co_return std::nullopt;
  const auto project = co_await or_return(ports.state.project(call.params.at(0)));
  co_await or_return(
      check_if_match(call, wire::encode(usecases::project_view(project, ports.addresses))));
  co_return project.revision;
}

}  // namespace

Task<Prepared> create_project(CoreApiPorts ports, Call call) {
  auto request = co_await or_return(wire::decode<wire::CreateProjectRequest>(call.request.body));
  auto decision = co_await or_return(usecases::create_project(
      ports.start(), std::string(project::kLocalUser), std::move(request)));
  co_return prepared(201, wire::encode(decision.answer), std::move(decision.location),
                     std::move(decision.commit));
}

Task<HttpReply> list_projects(CoreApiPorts ports, Call call) {
  const auto query = co_await or_return(wire::decode_query<wire::PageQuery>(call.request.query));
  auto page =
      co_await or_return(ports.state.projects(std::string(project::kLocalUser), page_of(query)));
  wire::ProjectList list{.next_cursor = std::move(page.next_cursor)};
  for (const auto& project : page.items) {
    list.items.push_back(usecases::project_view(project, ports.addresses));
  }
  co_return json_reply(200, wire::encode(list)).with("cache-control", "no-cache");
}

Task<HttpReply> get_project(CoreApiPorts ports, Call call) {
  const auto project = co_await or_return(ports.state.project(call.params.at(0)));
  co_return resource_reply(call, wire::encode(usecases::project_view(project, ports.addresses)));
}

Task<Prepared> update_project(CoreApiPorts ports, Call call) {
  auto request = co_await or_return(wire::decode<wire::UpdateProjectRequest>(call.request.body));
  const auto revision = co_await or_return(matched_revision(ports, call));
  auto decision = co_await or_return(
      usecases::update_project(ports.start(), call.params.at(0), std::move(request), revision));
  co_return prepared(200, wire::encode(decision.answer), {}, std::move(decision.commit));
}

Task<Prepared> delete_project(CoreApiPorts ports, Call call) {
  const auto revision = co_await or_return(matched_revision(ports, call));
  auto decision =
      co_await or_return(usecases::delete_project(ports.start(), call.params.at(0), revision));
  co_return prepared(204, {}, {}, std::move(decision.commit));
}

Task<Prepared> create_message(CoreApiPorts ports, Call call) {
  auto request = co_await or_return(wire::decode<wire::CreateMessageRequest>(call.request.body));
  auto decision = co_await or_return(usecases::change_project(
      ports.start(), call.params.at(0),
      {.prompt = std::move(request.content),
       .images = std::move(request.images).value_or(std::vector<wire::NewImage>())}));
  const wire::MessageAccepted accepted{.message_id = decision.answer.message_id,
                                       .generation_id = decision.answer.generation.id};
  co_return prepared(202, wire::encode(accepted), std::move(decision.location),
                     std::move(decision.commit));
}

Task<HttpReply> get_thread(CoreApiPorts ports, Call call) {
  const auto project = co_await or_return(ports.state.project_of_thread(call.params.at(0)));
  const auto messages = co_await or_return(ports.state.messages(project.thread_id));
  wire::Thread thread{.id = project.thread_id,
                      .project_id = project.id,
                      .created_at = usecases::rfc3339(project.created_at)};
  for (const auto& message : messages) thread.messages.push_back(usecases::message_view(message));
  co_return resource_reply(call, wire::encode(thread));
}

}  // namespace sitewright::routes
