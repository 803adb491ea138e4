#include "build/warm.hpp"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "build/commands.hpp"
#include "healing/errors/error_parser.hpp"
#include "sandbox/run.hpp"
#include "unpack/tar_writer.hpp"

namespace sitewright::build {
namespace {

namespace fs = std::filesystem;

report::Outcome<void> install_dependencies(Workshop& workshop, const install::InstallPlan& plan,
                                           const std::string& directory) {
  const auto settings = install::read_npm_settings(workshop.tools);
  if (!settings)
    return report::problem(report::Category::dependency, "npm_unavailable",
                           settings.error().detail);
  healing::ErrorParser parser;
  std::string partial;
  const auto show = [&](std::string_view bytes) {
    std::fwrite(bytes.data(), 1, bytes.size(), stderr);
    partial += bytes;
    for (std::size_t end = partial.find('\n'); end != std::string::npos; end = partial.find('\n')) {
      parser.take(partial.substr(0, end));
      partial.erase(0, end + 1);
    }
  };
  const sandbox::CancelToken never;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(10);
  const install::InstallRun run{workshop.host, workshop.tools, *settings, workshop.npm_cache,
                                deadline,      never,          show,      show,
                                [] {}};
  std::optional<report::Problem> trouble;
  const auto result = install::run_npm_ci(run, plan, directory, trouble);
  if (!result)
    return report::problem(report::Category::resource, "sandbox_unavailable",
                           result.error().detail);
  if (result->ended == sandbox::Ended::exited && result->exit_code == 0) return {};
  if (trouble) return std::unexpected(std::move(*trouble));
  auto found = parser.finish();
  if (found.empty()) return std::unexpected(parser.fallback("npm ci", result->exit_code));
  return std::unexpected(std::move(found.front()));
}

/// Empty where that does not work: type checks are slower then.
std::string note_types(const Workshop& workshop, const std::string& node_modules,
                       const std::string& project) {
  if (workshop.host.isolation != sandbox::Isolation::bubblewrap) return {};
  const auto archive = sandbox::sealed_memory(project);
  if (!archive) return {};
  const sandbox::Spec spec = note_types_command(
      {workshop, node_modules, std::chrono::steady_clock::now() + std::chrono::minutes(1), 0,
       archive->get(), std::string()});
  const sandbox::CancelToken never;
  const sandbox::Observer deaf{[](std::string_view) {}, [](std::string_view) {}, [] {}};
  auto result = sandbox::run(workshop.host, spec, deaf, never);
  const bool works = result && result->ended == sandbox::Ended::exited && result->exit_code == 0;
  return works ? std::move(result->output) : std::string();
}

}  // namespace

std::string project_tar(const std::string& directory) {
  constexpr std::size_t limit = 4u << 20;
  std::vector<std::string> texts;
  std::vector<unpack::Member> members;
  std::error_code error;
  for (fs::recursive_directory_iterator at(directory, error), end; !error && at != end;
       at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (name == "node_modules" || name == "dist" || name.starts_with('.')) {
      at.disable_recursion_pending();
    } else if (at->is_regular_file(error)) {
      texts.push_back(sandbox::read_file(at->path().string(), limit).value_or(""));
      members.push_back({at->path().lexically_relative(directory).string(), {}});
    }
  }
  for (std::size_t i = 0; i < members.size(); ++i) members[i].bytes = texts[i];
  return unpack::write_tar(members);
}

report::Outcome<bool> warm(Workshop& workshop, const Warmth& warmth) {
  const install::InstallPlan& plan = warmth.plan;
  const bool known = workshop.store.find(plan.key).has_value();
  const sandbox::CancelToken never;
  const auto lease = workshop.store.find_or_make(
      plan.key,
      [&](const std::string& directory) { return install_dependencies(workshop, plan, directory); },
      never, std::chrono::steady_clock::now() + std::chrono::minutes(11));
  if (!lease) return std::unexpected(lease.error());
  const auto kept = workshop.store.keep_practice(
      plan.key, {warmth.project, note_types(workshop, lease->node_modules, warmth.project)});
  if (!kept) {
    return report::problem(report::Category::resource, "store_unavailable", kept.error().detail);
  }
  return !known;
}

}  // namespace sitewright::build
