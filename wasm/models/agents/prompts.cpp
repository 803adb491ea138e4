#include "models/agents/prompts.hpp"

#include <algorithm>
#include <utility>

#include "templates/records.hpp"

namespace sitewright::models {

namespace {

enum Set : std::uint32_t { prompt = 0, schema = 1 };

constexpr std::array<std::string_view, 4> kRoles{"architect", "coder", "reviewer", "councillor"};
constexpr std::string_view kClosing = "<!-- closing -->\n";

std::unexpected<Error> missing(std::string_view what) {
  return fail(Code::invalid_input, "prompts.pack has no " + std::string(what) + ".");
}

Prompt prompt_from(const templates::Record& record) {
  const auto mark = record.text.find(kClosing);
  Prompt prompt{.name = std::string(record.name),
                .system = std::string(record.text.substr(0, mark)),
                .closing = {}};
  if (mark != std::string_view::npos) {
    prompt.closing = std::string(record.text.substr(mark + kClosing.size()));
  }
  return prompt;
}

}  // namespace

const Prompt& Prompts::of(ports::Role role) const {
  return roles[std::to_underlying(role)];
}

Result<Prompts> read_prompts(std::string_view pack) {
  const auto records = templates::read_records(pack);
  if (!records) return std::unexpected(records.error());
  Prompts prompts;
  for (const auto& record : *records) {
    if (record.set == Set::schema) {
      if (record.name == "plan_reply") prompts.plan_schema = record.text;
      if (record.name == "review_reply") prompts.review_schema = record.text;
      if (record.name == "vote_reply") prompts.vote_schema = record.text;
      continue;
    }
    const auto role = std::ranges::find(kRoles, record.name.substr(0, record.name.find('.')));
    if (role == kRoles.end()) continue;
    prompts.roles[static_cast<std::size_t>(role - kRoles.begin())] = prompt_from(record);
  }
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    if (prompts.roles[i].system.empty()) return missing(kRoles[i]);
  }
  if (prompts.plan_schema.empty()) return missing("plan_reply");
  if (prompts.review_schema.empty()) return missing("review_reply");
  if (prompts.vote_schema.empty()) return missing("vote_reply");
  return prompts;
}

Task<const Prompts*> PromptMemory::prompts(ports::Assets* assets) {
  if (!prompts_) {
    const auto pack = co_await or_return(assets->read("prompts.pack"));
    auto read = co_await or_return(read_prompts(pack));
    if (old_ways_ != nullptr) read.old_ways = old_ways_();
    // Another run of the isolate may have been faster.
    if (!prompts_) prompts_ = std::make_unique<const Prompts>(std::move(read));
  }
  co_return prompts_.get();
}

}  // namespace sitewright::models
