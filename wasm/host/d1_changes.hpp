// Changes of a commit as the statements that carry them out.
#pragma once

#include <vector>

#include "host/d1.hpp"
#include "ports/state_store.hpp"

namespace sitewright::host {

/// Appends to `out`; `now` is when the commit happens.
void add_change(std::vector<Statement>& out, ports::Millis now, const ports::Change& change);

// What a commit is guarded by. Each touches one row, or none when it has moved on.
void add_guard(std::vector<Statement>& out, ports::Millis now,
               const ports::UpdateGeneration& change);
void add_guard(std::vector<Statement>& out, ports::Millis now, const ports::UpdateProject& change);
void add_guard(std::vector<Statement>& out, ports::Millis now, const ports::AnswerDecision& change);
void add_guard(std::vector<Statement>& out, const ports::MarkReplayed& change);

}  // namespace sitewright::host
