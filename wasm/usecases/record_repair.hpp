// Records what became of a repair: the version's new files and the attempt that builds them, or
// that nothing is left to try. One transition per message; a message of an older repair changes
// nothing. Errors: unavailable when a store refused or kept changing underneath; the message is
// tried again.
#pragma once

#include "usecases/record_status.hpp"

namespace sitewright::usecases {

Task<Done> record_repair_status(RecordPorts ports, wire::RepairStatus message);

/// The attempt in `view.build` has ended: what that says about the fixes that led to it.
void count_fixes(TransitionWriter& writer, const ports::GenerationView& view);

}  // namespace sitewright::usecases
