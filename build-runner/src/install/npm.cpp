#include "install/npm.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <system_error>

namespace sitewright::install {
namespace {

namespace fs = std::filesystem;
using sandbox::Isolation;
using sandbox::Mount;

constexpr std::uint64_t max_config_bytes = 1u << 20;
constexpr std::uint64_t max_lock_bytes = 16u << 20;  // with its addresses

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

// npm of the machine, asked on the host: no file of a project is near.
Result<nlohmann::json> ask_npm(const Tools& tools) {
  sandbox::Host bare;
  sandbox::Spec spec;
  spec.command = {tools.node, cli_below(tools.npm, tools), "config", "ls", "--json"};
  add_node_path(spec, tools.npm, tools);
  for (const char* name :
       {"HOME", "PATH", "npm_config_userconfig", "NPM_CONFIG_USERCONFIG", "npm_config_globalconfig",
        "NPM_CONFIG_GLOBALCONFIG", "npm_config_prefix", "NPM_CONFIG_PREFIX", "npm_config_registry",
        "NPM_CONFIG_REGISTRY", "npm_config_proxy", "NPM_CONFIG_PROXY", "npm_config_https_proxy",
        "NPM_CONFIG_HTTPS_PROXY", "npm_config_noproxy", "NPM_CONFIG_NOPROXY"}) {
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
  auto config = nlohmann::json::parse(said, nullptr, false);
  if (result->exit_code != 0 || !config.is_object()) {
    return fail(Code::unavailable, "npm config does not answer");
  }
  return config;
}

std::string text_in(const nlohmann::json& config, const std::string& name) {
  const auto found = config.find(name);
  return found != config.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::map<std::string, std::string> proxy_variables() {
  std::map<std::string, std::string> out;
  for (const char* name :
       {"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"}) {
    if (const char* value = std::getenv(name)) out.emplace(name, value);
  }
  return out;
}

// The first of these that says something.
std::string first_said(const nlohmann::json& config,
                       const std::map<std::string, std::string>& variables,
                       std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (std::string text = text_in(config, name); !text.empty()) return text;
    const auto found = variables.find(name);
    if (found != variables.end() && !found->second.empty()) return found->second;
  }
  return {};
}

Result<std::optional<UpstreamProxy>> read_proxy(const std::string& url) {
  if (url.empty()) return std::nullopt;
  auto proxy = upstream_proxy_of(url);
  if (!proxy) {
    return fail(Code::invalid_input,
                "the machine's proxy must be http://[user:password@]host:port");
  }
  return proxy;
}

// Inside the sandbox: connections to the port go on to the runner's proxy, byte for byte. It lives
// in npm's own process, so that there is no second program to find, start and end.
constexpr const char* gate_script =
    "const net = require('node:net');\n"
    "net.createServer({ allowHalfOpen: true }, (near) => {\n"
    "  const far = net.connect({ path: '/opt/registry.sock', allowHalfOpen: true });\n"
    "  near.on('error', () => far.destroy()).pipe(far);\n"
    "  far.on('error', () => near.destroy()).pipe(near);\n"
    "}).listen(4873, '127.0.0.1').unref();\n";

void add_gate(sandbox::Spec& spec, const RegistryProxy& proxy) {
  spec.mounts.push_back({Mount::Kind::read_only, "/opt/registry.sock", proxy.socket_path()});
  spec.data.push_back({"/opt/config/gate.cjs", gate_script});
  spec.command.insert(spec.command.begin() + 1, {"--require", "/opt/config/gate.cjs"});
  for (const char* flag : {"--proxy=http://127.0.0.1:4873", "--https-proxy=http://127.0.0.1:4873",
                           "--noproxy=none.invalid"}) {
    spec.command.emplace_back(flag);
  }
}

// For a node that trusts the system's authorities instead of its own list (Debian's does).
void add_certificates(sandbox::Spec& spec) {
  constexpr const char* bundle = "/etc/ssl/certs/ca-certificates.crt";
  std::error_code error;
  const auto file = fs::canonical(bundle, error);
  if (error) return;
  spec.mounts.push_back({Mount::Kind::read_only, bundle, file.string()});
  spec.environment.emplace_back("SSL_CERT_FILE", bundle);
}

std::optional<report::Problem> problem_of(const std::optional<RegistryProxy::Trouble>& trouble) {
  if (!trouble) return std::nullopt;
  if (trouble->refused) {
    return report::Problem{report::Category::dependency, "unsupported_source", trouble->what,
                           "package-lock.json"};
  }
  return report::Problem{report::Category::network, "registry_unreachable", trouble->what};
}

constexpr const char* manifest_file = "/package.json";
constexpr const char* lock_file = "/package-lock.json";

/// Lays the project's two files down as npm's own user has them; an empty one is left out.
Result<void> write_project(const InstallRun& run, const std::string& directory,
                           std::string_view package_json, std::string_view package_lock) {
  if (!write_file(directory + manifest_file, package_json) ||
      (!package_lock.empty() && !write_file(directory + lock_file, package_lock))) {
    return fail(Code::unavailable, sandbox::system_message(directory));
  }
  std::error_code error;
  fs::create_directories(run.cache, error);
  const auto identity = sandbox::identity_of(run.host, 0);
  if (!identity || run.host.isolation != Isolation::bubblewrap) return {};
  for (const std::string& path :
       {directory, directory + manifest_file, directory + lock_file, run.cache}) {
    if (::lchown(path.c_str(), identity->uid, identity->gid) != 0 && errno != ENOENT) {
      return fail(Code::unavailable, sandbox::system_message(path));
    }
  }
  return {};
}

/// Runs npm with `verb` on the project in `directory`.
Result<sandbox::RunResult> run_npm(const InstallRun& run, const std::vector<std::string>& verb,
                                   const std::string& directory,
                                   std::optional<report::Problem>& trouble) {
  const bool sandboxed = run.host.isolation == Isolation::bubblewrap;
  const Places places = places_of(run);
  std::unique_ptr<RegistryProxy> proxy;
  sandbox::Spec spec;
  spec.command = {places.node, places.npm_cli};
  spec.command.insert(spec.command.end(), verb.begin(), verb.end());
  for (const char* flag :
       {"--ignore-scripts", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier",
        "--loglevel=error", "--prefer-offline", "--include=dev", "--include=optional",
        // npm waits 10 s before it tries again, which is most of what a build has.
        "--fetch-retry-mintimeout=500", "--fetch-retry-maxtimeout=3000"}) {
    spec.command.emplace_back(flag);
  }
  spec.command.push_back("--cache=" + places.cache);
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
    spec.system = sandbox::SystemFiles::tools;
    add_certificates(spec);
    auto started =
        RegistryProxy::start(run.settings.access, directory, sandbox::identity_of(run.host, 0));
    if (!started) return std::unexpected(started.error());
    proxy = std::move(*started);
    add_gate(spec, *proxy);
  } else {
    // The files are not mounted anywhere, so npm finds the machine's own.
    std::erase_if(spec.environment,
                  [](const auto& pair) { return pair.second.starts_with("/opt/config/"); });
    if (const char* home = std::getenv("HOME")) spec.environment.front().second = home;
    spec.host_directory = directory;
  }
  spec.limits.deadline = run.deadline;
  spec.limits.file_bytes = 512ull << 20;
  auto result = sandbox::run(run.host, spec, {run.on_out, run.on_err, run.on_tick}, run.cancel);
  if (proxy) trouble = problem_of(proxy->trouble());
  return result;
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

Result<RegistryAccess> registry_access_of(const nlohmann::json& config,
                                          const std::map<std::string, std::string>& variables) {
  RegistryAccess access;
  for (const auto& [name, value] : config.items()) {
    if (name != "registry" && !(name.starts_with('@') && name.ends_with(":registry"))) continue;
    const auto endpoint =
        value.is_string() ? endpoint_of(value.get_ref<const std::string&>()) : std::nullopt;
    if (!endpoint) return fail(Code::invalid_input, "npm's setting " + name + " is not an address");
    if (!is_allowed(access, *endpoint)) access.allowed.push_back(*endpoint);
  }
  auto https = read_proxy(
      first_said(config, variables, {"https-proxy", "HTTPS_PROXY", "https_proxy", "proxy"}));
  if (!https) return std::unexpected(https.error());
  auto http = read_proxy(first_said(config, variables, {"proxy", "HTTP_PROXY", "http_proxy"}));
  if (!http) return std::unexpected(http.error());
  access.for_https = std::move(*https);
  access.for_http = std::move(*http);
  const auto listed = config.find("noproxy");
  if (listed != config.end() && listed->is_array()) {
    for (const auto& suffix : *listed) {
      if (suffix.is_string()) access.direct.push_back(suffix.get<std::string>());
    }
  }
  std::string rest = first_said(config, variables, {"noproxy", "NO_PROXY", "no_proxy"});
  for (std::size_t comma = 0; !rest.empty(); rest.erase(0, comma + 1)) {
    comma = std::min(rest.find(','), rest.size() - 1);
    std::string one = rest.substr(0, rest[comma] == ',' ? comma : comma + 1);
    std::erase(one, ' ');
    access.direct.push_back(std::move(one));
  }
  return access;
}

Result<NpmSettings> read_npm_settings(const Tools& tools) {
  if (tools.npm.empty()) {
    return fail(Code::unavailable, "npm is not on PATH, so new dependencies cannot be installed");
  }
  const auto config = ask_npm(tools);
  if (!config) return std::unexpected(config.error());
  NpmSettings settings;
  add_file(settings, text_in(*config, "userconfig"), "/opt/config/user", "npm_config_userconfig");
  add_file(settings, text_in(*config, "globalconfig"), "/opt/config/global",
           "npm_config_globalconfig");
  if (const auto cafile = text_in(*config, "cafile"); !cafile.empty()) {
    add_file(settings, cafile, "/opt/config/ca", "npm_config_cafile");
  }
  if (const char* extra = std::getenv("NODE_EXTRA_CA_CERTS")) {
    add_file(settings, extra, "/opt/config/extra-ca", "NODE_EXTRA_CA_CERTS");
  }
  for (const char* name : {"npm_config_registry", "NPM_CONFIG_REGISTRY"}) {
    copy_variable(settings, name);
  }
  auto access = registry_access_of(*config, proxy_variables());
  if (!access) return std::unexpected(access.error());
  settings.access = std::move(*access);
  return settings;
}

Result<sandbox::RunResult> run_npm_ci(const InstallRun& run, const InstallPlan& plan,
                                      const std::string& directory,
                                      std::optional<report::Problem>& trouble) {
  if (auto laid = write_project(run, directory, plan.package_json, plan.package_lock); !laid)
    return std::unexpected(laid.error());
  auto result = run_npm(run, {"ci"}, directory, trouble);
  std::error_code error;
  fs::remove(directory + manifest_file, error);
  fs::remove(directory + lock_file, error);
  if (!result || result->ended != sandbox::Ended::exited || result->exit_code != 0) return result;
  // Mount points for the scratch space that tools expect inside a read-only node_modules.
  for (const char* name : {"", "/.vite", "/.vite-temp", "/.cache", "/.tmp"}) {
    fs::create_directories(directory + "/node_modules" + name, error);
  }
  return result;
}

Result<sandbox::RunResult> run_npm_lock(const InstallRun& run, const LockPlan& plan,
                                        const std::string& directory, std::string& lock) {
  if (auto laid = write_project(run, directory, plan.package_json, plan.package_lock); !laid)
    return std::unexpected(laid.error());
  std::optional<report::Problem> trouble;
  auto result = run_npm(run, {"install", "--package-lock-only"}, directory, trouble);
  if (result && result->ended == sandbox::Ended::exited && result->exit_code == 0) {
    const auto written = sandbox::read_file(directory + lock_file, max_lock_bytes);
    if (written) lock = without_addresses(*written);
  }
  std::error_code error;
  for (const fs::directory_entry& left : fs::directory_iterator(directory, error)) {
    fs::remove_all(left.path(), error);
  }
  return result;
}

}  // namespace sitewright::install
