#include "usecases/model_parts.hpp"

#include <string>
#include <utility>

#include "wire/generated/http.hpp"

namespace sitewright::usecases {

namespace {

std::string settings_in_words(const std::string& settings) {
  const auto wishes = wire::decode<wire::ProjectSettings>(settings);
  if (!wishes) return {};
  std::string words;
  if (wishes->style) words += "\nStyle: " + *wishes->style;
  if (wishes->color_scheme) {
    words += "\nColour scheme: " + std::string(wire::to_string(*wishes->color_scheme));
  }
  if (wishes->language) words += "\nLanguage: " + *wishes->language;
  return words;
}

}  // namespace

std::vector<ports::Part> conversation_parts(const ports::GenerationView& view) {
  std::vector<ports::Part> parts;
  std::string request;
  for (const auto& message : view.messages) {
    if (message.role != "user" || message.content_type != "text") continue;
    if (view.generation.message_id && message.id == *view.generation.message_id) {
      request = message.content;
      break;
    }
    parts.push_back({ports::PartKind::history, {}, message.content});
  }
  // Settings are wishes for the site as a whole: they go with the message that made it.
  const std::string wishes = settings_in_words(view.project.settings);
  (parts.empty() ? request : parts.front().text) += wishes;
  parts.push_back({ports::PartKind::request, {}, std::move(request)});
  return parts;
}

ports::Attribution attribution(const ports::GenerationView& view, std::string step_id) {
  const auto settings = wire::decode<wire::ProjectSettings>(view.project.settings);
  return {.user_id = view.project.user_id,
          .project_id = view.project.id,
          .generation_id = view.generation.id,
          .step_id = std::move(step_id),
          .own_keys = view.project.own_keys,
          .builtin_allowed = !settings || settings->allow_builtin.value_or(true)};
}

std::vector<ports::Part> file_parts(const project::TextTree& tree) {
  std::vector<ports::Part> parts;
  parts.reserve(tree.size());
  for (const auto& [path, text] : tree) parts.push_back({ports::PartKind::file, path, text});
  return parts;
}

}  // namespace sitewright::usecases
