#include "host/d1_generation_reader.hpp"

#include <utility>

#include "host/d1_rows.hpp"

namespace sitewright::host {

Task<ports::GenerationView> D1GenerationReader::generation(std::string id) {
  const std::vector<Scalar> self{scalar(id)};
  constexpr std::string_view of = "(SELECT project_id FROM generations WHERE id = ?1)";
  std::vector<Statement> reads;
  reads.push_back(
      {joined({"SELECT ", kGenerationColumns, " FROM generations WHERE id = ?1"}), self});
  reads.push_back(project_where(joined({"p.id = ", of}), self));
  reads.push_back({joined({"SELECT ", kPlanColumns,
                           " FROM plans WHERE id = (SELECT plan_id FROM generations WHERE id = "
                           "?1)"}),
                   self});
  reads.push_back({joined({"SELECT ", kStepColumns,
                           " FROM plan_steps WHERE plan_id = (SELECT plan_id FROM generations"
                           " WHERE id = ?1) ORDER BY position"}),
                   self});
  reads.push_back({joined({"SELECT ", kMessageColumns,
                           " FROM messages WHERE thread_id = (SELECT thread_id FROM projects WHERE"
                           " id = ",
                           of, ") AND status = 'active' ORDER BY id"}),
                   self});
  for (const std::string_view number : {"base_version", "version_number"}) {
    reads.push_back(
        {joined({"SELECT ", kVersionColumns, kVersionTables, " WHERE v.project_id = ", of,
                 " AND v.number = (SELECT ", number, " FROM generations WHERE id = ?1)"}),
         self});
  }
  reads.push_back({joined({"SELECT ", kBuildColumns,
                           " FROM builds WHERE id = (SELECT build_id FROM generations WHERE id = "
                           "?1)"}),
                   self});
  reads.push_back({joined({"SELECT ", kDeploymentColumns,
                           " FROM deployments WHERE id = (SELECT deployment_id FROM generations"
                           " WHERE id = ?1)"}),
                   self});
  reads.push_back(
      {joined({"SELECT ", kBuildColumns, " FROM builds WHERE generation_id = ?1 ORDER BY attempt"}),
       self});
  reads.push_back({joined({"SELECT ", kDecisionColumns, " FROM decisions WHERE project_id = ", of,
                           " AND packages <> '' AND (state = 'approved' OR generation_id = ?1)"
                           " ORDER BY id"}),
                   self});
  const auto results = co_await or_return(d1_.batch(std::move(reads)));
  if (results.size() != 11) co_return fail(Code::broken_invariant, "generation: 11 results");
  if (results[0].empty() || results[1].empty()) {
    co_return fail(Code::not_found, "There is no generation " + id + ".");
  }
  ports::GenerationView view{
      .generation = co_await or_return(generation_from(results[0][0])),
      .project = project_from(results[1][0]),
  };
  if (!results[2].empty()) view.plan = plan_from(results[2][0]);
  for (const auto& row : results[3]) view.steps.push_back(step_from(row));
  for (const auto& row : results[4]) view.messages.push_back(message_from(row));
  if (!results[5].empty()) view.base = version_from(results[5][0]);
  if (!results[6].empty()) view.version = version_from(results[6][0]);
  if (!results[7].empty()) view.build = build_from(results[7][0]);
  if (!results[8].empty()) view.deployment = deployment_from(results[8][0]);
  for (const auto& row : results[9]) view.attempts.push_back(build_from(row));
  for (const auto& row : results[10]) view.decisions.push_back(decision_from(row));
  co_return view;
}

}  // namespace sitewright::host
