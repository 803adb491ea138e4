#include "install/npm.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

namespace sitewright::install {
namespace {

namespace fs = std::filesystem;
using sandbox::Isolation;
using sandbox::Mount;

constexpr std::uint64_t max_config_bytes = 1u << 20;

// Names inside the sandbox; without one, the host's own.
struct Places {
  std::string node;
  std::string npm_cli;
  std::string cache;
};

constexpr const char* cli_in_package = "/bin/npm-cli.js";
constexpr const char* cli_beside_others = "/npm/bin/npm-cli.js";

bool is_beside_its_dependencies(const Tools& tools) {
  std::error_code error;
  return fs::exists(tools.npm + cli_beside_others, error);
}

std::string cli_below(const std::string& directory, const Tools& tools) {
  return directory + (is_beside_its_dependencies(tools) ? cli_beside_others : cli_in_package);
}

// Node as it comes does not look beside a package for what it requires; the distribution's does.
void add_node_path(sandbox::Spec& spec, const std::string& directory, const Tools& tools) {
  if (is_beside_its_dependencies(tools)) spec.environment.emplace_back("NODE_PATH", directory);
}

Places places_of(const InstallRun& run) {
  if (run.host.isolation == Isolation::none) {
    return {run.tools.node, cli_below(run.tools.npm, run.tools), run.cache};
  }
  return {"/opt/node", cli_below("/opt/npm", run.tools), "/opt/cache"};
}

bool write_file(const std::string& path, std::string_view text) {
  const sandbox::Fd file(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644));
  return file.open() && sandbox::write_all(file.get(), text);
}

void copy_variable(NpmSettings& settings, const char* name) {
  if (const char* value = std::getenv(name)) settings.environment.emplace_back(name, value);
}

void add_file(NpmSettings& settings, const std::string& path, const std::string& target,
              const std::string& variable) {
  auto text = sandbox::read_file(path, max_config_bytes);
  if (!text) return;
  settings.files.push_back({target, std::move(*text)});
  settings.environment.emplace_back(variable, target);
}

// "userconfig=/home/x/.npmrc" per line.
std::map<std::string, std::string> parse_answers(std::string_view text) {
  std::map<std::string, std::string> out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    std::string_view value = line.substr(equals + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    std::string_view name = line.substr(0, equals);
    while (name.ends_with(' ')) name.remove_suffix(1);
    if (value != "null" && value != "undefined") out.emplace(name, value);
  }
  return out;
}

// npm of the machine, asked on the host: no file of a project is near.
Result<std::string> ask_npm(const Tools& tools) {
  sandbox::Host bare;
  sandbox::Spec spec;
  spec.command = {
      tools.node, cli_below(tools.npm, tools), "config", "get", "userconfig", "globalconfig",
      "cafile"};
  add_node_path(spec, tools.npm, tools);
  for (const char* name :
       {"HOME", "PATH", "npm_config_userconfig", "NPM_CONFIG_USERCONFIG", "npm_config_globalconfig",
        "NPM_CONFIG_GLOBALCONFIG", "npm_config_prefix", "NPM_CONFIG_PREFIX"}) {
    if (const char* value = std::getenv(name)) spec.environment.emplace_back(name, value);
  }
  spec.host_directory = "/";
  spec.limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  std::string said;
  const sandbox::Observer observer{[&](std::string_view text) { said += text; },
                                   [](std::string_view) {}, [] {}};
  const sandbox::CancelToken never;
  const auto result = sandbox::run(bare, spec, observer, never);
  if (!result) return std::unexpected(result.error());
  if (result->exit_code != 0) return fail(Code::unavailable, "npm config does not answer");
  return said;
}

}  // namespace

std::string find_npm() {
  const std::string command = sandbox::find_program("npm");
  if (command.empty()) return {};
  std::error_code error;
  const fs::path cli = fs::canonical(command, error);
  if (error || cli.filename() != "npm-cli.js") return {};
  const fs::path package = cli.parent_path().parent_path();
  const fs::path beside = package.parent_path();
  const bool is_whole = fs::exists(package / "node_modules" / "semver", error);
  const bool has_neighbours = package.filename() == "npm" && fs::exists(beside / "semver", error);
  return (!is_whole && has_neighbours ? beside : package).string();
}

