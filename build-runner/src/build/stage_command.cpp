#include "build/stage_command.hpp"

#include <optional>
#include <utility>

namespace sitewright::build {
namespace {

using report::Category;
using report::Problem;
using sandbox::Ended;

constexpr int stopped_for_cpu = 128 + 24;        // SIGXCPU
constexpr int stopped_for_file_size = 128 + 25;  // SIGXFSZ

}  // namespace

std::optional<Problem> why_stopped(Ended ended, int exit_code) {
  switch (ended) {
    case Ended::timed_out:
      return Problem{Category::resource, "timeout", "The time limit was reached."};
    case Ended::over_memory:
      return Problem{Category::resource, "memory_limit", "The memory limit was reached."};
    case Ended::over_processes:
      return Problem{Category::resource, "process_limit", "Too many processes were started."};
    case Ended::over_scratch:
      return Problem{Category::resource, "disk_limit", "Too many files were written."};
    case Ended::over_text:
      return Problem{Category::resource, "log_limit", "Far too much was printed."};
    case Ended::over_output:
      return Problem{Category::resource, "output_limit", "The built site is too large."};
    case Ended::cancelled:
      return std::nullopt;
    case Ended::exited:
      break;
  }
  if (exit_code == stopped_for_cpu) {
    return Problem{Category::resource, "cpu_limit", "The limit of CPU time was reached."};
  }
  if (exit_code == stopped_for_file_size) {
    return Problem{Category::resource, "file_size_limit", "A file grew too large."};
  }
  return std::nullopt;
}

StageResult run_stage_command(report::FrameLog& frames, report::LogBudget& budget,
                              report::Stage stage, const RunCommand& command) {
  healing::ErrorParser out_parser;
  healing::ErrorParser err_parser;
  bool told = false;
  const auto take = [&](healing::ErrorParser& parser, std::string_view line) {
    parser.take(line);
    for (const Problem& problem : parser.told()) {
      frames.append(report::error_frame(problem));
      told = true;
    }
  };
  report::LineLog out(frames, budget, stage, report::Stream::out,
                      [&](std::string_view line) { take(out_parser, line); });
  report::LineLog err(frames, budget, stage, report::Stream::err,
                      [&](std::string_view line) { take(err_parser, line); });
  auto ran = command({[&](std::string_view bytes) { out.write(bytes); },
                      [&](std::string_view bytes) { err.write(bytes); },
                      [&] {
                        out.tick();
                        err.tick();
                      }});
  out.finish();
  err.finish();
  StageResult result;
  if (!ran) {
    result.exit_code = 1;
    result.problems.push_back({Category::resource, "sandbox_unavailable", ran.error().detail});
    return result;
  }
  result.exit_code = ran->exit_code;
  result.usage = ran->usage;
  result.output = std::move(ran->output);
  result.succeeded = ran->ended == Ended::exited && ran->exit_code == 0;
  if (result.succeeded || ran->ended == Ended::cancelled) return result;
  if (auto stopped = why_stopped(ran->ended, ran->exit_code)) {
    result.problems.push_back(std::move(*stopped));
    return result;
  }
  result.problems = out_parser.finish();
  for (Problem& problem : err_parser.finish()) result.problems.push_back(std::move(problem));
  if (result.problems.empty() && !told) {
    const bool quiet = !err_parser.said_anything();
    result.problems.push_back(
        (quiet ? out_parser : err_parser)
            .fallback("The " + std::string(name_of(stage)) + " stage", ran->exit_code));
  }
  return result;
}

}  // namespace sitewright::build
