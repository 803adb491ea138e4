#include "models/builtin_model.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "builtin/model.hpp"

namespace sitewright::models {

namespace {

/// nullopt: nothing that rules can do anything with.
std::optional<builtin::PartKind> kind_of(ports::PartKind kind) {
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
    case ports::PartKind::view:
    case ports::PartKind::review:
    case ports::PartKind::error:
    case ports::PartKind::passage:
    case ports::PartKind::earlier_image:
    case ports::PartKind::image:
    case ports::PartKind::action:
      return std::nullopt;
  }
  std::unreachable();
}

}  // namespace

BuiltinModel::BuiltinModel() : BuiltinModel({builtin::plan, builtin::code, builtin::review}) {}

BuiltinModel BuiltinModel::architect() {
  return BuiltinModel({builtin::plan, nullptr, nullptr});
}

BuiltinModel BuiltinModel::coder_and_reviewer() {
  return BuiltinModel({nullptr, builtin::code, builtin::review});
}

Task<ports::ModelReply> BuiltinModel::ask(ports::ModelRequest request, ports::TextSink* sink) {
  // Rules write code from a plan; what went wrong with it tells them nothing.
  if (std::ranges::find(request.parts, ports::PartKind::error, &ports::Part::kind) !=
      request.parts.end()) {
    co_return fail(Code::invalid_input, "The built-in model cannot repair code.");
  }
  const bool blind = ports::shows_images(request);
  std::vector<builtin::Part> parts;
  parts.reserve(request.parts.size());
  for (auto& part : request.parts) {
    if (const auto kind = kind_of(part.kind)) {
      parts.push_back({*kind, std::move(part.name), std::move(part.text)});
    }
  }
  const auto role = std::to_underlying(request.role);
  const Answer answer = role < answers_.size() ? answers_[role] : nullptr;
  if (answer == nullptr) co_return fail(Code::invalid_input, "not a role of this model");
  ports::ModelReply reply{
      .text = co_await or_return(answer(parts)), .usage = {.model = name()}, .blind = blind};
  if (sink != nullptr) co_await or_return(sink->text(reply.text));
  co_return reply;
}

}  // namespace sitewright::models