Result<NpmSettings> read_npm_settings(const Tools& tools) {
  if (tools.npm.empty()) {
    return fail(Code::unavailable, "npm is not on PATH, so new dependencies cannot be installed");
  }
  const auto said = ask_npm(tools);
  if (!said) return std::unexpected(said.error());
  const auto answers = parse_answers(*said);
  const auto answer = [&](const char* name) {
    const auto found = answers.find(name);
    return found == answers.end() ? std::string() : found->second;
  };
  NpmSettings settings;
  add_file(settings, answer("userconfig"), "/opt/config/user", "npm_config_userconfig");
  add_file(settings, answer("globalconfig"), "/opt/config/global", "npm_config_globalconfig");
  if (const auto cafile = answer("cafile"); !cafile.empty()) {
    add_file(settings, cafile, "/opt/config/ca", "npm_config_cafile");
  }
  if (const char* extra = std::getenv("NODE_EXTRA_CA_CERTS")) {
    add_file(settings, extra, "/opt/config/extra-ca", "NODE_EXTRA_CA_CERTS");
  }
  for (const char* name : {"npm_config_registry", "NPM_CONFIG_REGISTRY", "HTTP_PROXY", "http_proxy",
                           "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"}) {
    copy_variable(settings, name);
  }
  return settings;
}

Result<sandbox::RunResult> run_npm_ci(const InstallRun& run, const InstallPlan& plan,
                                      const std::string& directory) {
  const bool sandboxed = run.host.isolation == Isolation::bubblewrap;
  const Places places = places_of(run);
  if (!write_file(directory + "/package.json", plan.package_json) ||
      !write_file(directory + "/package-lock.json", plan.package_lock)) {
    return fail(Code::unavailable, sandbox::system_message(directory));
  }
  std::error_code error;
  fs::create_directories(run.cache, error);
  if (const auto identity = sandbox::identity_of(run.host, 0); identity && sandboxed) {
    for (const std::string& path :
         {directory, directory + "/package.json", directory + "/package-lock.json", run.cache}) {
      if (::lchown(path.c_str(), identity->uid, identity->gid) != 0) {
        return fail(Code::unavailable, sandbox::system_message(path));
      }
    }
  }
  sandbox::Spec spec;
  spec.command = {places.node,
                  places.npm_cli,
                  "ci",
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund",
                  "--no-progress",
                  "--no-update-notifier",
                  "--loglevel=error",
                  "--prefer-offline",
                  "--include=dev",
                  "--include=optional",
                  "--cache=" + places.cache};
  spec.environment = {{"HOME", sandboxed ? "/tmp" : directory},
                      {"PATH", "/usr/bin:/bin"},
                      {"CI", "1"},
                      {"LANG", "C.UTF-8"},
                      {"NO_COLOR", "1"}};
  spec.environment.insert(spec.environment.end(), run.settings.environment.begin(),
                          run.settings.environment.end());
  add_node_path(spec, sandboxed ? "/opt/npm" : run.tools.npm, run.tools);
  if (sandboxed) {
    spec.mounts = {{Mount::Kind::read_write, sandbox::work_directory, directory},
                   {Mount::Kind::read_write, places.cache, run.cache},
                   {Mount::Kind::read_only, "/opt/npm", run.tools.npm},
                   {Mount::Kind::read_only, places.node, run.tools.node}};
    spec.data = run.settings.files;
  } else {
    // The files are not mounted anywhere, so npm finds the machine's own.
    std::erase_if(spec.environment,
                  [](const auto& pair) { return pair.second.starts_with("/opt/config/"); });
    if (const char* home = std::getenv("HOME")) spec.environment.front().second = home;
    spec.host_directory = directory;
  }
  spec.network = sandbox::Network::host;
  spec.limits.deadline = run.deadline;
  spec.limits.file_bytes = 512ull << 20;
  auto result = sandbox::run(run.host, spec, {run.on_out, run.on_err, run.on_tick}, run.cancel);
  fs::remove(directory + "/package.json", error);
  fs::remove(directory + "/package-lock.json", error);
  if (!result || result->ended != sandbox::Ended::exited || result->exit_code != 0) return result;
  // Mount points for the scratch space that tools expect inside a read-only node_modules.
  for (const char* name : {"", "/.vite", "/.vite-temp", "/.cache", "/.tmp"}) {
    fs::create_directories(directory + "/node_modules" + name, error);
  }
  return result;
}

}  // namespace sitewright::install
