// Sites whose plans ask for a package, over providers that vote on it.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "scripted_provider.hpp"
#include "wire/generated/http.hpp"
#include "world.hpp"

namespace sitewright::simulation {

inline constexpr const char* kYes = R"({"approve":true,"reasons":["It is needed."],"concerns":[]})";
inline constexpr const char* kNo = R"({"approve":false,"reasons":["Intl does it."],"concerns":[]})";

/// Plans ask for a package; who is asked to vote answers as `vote` says.
inline ScriptedProvider::Answer council(ScriptedProvider::Answer vote) {
  return [vote = std::move(vote)](const AskedProvider& asked) -> models::ChatOutcome {
    if (asked.request.schema && asked.request.schema->name == "vote_reply") return vote(asked);
    auto outcome = right_answer(asked);
    if (asked.plans()) {
      std::get<models::ChatReply>(outcome).text =
          R"({"siteName":"Padaria","title":"Menu","summary":"A bakery.","dependencies":[)"
          R"({"package":"date-fns","version":"4.1.0","reason":"Open days."}],"steps":[)"
          R"({"title":"Hours","subtitle":"","description":"Write the hours.","files":[]}]})";
    }
    return outcome;
  };
}

/// Each provider votes as the table says.
inline ScriptedProvider::Answer voting(std::map<std::string, std::string> votes) {
  return council([votes = std::move(votes)](const AskedProvider& asked) -> models::ChatOutcome {
    return models::ChatReply{.text = votes.at(asked.candidate.provider)};
  });
}

struct Made {
  wire::Project project = {};
  wire::DecisionList decisions = {};
  std::string manifest = {};  ///< package.json of version 1
};

inline Made made(World& world, ScriptedProvider& provider, std::string settings = "{}") {
  world.provides(provider, routing_of({"anthropic", "openai", "gemini"}));
  const auto reply = world.request("POST", "/api/v1/projects",
                                   R"({"prompt":"A bakery","settings":)" + settings + "}");
  Made made{.project = wire::decode<wire::Project>(reply.body).value()};
  REQUIRE(world.settle());
  const std::string base = "/api/v1/projects/" + made.project.id;
  made.decisions =
      wire::decode<wire::DecisionList>(world.request("GET", base + "/decisions", "").body).value();
  made.manifest = world.request("GET", base + "/versions/1/files/package.json", "").body;
  return made;
}

inline bool coder_was_told(const ScriptedProvider& provider, std::string_view words) {
  return std::ranges::any_of(provider.asked, [&](const auto& asked) {
    if (asked.request.schema) return false;
    return std::ranges::any_of(asked.request.messages[0].content, [&](const auto& content) {
      const auto* text = std::get_if<models::ChatText>(&content);
      return text != nullptr && text->text.contains(words);
    });
  });
}

}  // namespace sitewright::simulation
