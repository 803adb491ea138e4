// The build runner: flags, the parts wired together, signals. See README.md beside this folder.

#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <system_error>

#include "build/resident_bundler.hpp"
#include "build/warm.hpp"
#include "build/workshop.hpp"
#include "install/manifest.hpp"
#include "options.hpp"
#include "sandbox/cgroup.hpp"
#include "sandbox/host.hpp"
#include "sandbox/orphans.hpp"
#include "sandbox/system_root.hpp"
#include "server/build_registry.hpp"
#include "server/http_server.hpp"

namespace sitewright {
namespace {

namespace fs = std::filesystem;

constexpr int exit_failure = 1;
constexpr int exit_usage = 2;

int complain(const std::string& what, int code = exit_failure) {
  const std::string text = "build_runner: " + what + "\n";
  std::fwrite(text.data(), 1, text.size(), stderr);
  return code;
}

/// Signals are taken by sigwait in main, so every thread must be born with them blocked.
sigset_t block_signals() {
  ::signal(SIGPIPE, SIG_IGN);
  sigset_t set;
  ::sigemptyset(&set);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&set, number);
  ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
  return set;
}

Result<std::string> version_of_node(const std::string& node) {
  sandbox::Host bare;
  sandbox::Spec spec;
  spec.command = {node, "--version"};
  spec.host_directory = "/";
  spec.limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  std::string said;
  const sandbox::Observer observer{[&](std::string_view text) { said += text; },
                                   [](std::string_view) {}, [] {}};
  const sandbox::CancelToken never;
  const auto result = sandbox::run(bare, spec, observer, never);
  if (!result) return std::unexpected(result.error());
  while (said.ends_with('\n')) said.pop_back();
  if (result->exit_code != 0 || !said.starts_with('v')) {
    return fail(Code::unavailable, node + " is not a working node");
  }
  return said;
}

Result<std::string> canonical_program(const std::string& name) {
  const std::string found = sandbox::find_program(name);
  std::error_code error;
  const fs::path path = found.empty() ? fs::path() : fs::canonical(found, error);
  if (path.empty() || error)
    return fail(Code::not_found, name + " is not found; --node PATH names it");
  return path.string();
}

Result<std::string> prepared_state(const std::string& wanted) {
  std::error_code error;
  fs::create_directories(wanted, error);
  const fs::path state = fs::canonical(wanted, error);
  if (error) return fail(Code::unavailable, wanted + ": " + error.message());
  if (::geteuid() == 0) {  // root's builds are other users, and pass through
    fs::permissions(state, fs::perms::others_exec, fs::perm_options::add, error);
  }
  fs::remove_all(state / "work", error);
  return state.string();
}

Result<build::Chromium> chromium_for(const Options& options, const sandbox::Host& host) {
  if (options.smoke == build::SmokeMode::static_only) {
    return build::Chromium{{}, "it is turned off (--smoke static)"};
  }
  build::Chromium found = build::find_chromium(options.chromium);
  if (host.isolation == sandbox::Isolation::none) found = {{}, "there is no sandbox for it"};
  if (found.program.empty() && options.smoke == build::SmokeMode::browser) {
    return fail(Code::unavailable, "--smoke browser: " + found.reason);
  }
  return found;
}

Result<build::Workshop> open_workshop(const Options& options) {
  const auto node = canonical_program(options.node);
  if (!node) return std::unexpected(node.error());
  const auto node_version = version_of_node(*node);
  if (!node_version) return std::unexpected(node_version.error());
  const auto state = prepared_state(options.state);
  if (!state) return std::unexpected(state.error());
  sandbox::Host host = sandbox::probe_host(options.first_uid);
  if (host.isolation == sandbox::Isolation::none && !options.allow_unsandboxed) {
    return fail(Code::unavailable,
                host.reason +
                    ". Builds run code of unknown origin, so the runner does not start without "
                    "a sandbox; --allow-unsandboxed does, for projects you trust.");
  }
  auto chromium = chromium_for(options, host);
  if (!chromium) return std::unexpected(chromium.error());
  const auto paths = sandbox::reachable_paths(host, {*state, *node, install::find_npm()});
  if (host.isolation == sandbox::Isolation::bubblewrap) {
    auto root = sandbox::gather_system_root(host, paths.state + "/system", paths.node);
    if (root) host.tools_root = std::move(*root);
    if (!root) complain("builds see all of /usr: " + root.error().detail);
  }
  build::Workshop workshop{
      host,
      {paths.node, paths.npm},
      *node_version,
      paths.state + "/npm-cache",
      paths.state + "/work",
      options.memory_mib << 20,
      std::max(options.memory_mib,
               options.max_memory_mib != 0 ? options.max_memory_mib : 2 * options.memory_mib)
          << 20,
      *std::move(chromium),
      install::DependencyStore(paths.state + "/store", options.store_mib << 20)};
  if (auto prepared = workshop.store.prepare(); !prepared) return std::unexpected(prepared.error());
  return workshop;
}

Result<install::InstallPlan> read_plan(const std::string& directory,
                                       const std::string& node_version) {
  constexpr std::size_t limit = 16u << 20;
  const auto manifest = sandbox::read_file(directory + "/package.json", limit);
  if (!manifest) return std::unexpected(manifest.error());
  const auto lock = sandbox::read_file(directory + "/package-lock.json", limit);
  if (!lock) return std::unexpected(lock.error());
  auto plan = install::plan_install(*manifest, *lock, node_version);
  if (!plan) return fail(Code::invalid_input, plan.error().message);
  return std::move(*plan);
}

int fill_store(build::Workshop& workshop, const build::Warmth& warmth) {
  const auto made = build::warm(workshop, warmth);
  if (!made) return complain(made.error().message);
  return std::puts(*made ? "warm: installed" : "warm: already installed") < 0 ? exit_failure : 0;
}

int serve(build::Workshop& workshop, const Options& options, const sigset_t& signals) {
  const unsigned jobs = options.jobs != 0 ? options.jobs : workshop.host.cores;
  const bool sandboxed = workshop.host.isolation == sandbox::Isolation::bubblewrap;
  build::ResidentBundlers bundlers(workshop, sandboxed ? std::min(options.bundlers, jobs) : 0);
  if (const std::string likely = workshop.store.last_used(); !likely.empty()) {
    for (unsigned slot = 0; slot < jobs; ++slot) bundlers.prepare(slot, likely);
  }
  build::ResidentBrowsers browsers(workshop, std::min(options.browsers, jobs));
  for (unsigned slot = 0; slot < jobs; ++slot) browsers.prepare(slot);
  server::BuildRegistry registry(workshop, bundlers, browsers, {.jobs = jobs});
  auto server = server::HttpServer::start(
      {options.host, options.port, SITEWRIGHT_VERSION, workshop.node_version, jobs}, workshop.host,
      registry);
  if (!server) return complain(server.error().detail);
  const std::string line = "listening " + (*server)->address() + "\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
  int number = 0;
  while (::sigwait(&signals, &number) != 0) {
  }
  registry.stop();
  return 0;
}

int run(std::span<char* const> arguments) {
  const auto options = parse_options(arguments);
  if (!options) return complain(options.error().detail + "\n" + usage, exit_usage);
  if (options->help) return std::fputs(usage, stdout) < 0 ? exit_failure : 0;
  if (options->find_chromium) {
    const build::Chromium found = build::find_chromium(options->chromium);
    if (found.program.empty()) return complain(found.reason);
    return std::puts(found.program.c_str()) < 0 ? exit_failure : 0;
  }
  ::umask(022);  // other users read the store
  const sigset_t signals = block_signals();
  if (options->die_with_parent) {
    const pid_t parent = ::getppid();
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) return complain("the parent has ended");
  }
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  sandbox::end_orphans();
  sandbox::remove_stale_cgroups();
  // A directory to warm may lie where reachable_paths() mounts, so it is opened before.
  std::error_code error;
  const fs::path project = options->warm.empty() ? fs::path() : fs::canonical(options->warm, error);
  if (error) return complain(options->warm + ": " + error.message());
  build::Warmth warmth;
  if (!project.empty()) {
    const auto node = canonical_program(options->node);
    const auto version =
        node ? version_of_node(*node) : Result<std::string>(std::unexpected(node.error()));
    auto plan = version ? read_plan(project.string(), *version)
                        : Result<install::InstallPlan>(std::unexpected(version.error()));
    if (!plan) return complain(plan.error().detail);
    warmth = {std::move(*plan), build::project_tar(project.string())};
  }
  auto workshop = open_workshop(*options);
  if (!workshop) return complain(workshop.error().detail);
  const int code =
      project.empty() ? serve(*workshop, *options, signals) : fill_store(*workshop, warmth);
  if (!workshop->host.tools_root.empty()) fs::remove_all(workshop->host.tools_root, error);
  return code;
}

}  // namespace
}  // namespace sitewright

int main(int count, char** arguments) {
  return sitewright::run(
      std::span<char* const>(arguments, static_cast<std::size_t>(count)).subspan(1));
}
