// Writes one step of a plan: snapshot -> context -> coder -> file operations -> reviewer -> new
// snapshot, and says so on both step-status queues. Runs in ai-app-worker, which reads D1 and
// writes only blobs.
// The coder gets two more answers at most: one with the reason, when the first does not apply; one
// with the findings, when the review finds something that must be mended. An answer that does not
// apply twice fails the step. Watchers see the text of a step once: of its first answer, of the
// first delivery of its first attempt. A finding that is still open after that does not: a first
// draft with a note serves a person better than none, and the build, its sandbox and the site's own
// origin are what guards. What stays open, warnings too, goes with the status and is said in the
// thread, as is that nobody could review the step, or that the built-in model stood in for others.
// Idempotent: everything it writes is named by its content; core-api takes a status once.
#pragma once

#include "ports/assets.hpp"
#include "ports/effects.hpp"
#include "ports/model.hpp"
#include "ports/state_store.hpp"
#include "usecases/step_context.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

/// Source: max_retries of plan-steps-queue in workers/ai-app-worker/wrangler.toml.
inline constexpr std::int64_t kRedeliveries = 5;

struct WriteStepPorts {
  ports::GenerationReader& generations;
  ports::BlobStore& blobs;
  ports::Model& model;
  ports::Queues& queues;
  ports::Channel& channel;
  ports::Log& log;
  StepContextPorts context;
};

/// Errors: unavailable when a store or queue refused; the message is tried again. What goes wrong
/// with the step itself is a status, not an error. `delivery` of the message, from 1.
Task<Done> write_step(WriteStepPorts ports, wire::StepRequested message, std::int64_t delivery);

}  // namespace sitewright::usecases
