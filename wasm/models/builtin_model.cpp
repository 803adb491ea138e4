#include "models/builtin_model.hpp"

#include <utility>
#include <vector>

#include "builtin/model.hpp"

namespace sitewright::models {

namespace {

builtin::Role role_of(ports::Role role) {
  switch (role) {
    case ports::Role::architect:
      return builtin::Role::architect;
    case ports::Role::coder:
      return builtin::Role::coder;
    case ports::Role::reviewer:
      return builtin::Role::reviewer;
  }
  std::unreachable();
}

builtin::PartKind kind_of(ports::PartKind kind) {
  switch (kind) {
    case ports::PartKind::request:
      return builtin::PartKind::request;
    case ports::PartKind::history:
      return builtin::PartKind::history;
    case ports::PartKind::plan:
      return builtin::PartKind::plan;
    case ports::PartKind::step:
      return builtin::PartKind::step;
    case ports::PartKind::file:
      return builtin::PartKind::file;
  }
  std::unreachable();
}

}  // namespace

Task<ports::ModelReply> BuiltinModel::ask(ports::ModelRequest request, ports::TextSink* sink) {
  std::vector<builtin::Part> parts;
  parts.reserve(request.parts.size());
  for (auto& part : request.parts) {
    parts.push_back({kind_of(part.kind), std::move(part.name), std::move(part.text)});
  }
  ports::ModelReply reply{.text = co_await or_return(builtin::answer(role_of(request.role), parts)),
                          .usage = {.model = name()}};
  if (sink != nullptr) co_await or_return(sink->text(reply.text));
  co_return reply;
}

}  // namespace sitewright::models
