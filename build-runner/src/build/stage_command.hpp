// A stage that is one command in a sandbox: its output becomes log frames, its failure error
// frames. Errors: what ended the command early (a limit, a cancel) is a Problem of its own
// category.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "healing/errors/error_parser.hpp"
#include "report/frame_log.hpp"
#include "report/line_log.hpp"
#include "sandbox/run.hpp"

namespace sitewright::build {

struct StageResult {
  bool succeeded = false;
  int exit_code = 0;
  std::string output;
  sandbox::RunUsage usage;
  std::vector<report::Problem> problems;  ///< empty when it succeeded
};

/// What ended a command early, as a Problem (resource); nothing when it was cancelled or ended by
/// itself.
[[nodiscard]] std::optional<report::Problem> why_stopped(sandbox::Ended ended, int exit_code);

/// The sinks of a command that is about to run.
using RunCommand = std::function<Result<sandbox::RunResult>(const sandbox::Observer&)>;

[[nodiscard]] StageResult run_stage_command(report::FrameLog& frames, report::LogBudget& budget,
                                            report::Stage stage, const RunCommand& command);

}  // namespace sitewright::build
