// Writes one step of a plan: snapshot -> parts -> coder -> file operations -> new snapshot, and
// says so on both step-status queues. Runs in ai-app-worker, which reads D1 and writes only blobs.
// Idempotent: everything it writes is named by its content; core-api takes a status once.
#pragma once

#include "ports/effects.hpp"
#include "ports/model.hpp"
#include "ports/state_store.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

struct WriteStepPorts {
  ports::StateStore& state;
  ports::BlobStore& blobs;
  ports::Model& model;
  ports::Queues& queues;
  ports::Channel& channel;
  ports::Log& log;
};

/// Errors: unavailable when a store or queue refused; the message is tried again. What goes wrong
/// with the step itself is a status, not an error.
Task<Done> write_step(WriteStepPorts ports, wire::StepRequested message);

}  // namespace sitewright::usecases
