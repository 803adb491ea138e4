#include "build/complete_lock.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "install/manifest.hpp"

namespace sitewright::build {
namespace {

namespace fs = std::filesystem;

/// An empty directory, gone afterwards with all that is in it.
class EmptyDirectory {
 public:
  explicit EmptyDirectory(std::string path) : path_(std::move(path)) {
    std::error_code error;
    fs::create_directory(path_, error);
  }
  EmptyDirectory(const EmptyDirectory&) = delete;
  EmptyDirectory& operator=(const EmptyDirectory&) = delete;
  ~EmptyDirectory() {
    std::error_code error;
    fs::remove_all(path_, error);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

std::string complete_lock(const LockRun& run, std::string_view package_json,
                          std::string_view package_lock, sandbox::RunUsage& usage) {
  const auto plan = install::plan_lock(package_json, package_lock);
  if (!plan) return {};
  const auto settings = install::read_npm_settings(run.workshop.tools);
  if (!settings) return {};
  const EmptyDirectory directory(run.workshop.store.unfinished());
  std::string lock;
  const RunCommand command = [&](const sandbox::Observer& observer) {
    const install::InstallRun npm{run.workshop.host,      run.workshop.tools, *settings,
                                  run.workshop.npm_cache, run.deadline,       run.cancel,
                                  observer.on_out,        observer.on_err,    observer.on_tick};
    return install::run_npm_lock(npm, *plan, directory.path(), lock);
  };
  usage = run_stage_command(run.frames, run.budget, report::Stage::install, command).usage;
  return lock.size() <= report::max_lock_bytes ? lock : std::string();
}

}  // namespace sitewright::build
