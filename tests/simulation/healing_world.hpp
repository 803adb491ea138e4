// Sites with a flaw, a judge that finds it, and models that repair it or do not.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "models/builtin_model.hpp"
#include "wire/generated/events.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

namespace sitewright::simulation {

inline constexpr const char* kFlawed =
    "@@write src/flaw.tsx\n"
    "export function Offer() {\n"
    "  return <Card tone={gold} label=\"Anna keeps the spare keys\" />;\n"
    "}\n"
    "@@end\n";
inline constexpr const char* kMend =
    "The card has no tone.\n"
    "@@edit src/flaw.tsx\n"
    "@@find\n"
    "  return <Card tone={gold} label=\"Anna keeps the spare keys\" />;\n"
    "@@replace\n"
    "  return <Card key={gold} label=\"Anna keeps the spare keys\" />;\n"
    "@@end\n";
inline constexpr const char* kWorse =
    "I make it worse.\n"
    "@@edit src/flaw.tsx\n"
    "@@find\n"
    "export function Offer() {\n"
    "@@replace\n"
    "export const extra = <Card shape={round} />;\n"
    "export function Offer() {\n"
    "@@end\n";

/// The built-in model, but that its first step leaves a flaw and that builds are repaired with
/// answers from a list, its last entry for ever. "!budget" and "!cannot" are no answers.
class Mender final : public ports::Model {
 public:
  Mender(std::string flaw, std::vector<std::string> mends)
      : flaw_(std::move(flaw)), mends_(std::move(mends)) {}

  Task<ports::ModelReply> ask(ports::ModelRequest request, ports::TextSink* sink) override {
    const auto has = [&](ports::PartKind kind) {
      return std::ranges::find(request.parts, kind, &ports::Part::kind) != request.parts.end();
    };
    if (has(ports::PartKind::error)) {
      const auto answer = mends_[std::min(asked.size(), mends_.size() - 1)];
      asked.push_back(std::move(request));
      if (before_mending) before_mending();
      if (answer == "!budget") co_return fail(Code::conflict, "The budget is used up.");
      if (answer == "!cannot") co_return fail(Code::invalid_input, "I do not know.");
      co_return ports::ModelReply{
          .text = answer,
          .usage = {.model = "mender", .input_tokens = 7, .output_tokens = 3, .cost_micros = 1}};
    }
    const auto step = std::ranges::find(request.parts, ports::PartKind::step, &ports::Part::kind);
    const bool first =
        request.role == ports::Role::coder && step != request.parts.end() && step->name == "0";
    auto reply = co_await or_return(builtin_.ask(std::move(request), sink));
    if (first) reply.text += "\n" + flaw_;
    co_return reply;
  }
  ports::Window window(const ports::Attribution&, ports::TaskClass task) override {
    windows.push_back(task);
    return {.tokens = 1'000'000};
  }
  std::string name() override { return "mender"; }

  std::vector<ports::ModelRequest> asked;
  std::vector<ports::TaskClass> windows;  ///< what they were asked for
  std::function<void()> before_mending;

 private:
  std::string flaw_;
  std::vector<std::string> mends_;
  models::BuiltinModel builtin_;
};

/// Knows one attribute, "key": any other first attribute of a component in src/flaw.tsx is an
/// error, which no rule knows.
inline std::vector<wire::FrameError> find_flaws(const project::TextTree& tree) {
  std::vector<wire::FrameError> errors;
  const auto file = tree.find("src/flaw.tsx");
  if (file == tree.end()) return errors;
  const std::string& text = file->second;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const auto name_end = text.find(' ', at);
    const auto attribute_end = text.find('=', at);
    const auto name = text.substr(at + 1, name_end - at - 1);
    const auto attribute = text.substr(name_end + 1, attribute_end - name_end - 1);
    if (attribute == "key") continue;
    errors.push_back({.category = wire::ErrorCategory::type,
                      .code = "TS9001",
                      .file = "src/flaw.tsx",
                      .line = 1 + std::count(text.begin(), text.begin() + std::ptrdiff_t(at), '\n'),
                      .column = 3,
                      .message = "Property '" + attribute + "' does not exist on '" + name + "'."});
  }
  return errors;
}

inline constexpr const char* kMisspelt =
    "@@write src/flaw.tsx\nconst price = 1;\nexport const total = pric + 1;\n@@end\n";

/// What a rule repairs.
inline std::vector<wire::FrameError> find_misspelt(const project::TextTree& tree) {
  std::vector<wire::FrameError> errors;
  const auto file = tree.find("src/flaw.tsx");
  if (file != tree.end() && file->second.contains("pric +")) {
    errors.push_back({.category = wire::ErrorCategory::type,
                      .code = "TS2552",
                      .file = "src/flaw.tsx",
                      .line = 2,
                      .column = 22,
                      .message = "Cannot find name 'pric'. Did you mean 'price'?"});
  }
  return errors;
}

inline World::Judge always(wire::ErrorCategory category) {
  return [category](const project::TextTree&) {
    return std::vector<wire::FrameError>{{.category = category,
                                          .code = "X1",
                                          .file = "src/flaw.tsx",
                                          .line = 2,
                                          .column = 1,
                                          .message = "It always fails."}};
  };
}

inline wire::Project make_site(World& world, ports::Model& model) {
  world.answers_with(model);
  const auto reply =
      world.request("POST", "/api/v1/projects", R"({"prompt":"A bakery in Porto with a menu"})");
  REQUIRE(reply.status == 201);
  return wire::decode<wire::Project>(reply.body).value();
}

inline wire::Generation generation_of(World& world, const std::string& project_id) {
  const auto project =
      wire::decode<wire::Project>(world.request("GET", "/api/v1/projects/" + project_id, "").body)
          .value();
  return wire::decode<wire::Generation>(
             world.request("GET", "/api/v1/generations/" + *project.current_generation_id, "").body)
      .value();
}

/// The attempts of all generations of a project, oldest first.
inline std::vector<wire::Build> builds_of(World& world, const std::string& project_id) {
  auto list =
      wire::decode<wire::BuildList>(
          world.request("GET", "/api/v1/projects/" + project_id + "/builds", "", "limit=100").body)
          .value()
          .items;
  std::ranges::sort(list, {}, &wire::Build::attempt);
  return list;
}

inline std::string newest_file(World& world, const std::string& project_id,
                               const std::string& path) {
  return world.request("GET", "/api/v1/projects/" + project_id + "/versions/1/files/" + path, "")
      .body;
}

inline std::vector<std::string> states_of(World& world, const std::string& project_id) {
  std::vector<std::string> states;
  for (const auto& event : world.events(project_id)) {
    if (event.type != "generation.state") continue;
    states.emplace_back(
        wire::to_string(wire::decode<wire::GenerationStateEvent>(event.data).value().state));
  }
  return states;
}

}  // namespace sitewright::simulation
