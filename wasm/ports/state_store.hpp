// The rows of D1: reading them, and changing them in one atomic batch per transition.
// Errors: not_found when the row is not there (or belongs to a deleted project); unavailable when
//         the database refused; stale when the guard no longer holds: load again and decide anew.
#pragma once

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "async/task.hpp"
#include "ports/records.hpp"

namespace sitewright::ports {

/// A message for a queue; `body` is its JSON (schemas/queue/). Sent after the commit.
struct OutboxMessage {
  std::string queue;
  std::string body;
  /// What is left behind and sent by the reconciler is late anyway, so no row keeps this.
  std::int64_t delay_seconds = 0;
};

/// Something a project's watchers see. Dropped by the channel when `key` came before, or when
/// `subject` has reached `rank` already: that is how the fast path and this durable one meet.
struct ChannelEvent {
  std::string project_id;
  std::string key;
  std::string subject = {};
  std::int64_t rank = 0;
  std::string type;
  std::string data;
};

// Changes of a commit, carried out in their order.
struct InsertProject {
  ProjectRecord project;
};  ///< and its thread
struct UpdateProject {
  ProjectRecord project;
};  ///< all that may change; revision goes up
/// What a generation changes of its project; leaves alone what a person may change meanwhile.
struct NameProject {
  std::string id;
  std::string name;
  std::string slug;
};
struct AdvanceVersion {
  std::string project_id;
  std::int64_t latest_version;
};
struct DeleteProject {
  std::string id;
};
struct InsertMessage {
  MessageRecord message;
};
/// The messages after this one, in id order, leave the conversation.
struct ArchiveMessagesAfter {
  std::string thread_id;
  std::string message_id;
};
struct InsertGeneration {
  GenerationRecord generation;
};
struct UpdateGeneration {
  GenerationRecord generation;
};
struct InsertPlan {
  PlanRecord plan;
  std::vector<StepRecord> steps;
};
struct UpdateStep {
  StepRecord step;
};
struct SkipOpenSteps {
  std::string plan_id;
};
struct InsertVersion {
  VersionRecord version;
};
/// A version has another build from now on: what its preview serves.
struct SetVersionBuild {
  std::string project_id;
  std::int64_t number;
  std::string build_id;
};
/// A repair: the version has other files from now on. Only while its generation runs.
struct SetVersionTree {
  std::string project_id;
  std::int64_t number;
  std::string tree_hash;
  std::int64_t file_count;
  std::int64_t bytes;
};
/// A fix that is known already stays as it is.
struct InsertFix {
  FixRecord fix;
};
/// A cached fix was tried.
struct CountFix {
  std::string id;
  bool worked;
};
struct InsertBuild {
  BuildRecord build;
};
struct UpdateBuild {
  BuildRecord build;
};
struct InsertDeployment {
  DeploymentRecord deployment;
};
/// A deployment that waits for its build comes to an end; any other stays as it is.
struct EndDeployment {
  DeploymentRecord deployment;
};
/// This deployment becomes what the project's host serves; the one before is archived.
struct SwitchLive {
  std::string project_id;
  std::string deployment_id;
};
struct ArchiveDeployment {
  std::string project_id;
  std::string deployment_id;
};
/// A dead letter counts as replayed from now on; a guard, so that it happens once.
struct MarkReplayed {
  std::string id;
  Millis at;
};
struct InsertDecision {
  DecisionRecord decision;
};
/// A person answers; a guard: only a decision that still waits, so that it happens once.
struct AnswerDecision {
  DecisionRecord decision;
};
struct SaveAnswer {
  std::string user_id;
  std::string key;
  std::string request_hash;
  std::int64_t status;
  std::string location;
  std::string body;
};

using Change =
    std::variant<InsertProject, UpdateProject, NameProject, AdvanceVersion, DeleteProject,
                 InsertMessage, ArchiveMessagesAfter, InsertGeneration, UpdateGeneration,
                 InsertPlan, UpdateStep, SkipOpenSteps, InsertVersion, SetVersionBuild,
                 SetVersionTree, InsertFix, CountFix, InsertBuild, UpdateBuild, InsertDeployment,
                 EndDeployment, SwitchLive, ArchiveDeployment, SaveAnswer, InsertDecision>;

/// One transition. `guarded` is carried out first and must still find the row as it was when it was
/// decided on; without it the commit stands on unique keys alone.
struct Commit {
  std::string key;              ///< inbox key: the commit happens once
  std::string project_id = {};  ///< whose events the receipt lists
  std::variant<std::monostate, UpdateGeneration, UpdateProject, MarkReplayed, AnswerDecision>
      guarded = {};
  std::vector<Change> changes = {};
  std::vector<OutboxMessage> messages = {};
  std::vector<ChannelEvent> events = {};
};

/// What a commit left to be done: rows that are on their way out.
struct Receipt {
  bool before = false;                   ///< this key was committed earlier; nothing was changed
  std::vector<std::int64_t> outbox_ids;  ///< of Commit::messages, in their order
  /// All unpublished events of the project, this commit's included, oldest first.
  std::vector<std::pair<std::int64_t, ChannelEvent>> events;
};

struct Answer {
  std::string request_hash;
  std::int64_t status;
  std::string location;
  std::string body;
};

/// What a Worker needs that only asks whether an attempt is still wanted.
struct GenerationReader {
  /// A generation with all that belongs to it. Errors: not_found.
  virtual Task<GenerationView> generation(std::string id) = 0;

