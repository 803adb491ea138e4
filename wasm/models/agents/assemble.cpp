#include "models/agents/assemble.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/agents/fence.hpp"
#include "wire/generated/model.hpp"

namespace sitewright::models {

namespace {

using ports::Part;
using ports::PartKind;
using ports::Role;

using Kinds = std::vector<PartKind>;

/// Kinds that are sent together, in this order.
struct Group {
  Kinds kinds;
  std::optional<bool> planned = std::nullopt;  ///< only parts that a step of the plan names, or not
};

/// A cache mark stands after each group but the last.
std::vector<Group> groups_of(Role role) {
  switch (role) {
    case Role::architect:
      return {{{PartKind::file, PartKind::view}},
              {{PartKind::history, PartKind::earlier_image, PartKind::request, PartKind::image}},
              {{PartKind::review}}};
    case Role::coder:
      return {{{PartKind::history, PartKind::earlier_image, PartKind::request, PartKind::image,
                PartKind::plan}},
              {{PartKind::file, PartKind::view}, false},
              {{PartKind::file, PartKind::view}, true},
              {{PartKind::passage, PartKind::step, PartKind::action, PartKind::error,
                PartKind::review}}};
    case Role::reviewer:
      return {{{PartKind::history, PartKind::request, PartKind::plan, PartKind::step}},
              {{PartKind::passage, PartKind::file, PartKind::view}}};
    case Role::councillor:
      return {{{PartKind::history, PartKind::request, PartKind::plan}}, {{PartKind::action}}};
  }
  std::unreachable();
}

/// What a role cannot do without: one of these. A coder writes a step or mends a build.
Kinds needed_by(Role role) {
  switch (role) {
    case Role::architect:
      return {PartKind::request};
    case Role::coder:
      return {PartKind::step, PartKind::error};
    case Role::reviewer:
      return {PartKind::step};
    case Role::councillor:
      return {PartKind::action};
  }
  std::unreachable();
}

/// What an architect is shown word for word: pages, words and the look. Of the rest it needs to
/// know only that it is there.
bool shown_to_architect(std::string_view path) {
  return path.starts_with("src/content/") || path.starts_with("src/pages/") ||
         path == "src/style/accent.css" || path == "package.json";
}

std::string file_text(Role role, const Part& part) {
  if (role == Role::architect && !shown_to_architect(part.name)) {
    return fenced("file", "path", part.name,
                  "(not shown, " + std::to_string(part.text.size()) + " bytes)");
  }
  return fenced("file", "path", part.name,
                role == Role::reviewer ? numbered(part.text) : part.text);
}

std::string text_of(Role role, const Part& part) {
  switch (part.kind) {
    case PartKind::request:
      return fenced("request", {}, {}, part.text);
    case PartKind::history:
      return fenced("earlier", {}, {}, part.text);
    case PartKind::plan:
      return fenced("plan", {}, {}, part.text);
    case PartKind::step:
      return fenced("step", "index", part.name, part.text);
    case PartKind::file:
      return file_text(role, part);
    case PartKind::view:
      return fenced("view", "path", part.name, part.text);
    case PartKind::review:
      return fenced("review", {}, {}, part.text);
    case PartKind::error:
      return fenced("error", "at", part.name, part.text);
    case PartKind::passage:
      return fenced("passage", "of", part.name, part.text);
    case PartKind::action:
      return fenced("action", "kind", part.name, part.text);
    case PartKind::earlier_image:
    case PartKind::image:
      return {};
  }
  std::unreachable();
}

/// Files that steps of the plan name: they change from step to step.
std::vector<std::string> planned_files(std::span<const Part> parts) {
  std::vector<std::string> paths;
  const auto plan = std::ranges::find(parts, PartKind::plan, &Part::kind);
  if (plan == parts.end()) return paths;
  const auto reply = wire::decode<wire::PlanReply>(plan->text);
  if (!reply) return paths;
  for (const auto& step : reply->steps) {
    paths.insert(paths.end(), step.files.begin(), step.files.end());
  }
  return paths;
}

/// Texts that follow each other are one; the last of a group has a cache mark, unless the group is
/// the last. No wire format marks pictures: those behind it are read anew.
void append_group(std::vector<ChatContent>& content, Role role, const Group& group,
                  std::span<const Part> parts, std::span<const std::string> planned, bool cache) {
  std::string text;
  const auto flush = [&] {
    if (!text.empty()) content.emplace_back(ChatText{.text = std::exchange(text, {})});
  };
  const std::size_t before = content.size();
  for (const auto kind : group.kinds) {
    for (const auto& part : parts) {
      if (part.kind != kind) continue;
      if (group.planned && *group.planned != std::ranges::contains(planned, part.name)) continue;
      if (kind == PartKind::image || kind == PartKind::earlier_image) {
        flush();
        content.emplace_back(ChatImage{.media_type = part.name, .base64 = part.text});
      } else {
        text += text_of(role, part);
      }
    }
  }
  flush();
  for (auto at = content.size(); cache && at > before; --at) {
    auto* last = std::get_if<ChatText>(&content[at - 1]);
    if (last == nullptr) continue;
    last->cache = true;
    return;
  }
}

std::vector<ChatText> system_of(Role role, const Prompts& prompts) {
  std::string text = prompts.of(role).system;
  if ((role == Role::coder || role == Role::reviewer) && !prompts.old_ways.empty()) {
    text += "\n## Never to be written any more, and what instead\n\n" + prompts.old_ways;
  }
  return {{.text = std::move(text), .cache = true}};
}

std::optional<OutputSchema> schema_of(Role role, const Prompts& prompts) {
  switch (role) {
    case Role::architect:
      return OutputSchema{"plan_reply", prompts.plan_schema};
    case Role::coder:
      return std::nullopt;
    case Role::reviewer:
      return OutputSchema{"review_reply", prompts.review_schema};
    case Role::councillor:
      return OutputSchema{"vote_reply", prompts.vote_schema};
  }
  std::unreachable();
}

}  // namespace

Result<ChatRequest> assemble(const ports::ModelRequest& request, const Prompts& prompts) {
  const Role role = request.role;
  const auto needed = needed_by(role);
  if (std::ranges::find_first_of(request.parts, needed, {}, &Part::kind) == request.parts.end()) {
    return fail(Code::invalid_input, "The request lacks what its role needs.");
  }
  const auto limits = limits_of(role);
  ChatRequest chat{.system = system_of(role, prompts),
                   .messages = {},
                   .schema = schema_of(role, prompts),
                   .max_output_tokens = limits.output_tokens,
                   .temperature = limits.temperature};
  ChatMessage message{.author = Author::user, .content = {}};
  const auto groups = groups_of(role);
  const auto planned = planned_files(request.parts);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    append_group(message.content, role, groups[i], request.parts, planned, i + 1 < groups.size());
  }
  message.content.emplace_back(ChatText{.text = prompts.of(role).closing});
  chat.messages.push_back(std::move(message));
  return chat;
}

}  // namespace sitewright::models
