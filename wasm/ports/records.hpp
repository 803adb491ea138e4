// Rows as plain values: what stores hand out and take in. Times are Unix milliseconds.
// Field names are the columns of schemas/d1/0001_create_tables.sql.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "project/generation.hpp"

namespace sitewright::ports {

using Millis = std::int64_t;

/// One line of SQL text each: the JSON of lists and objects is kept as text, schemas say its shape.
struct ProjectRecord {
  std::string id;
  std::string user_id;
  std::string name;
  std::string slug;
  std::string settings = "{}";
  std::string thread_id;
  std::optional<std::string> current_generation_id = {};
  std::optional<std::string> active_deployment_id = {};
  std::int64_t latest_version = 0;
  std::int64_t revision = 1;
  Millis created_at = 0;
  Millis updated_at = 0;
  // Read with the row, from its current generation and its active deployment.
  std::optional<project::State> generation_state = {};
  std::int64_t live_version = 0;
  std::int64_t own_keys = 0;  ///< of providers, that its user has set
  /// The build of its newest version that has a picture.
  std::optional<std::string> thumbnail_build_id = {};
};

struct MessageRecord {
  std::string id;
  std::string thread_id;
  std::optional<std::string> generation_id = {};
  std::string role;
  std::string content_type;
  std::string content;
  std::string status = "active";
  Millis created_at = 0;
  std::string images = "[]";  ///< a JSON list of schemas/http/image.json
};

struct Usage {
  std::string model = "builtin";
  std::int64_t input_tokens = 0;  ///< all of them, those read from a prompt cache included
  std::int64_t output_tokens = 0;
  std::int64_t cost_micros = 0;  ///< millionths of a US dollar
};

struct GenerationRecord {
  std::string id;
  std::string project_id;
  std::string kind;  ///< create | change | revert | publish
  std::optional<std::string> message_id = {};
  std::int64_t base_version = 0;
  project::Progress progress = {};
  std::optional<std::string> plan_id = {};
  std::optional<std::int64_t> version_number = {};
  std::optional<std::string> build_id = {};
  std::optional<std::string> deployment_id = {};
  std::optional<std::string> error = {};
  Usage usage = {};
  std::int64_t revision = 1;
  Millis started_at = 0;
  std::optional<Millis> finished_at = {};
  Millis wake_at = 0;
};

struct StepRecord {
  std::string id = {};
  std::string plan_id = {};
  std::int64_t position = 0;
  std::string title = {};
  std::string subtitle = {};
  std::string description = {};
  std::string status = "pending";
  std::string files = "[]";  ///< JSON of queue/step_status.json#/properties/files
  std::optional<std::string> tree_hash = {};
  std::int64_t file_count = 0;
  std::int64_t bytes = 0;
  std::optional<Millis> started_at = {};
  std::optional<Millis> finished_at = {};
};

struct PlanRecord {
  std::string id;
  std::string project_id;
  std::string generation_id;
  std::string title;
  std::string summary;
  std::string reply;  ///< the architect's answer, model/plan_reply.json
  Millis created_at = 0;
};

struct VersionRecord {
  std::string project_id;
  std::int64_t number = 0;
  std::optional<std::string> plan_id = {};
  std::optional<std::string> triggering_message_id = {};
  std::string generation_id;
  std::string tree_hash;
  std::int64_t file_count = 0;
  std::int64_t bytes = 0;
  std::optional<std::string> build_id = {};
  Millis created_at = 0;
  // Read with the row, from its newest build.
  std::string build_status = {};  ///< empty when it has no build
  std::int64_t thumbnail = 0;     ///< 1: that build has a picture
};

/// What was changed before an attempt to build, and by what.
struct RepairRecord {
  std::string by;  ///< fixer | cache | model | fallback | wait
  std::string summary = {};
  std::string files = "[]";              ///< JSON of queue/repair_status.json#/properties/files
  std::optional<std::string> base = {};  ///< the build whose files were repaired
  std::optional<std::string> fix_id = {};
  std::string lessons = "[]";  ///< JSON of queue/repair_status.json#/properties/lessons
};

/// A repair that worked once: http-free, nobody's text.
struct FixRecord {
  std::string id;
  std::string category;
  std::string code;
  std::string signature;
  std::string pattern;
  std::int64_t tries = 0;
  std::int64_t successes = 0;
  Millis created_at = 0;
  Millis used_at = 0;
};

struct BuildRecord {
  std::string id;
  std::string project_id;
  std::string generation_id;
  std::int64_t version_number = 0;
  std::string status;
  std::int64_t attempt = 1;
  std::optional<std::int64_t> exit_code = {};
  std::optional<std::int64_t> duration_ms = {};
  std::string errors = "[]";  ///< JSON of queue/build_status.json#/properties/errors
  std::int64_t files = 0;
  std::int64_t bytes = 0;
  std::int64_t thumbnail = 0;  ///< 1: a picture of the site lies beside it
  Millis created_at = 0;
  std::optional<Millis> finished_at = {};
  std::string tree_hash = {};               ///< what it builds; empty in rows of old
  std::optional<RepairRecord> repair = {};  ///< what led to this attempt; none: the first
};

struct DeploymentRecord {
  std::string id;
  std::string project_id;
  std::optional<std::string> generation_id = {};
  std::int64_t version_number = 0;
  std::optional<std::string> build_id = {};
  std::string target = "production";
  std::string status;
  std::optional<std::string> url = {};
  std::optional<std::string> error = {};
  Millis created_at = 0;
  std::optional<Millis> finished_at = {};
};

/// A message that its queue gave up.
struct DeadLetterRecord {
  std::string id;
  std::string queue;  ///< the dead-letter queue it came from
  std::string body;   ///< in a list: its first 2,000 characters
  std::int64_t bytes = 0;
  Millis received_at = 0;
  std::optional<Millis> replayed_at = {};
};

/// The minutes of a decision on a risky action.
struct DecisionRecord {
  std::string id = {};
  std::string project_id = {};
  std::optional<std::string> generation_id = {};
  std::string action = {};
  std::string risk = {};
  std::string asked_by = {};  ///< person | model
  std::string subject = {};
  std::string packages = {};  ///< of add_dependencies: lines of name@version
  std::string state = {};     ///< approved | refused | pending
  std::string reason = {};
  std::string votes = "[]";  ///< JSON of http/decision.json#/properties/votes
  std::optional<std::string> note = {};
  Millis created_at = 0;
  std::optional<Millis> expires_at = {};
  std::optional<Millis> answered_at = {};
};

/// A generation with all that a transition needs to know.
struct GenerationView {
  GenerationRecord generation;
  ProjectRecord project;
  std::optional<PlanRecord> plan = {};
  std::vector<StepRecord> steps = {};         ///< by position
  std::vector<MessageRecord> messages = {};   ///< the thread's active ones, oldest first
  std::optional<VersionRecord> base = {};     ///< the version it starts from; none: the starter
  std::optional<VersionRecord> version = {};  ///< the version it made or publishes
  std::optional<BuildRecord> build = {};
  std::vector<BuildRecord> attempts = {};  ///< all its builds, oldest first; the last is `build`
  /// What it was started to publish, or has published.
  std::optional<DeploymentRecord> deployment = {};
  /// On packages: the approved ones of the project, and all of this generation. Oldest first.
  std::vector<DecisionRecord> decisions = {};
};

template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next_cursor;
};

struct PageQuery {
  std::int64_t limit = 20;
  std::string cursor = {};  ///< the id of the last item seen; empty for the first page
};

}  // namespace sitewright::ports