 protected:
  ~GenerationReader() = default;
};

/// Repairs that worked, from all projects.
struct FixReader {
  /// Those of this kind of error that are worth a try, the latest used first.
  virtual Task<std::vector<FixRecord>> fixes(std::string category, std::string code) = 0;

 protected:
  ~FixReader() = default;
};

struct StateStore : GenerationReader {
  // --- reading ---
  virtual Task<ProjectRecord> project(std::string id) = 0;
  virtual Task<Page<ProjectRecord>> projects(std::string user_id, PageQuery page) = 0;
  virtual Task<bool> slug_taken(std::string slug) = 0;
  /// The project that owns a thread.
  virtual Task<ProjectRecord> project_of_thread(std::string thread_id) = 0;
  virtual Task<std::vector<MessageRecord>> messages(std::string thread_id) = 0;
  virtual Task<std::pair<PlanRecord, std::vector<StepRecord>>> plan(std::string id) = 0;
  virtual Task<VersionRecord> version(std::string project_id, std::int64_t number) = 0;
  virtual Task<Page<VersionRecord>> versions(std::string project_id, PageQuery page) = 0;
  /// A finished build of this tree, if the project has one.
  virtual Task<std::optional<BuildRecord>> build_of_tree(std::string project_id,
                                                         std::string tree_hash) = 0;
  virtual Task<BuildRecord> build(std::string id) = 0;
  virtual Task<Page<BuildRecord>> builds(std::string project_id, PageQuery page) = 0;
  virtual Task<DeploymentRecord> deployment(std::string id) = 0;
  virtual Task<std::optional<Answer>> answer(std::string user_id, std::string key) = 0;
  virtual Task<DecisionRecord> decision(std::string id) = 0;
  /// Newest first.
  virtual Task<Page<DecisionRecord>> decisions(std::string project_id, PageQuery page) = 0;
  virtual Task<DeadLetterRecord> dead_letter(std::string id) = 0;
  /// Those not replayed yet, oldest first.
  virtual Task<Page<DeadLetterRecord>> dead_letters(PageQuery page) = 0;
  /// Generations whose lease ran out; all running ones when `lost_messages`.
  virtual Task<std::vector<std::string>> stalled_generations(Millis now, bool lost_messages) = 0;
  /// Counts for /metrics: name -> number.
  virtual Task<std::vector<std::pair<std::string, std::int64_t>>> counts() = 0;

  // --- changing ---
  virtual Task<Receipt> commit(Commit commit) = 0;
  /// Outbox rows and events that were written before `before` and are still here, oldest first.
  virtual Task<std::vector<std::pair<std::int64_t, OutboxMessage>>> unsent(Millis before) = 0;
  virtual Task<std::vector<std::pair<std::int64_t, ChannelEvent>>> unpublished(Millis before) = 0;
  virtual Task<Done> mark_delivered(std::vector<std::int64_t> outbox_ids,
                                    std::vector<std::int64_t> event_ids) = 0;
  virtual Task<Done> keep_dead_letter(std::string id, std::string queue, std::string body) = 0;
  /// Whether this start of a local run is a new one; remembers it.
  virtual Task<bool> begin_boot(std::string boot_id) = 0;
  /// Forgets inbox, outbox, events, answers and replayed dead letters older than `before`, and
  /// fixes that nobody used since `fixes_before`.
  virtual Task<Done> prune(Millis before, Millis fixes_before) = 0;

 protected:
  ~StateStore() = default;
};

}  // namespace sitewright::ports
