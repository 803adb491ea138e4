// Finds npm and what its configuration says, fills a directory by `npm ci`, and has npm write a
// lock file anew. The user's and the system's npm configuration choose the registry; the project's
// .npmrc is never seen. Install scripts never run. npm itself runs in the sandbox, whose only
// network is the registry proxy. Errors: unavailable when npm cannot be found or asked; npm's own
// failures are Problems.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "install/manifest.hpp"
#include "install/registry_proxy.hpp"
#include "report/line_log.hpp"
#include "sandbox/run.hpp"

namespace sitewright::install {

struct Tools {
  std::string node;  ///< the binary
  std::string npm;   ///< what find_npm said; empty when absent
};

/// The directory that holds the npm whose command is `npm` on PATH, with all that it requires;
/// empty when there is none. That is npm's package, or, where a distribution keeps npm's
/// dependencies beside it (Debian: /usr/share/nodejs), the directory of all these packages.
[[nodiscard]] std::string find_npm();

/// What an npm inside the sandbox needs to know of the machine's configuration.
struct NpmSettings {
  std::vector<sandbox::DataFile> files;
  std::vector<std::pair<std::string, std::string>> environment;
  RegistryAccess access;
};

/// What `npm config ls --json` says about registries and proxies. `variables` are the environment,
/// which npm leaves out of its answer. Errors: invalid_input naming the setting.
[[nodiscard]] Result<RegistryAccess> registry_access_of(
    const nlohmann::json& config, const std::map<std::string, std::string>& variables);

[[nodiscard]] Result<NpmSettings> read_npm_settings(const Tools& tools);

struct InstallRun {
  const sandbox::Host& host;
  const Tools& tools;
  const NpmSettings& settings;
  std::string cache;  ///< npm's cache, kept between installs
  std::chrono::steady_clock::time_point deadline;
  const sandbox::CancelToken& cancel;
  std::function<void(std::string_view)> on_out;
  std::function<void(std::string_view)> on_err;
  std::function<void()> on_tick;
};

/// Leaves `directory` with node_modules and nothing else. `trouble` gets what the registry proxy
/// had to say about a failure.
[[nodiscard]] Result<sandbox::RunResult> run_npm_ci(const InstallRun& run, const InstallPlan& plan,
                                                    const std::string& directory,
                                                    std::optional<report::Problem>& trouble);

/// `lock` gets a lock file that holds what the plan's package.json asks for, without addresses;
/// packages that its own lock file pins stay as they are. `directory` is empty before and after.
[[nodiscard]] Result<sandbox::RunResult> run_npm_lock(const InstallRun& run, const LockPlan& plan,
                                                      const std::string& directory,
                                                      std::string& lock);

}  // namespace sitewright::install
