// Builds a version: snapshot -> build runner -> dist, log and index in the blob store, and says how
// far it is on both build-status queues. Runs in build-service, which reads D1 and writes blobs.
// Idempotent: the runner joins or repeats a build by its id; core-api takes each status once.
#pragma once

#include "ports/build_runner.hpp"
#include "ports/effects.hpp"
#include "ports/state_store.hpp"
#include "wire/generated/queue.hpp"

namespace sitewright::usecases {

struct BuildPorts {
  ports::GenerationReader& generations;
  ports::BlobStore& blobs;
  ports::Queues& queues;
  ports::BuildRunner& runner;
  ports::Log& log;
};

/// Errors: unavailable when the runner, a store or a queue refused; the message is tried again.
Task<Done> build_version(BuildPorts ports, wire::BuildRequested message);

}  // namespace sitewright::usecases
