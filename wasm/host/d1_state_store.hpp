// ports::StateStore over D1: reads in d1_state_reads.cpp, commits in d1_state_commit.cpp, letters
// that queues gave up in d1_dead_letters.cpp, minutes in d1_decisions.cpp.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "host/d1.hpp"
#include "host/d1_generation_reader.hpp"
#include "ports/effects.hpp"
#include "ports/state_store.hpp"

namespace sitewright::host {

class D1StateStore final : public ports::StateStore {
 public:
  D1StateStore(Effects& effects, ports::Clock& clock)
      : d1_(effects), generations_(effects), clock_(clock) {}

  Task<ports::ProjectRecord> project(std::string id) override;
  Task<ports::Page<ports::ProjectRecord>> projects(std::string user_id,
                                                   ports::PageQuery page) override;
  Task<bool> slug_taken(std::string slug) override;
  Task<ports::GenerationView> generation(std::string id) override {
    return generations_.generation(std::move(id));
  }
  Task<ports::ProjectRecord> project_of_thread(std::string thread_id) override;
  Task<std::vector<ports::MessageRecord>> messages(std::string thread_id) override;
  Task<std::pair<ports::PlanRecord, std::vector<ports::StepRecord>>> plan(std::string id) override;
  Task<ports::VersionRecord> version(std::string project_id, std::int64_t number) override;
  Task<ports::Page<ports::VersionRecord>> versions(std::string project_id,
                                                   ports::PageQuery page) override;
  Task<std::optional<ports::BuildRecord>> build_of_tree(std::string project_id,
                                                        std::string tree_hash) override;
  Task<ports::BuildRecord> build(std::string id) override;
  Task<ports::Page<ports::BuildRecord>> builds(std::string project_id,
                                               ports::PageQuery page) override;
  Task<ports::DeploymentRecord> deployment(std::string id) override;
  Task<std::optional<ports::Answer>> answer(std::string user_id, std::string key) override;
  Task<ports::DecisionRecord> decision(std::string id) override;
  Task<ports::Page<ports::DecisionRecord>> decisions(std::string project_id,
                                                     ports::PageQuery page) override;
  Task<ports::DeadLetterRecord> dead_letter(std::string id) override;
  Task<ports::Page<ports::DeadLetterRecord>> dead_letters(ports::PageQuery page) override;
  Task<std::vector<std::string>> stalled_generations(ports::Millis now,
                                                     bool lost_messages) override;
  Task<std::vector<std::pair<std::string, std::int64_t>>> counts() override;

  Task<ports::Receipt> commit(ports::Commit commit) override;
  Task<std::vector<std::pair<std::int64_t, ports::OutboxMessage>>> unsent(
      ports::Millis before) override;
  Task<std::vector<std::pair<std::int64_t, ports::ChannelEvent>>> unpublished(
      ports::Millis before) override;
  Task<Done> mark_delivered(std::vector<std::int64_t> outbox_ids,
                            std::vector<std::int64_t> event_ids) override;
  Task<Done> keep_dead_letter(std::string id, std::string queue, std::string body) override;
  Task<bool> begin_boot(std::string boot_id) override;
  Task<Done> prune(ports::Millis before, ports::Millis fixes_before) override;

 private:
  D1 d1_;
  D1GenerationReader generations_;
  ports::Clock& clock_;
};

}  // namespace sitewright::host
