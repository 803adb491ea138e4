#include "usecases/decide.hpp"

#include <algorithm>
#include <utility>

#include "usecases/views.hpp"
#include "wire/writer.hpp"

namespace sitewright::usecases {

namespace {

ports::DecisionRecord record_of(ports::IdSource& ids, ports::Millis now, const Proposal& proposal) {
  return {.id = ids.make("dcn"),
          .project_id = proposal.project_id,
          .generation_id = proposal.generation_id,
          .action = std::string(project::to_string(proposal.deed)),
          .risk = std::string(project::to_string(proposal.risk)),
          .asked_by = std::string(project::to_string(proposal.asker)),
          .subject = proposal.subject,
          .packages = proposal.packages,
          .created_at = now};
}

std::string votes_json(const std::vector<wire::DecisionVote>& votes) {
  wire::Writer to;
  wire::write_array(to, votes, [](wire::Writer& out, const auto& vote) { write(out, vote); });
  return to.take();
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool expired(const ports::DecisionRecord& decision, ports::Millis now) {
  return decision.state == "pending" && decision.expires_at && *decision.expires_at <= now;
}

std::optional<std::string> time_of(const std::optional<ports::Millis>& time) {
  return time ? std::optional(rfc3339(*time)) : std::nullopt;
}

}  // namespace

ports::DecisionRecord noted(ports::IdSource& ids, ports::Millis now, const Proposal& proposal) {
  auto record = record_of(ids, now, proposal);
  record.state = "approved";
  record.reason = proposal.asker == project::Asker::person ? "A person asked for it directly."
                                                           : "It can be taken back with one click.";
  return record;
}

std::optional<ports::DecisionRecord> noted_publication(ports::IdSource& ids, ports::Millis now,
                                                       const ports::ProjectRecord& project,
                                                       const ports::DeploymentRecord& deployment,
                                                       project::Asker asker) {
  const auto deed = project.active_deployment_id ? project::Deed::publish_over_live
                                                 : project::Deed::publish_first;
  const auto risk = project::risk_of(deed);
  if (project::consent_for(risk, asker) == project::Consent::none) return std::nullopt;
  return noted(ids, now,
               {.deed = deed,
                .asker = asker,
                .risk = risk,
                .project_id = project.id,
                .generation_id = deployment.generation_id,
                .subject = "Put version " + std::to_string(deployment.version_number) +
                           " in the place of what is live."});
}

ports::DecisionRecord decided(ports::IdSource& ids, ports::Millis now, const Proposal& proposal,
                              const Verdict& verdict) {
  auto record = record_of(ids, now, proposal);
  record.reason = verdict.reason;
  record.votes = votes_json(verdict.votes);
  const bool waits =
      project::consent_for(proposal.risk, proposal.asker) == project::Consent::votes_and_person;
  record.state = verdict.approved ? (waits ? "pending" : "approved") : "refused";
  if (record.state == "pending") record.expires_at = now + project::kAnswerLimit;
  return record;
}

wire::Decision decision_view(const ports::DecisionRecord& decision, ports::Millis now) {
  auto votes = wire::decode<wire::DecisionVotes>(R"({"items":)" + decision.votes + "}");
  return {
      .id = decision.id,
      .project_id = decision.project_id,
      .generation_id = decision.generation_id,
      .action =
          wire::from_string<wire::DecisionAction>(decision.action).value_or(wire::DecisionAction{}),
      .risk = wire::from_string<wire::DecisionRisk>(decision.risk).value_or(wire::DecisionRisk{}),
      .asked_by = wire::from_string<wire::DecisionAskedBy>(decision.asked_by)
                      .value_or(wire::DecisionAskedBy{}),
      .subject = decision.subject,
      .packages = lines_of(decision.packages),
      .state = expired(decision, now) ? wire::DecisionState::expired
                                      : wire::from_string<wire::DecisionState>(decision.state)
                                            .value_or(wire::DecisionState::refused),
      .reason = decision.reason,
      .votes = votes ? std::move(votes->items) : std::vector<wire::DecisionVote>(),
      .note = decision.note,
      .created_at = rfc3339(decision.created_at),
      .expires_at = time_of(decision.expires_at),
      .answered_at = time_of(decision.answered_at)};
}

Task<Decision<wire::Decision>> answer_decision(StartPorts ports, std::string id,
                                               wire::AnswerDecisionRequest request) {
  auto decision = co_await or_return(ports.state.decision(std::move(id)));
  co_await or_return(ports.state.project(decision.project_id));
  const auto now = ports.clock.now();
  if (decision.state != "pending" || expired(decision, now)) {
    co_return fail(Code::conflict, "This decision does not wait for an answer.");
  }
  decision.state = request.approved ? "approved" : "refused";
  decision.note = std::move(request.note);
  decision.answered_at = now;
  Decision<wire::Decision> answer{
      .answer = decision_view(decision, now),
      .commit = {.key = "command/" + ports.ids.make("cmd"), .project_id = decision.project_id}};
  answer.commit.guarded = ports::AnswerDecision{std::move(decision)};
  co_return answer;
}

}  // namespace sitewright::usecases
