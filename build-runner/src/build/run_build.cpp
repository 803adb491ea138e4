#include "build/run_build.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <thread>

#include "build/commands.hpp"
#include "build/complete_lock.hpp"
#include "build/media_type.hpp"
#include "build/size_budget.hpp"
#include "build/smoke.hpp"
#include "build/smoke_browser.hpp"
#include "build/stage_command.hpp"
#include "healing/manifest_key.hpp"
#include "install/manifest.hpp"
#include "project/sha256.hpp"
#include "unpack/tar_reader.hpp"
#include "unpack/tar_writer.hpp"

namespace sitewright::build {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using report::Category;
using report::Ending;
using report::Outcome;
using report::Problem;
using report::problem;
using report::Stage;
using report::StageStatus;
using unpack::Member;

constexpr unpack::TarLimits output_limits{10'000, 32u << 20, 64u << 20};

std::uint64_t ms_since(Clock::time_point start) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());
}

const Member* find_member(const std::vector<Member>& members, std::string_view path) {
  const auto found = std::ranges::find(members, path, &Member::path);
  return found == members.end() ? nullptr : &*found;
}

/// The project directory of a command that runs without a sandbox; removed with its contents.
class HostDirectory {
 public:
  HostDirectory(const Workshop& workshop, const std::string& node_modules) {
    if (workshop.host.isolation == sandbox::Isolation::bubblewrap) return;
    static std::atomic<unsigned> counter = 0;
    path_ = workshop.scratch + "/work-" + std::to_string(++counter);
    std::error_code error;
    fs::remove_all(path_, error);
    fs::create_directories(path_, error);
    fs::create_directory_symlink(node_modules, path_ + "/node_modules", error);
  }
  HostDirectory(const HostDirectory&) = delete;
  HostDirectory& operator=(const HostDirectory&) = delete;
  ~HostDirectory() {
    std::error_code error;
    if (!path_.empty()) fs::remove_all(path_, error);
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class Build {
 public:
  Build(Workshop& workshop, const BuildInput& input, report::FrameLog& frames,
        const sandbox::CancelToken& cancel)
      : workshop_(workshop),
        input_(input),
        frames_(frames),
        cancel_(cancel),
        budget_(input.max_log_bytes),
        deadline_(started_ + input.timeout),
        memory_bytes_(std::min(workshop.memory_bytes * input.memory_percent / 100,
                               workshop.max_memory_bytes)) {}

  BuildSummary run() {
    const bool succeeded = run_stages();
    if (!succeeded && is_sketch_ && !cancel_.cancelled()) send_lock();
    report::Done done;
    done.status = cancel_.cancelled() ? Ending::cancelled
                  : succeeded         ? Ending::succeeded
                                      : Ending::failed;
    if (done.status == Ending::succeeded) send_site(done);
    done.exit_code = succeeded ? 0 : std::clamp(exit_code_.load(), 1, 255);
    usage_.wall_ms = ms_since(started_);
    done.duration_ms = usage_.wall_ms;
    frames_.append(report::usage_frame(usage_));
    browser_.reset();
    if (!key_.empty() && is_plain_vite_build(script_)) input_.bundlers.prepare(input_.slot, key_);
    input_.browsers.prepare(input_.slot);
    return {done, usage_};
  }

 private:
  bool run_stages() {
    if (!in_stage(Stage::unpack, [this] { return unpack(); })) return false;
    if (!in_stage(Stage::install, [this] { return install(); })) return false;
    start_browser();
    bool types_hold = false;
    std::thread typechecking(
        [&] { types_hold = in_stage(Stage::typecheck, [this] { return typecheck(); }); });
    const bool built = in_stage(Stage::build, [this] { return build(); });
    typechecking.join();
    count(types_usage_);
    if (!built || !types_hold || cancel_.cancelled()) return false;
    return in_stage(Stage::smoke, [this] { return smoke(); });
  }

  template <class Work>
  bool in_stage(Stage stage, Work work) {
    const auto start = Clock::now();
    frames_.append(report::stage_frame(stage, StageStatus::started, 0));
    const StageStatus status = cancel_.cancelled() ? StageStatus::failed : work();
    frames_.append(report::stage_frame(stage, status, ms_since(start),
                                       stage == Stage::smoke ? smoke_note_ : std::string()));
    return status != StageStatus::failed;
  }

  StageStatus failed_by(const Problem& why) {
    frames_.append(report::error_frame(why));
    return StageStatus::failed;
  }

  StageStatus unpack() {
    auto members = unpack::read_tar(input_.archive, {});
    if (!members) return failed_by(members.error());
    // Nobody but the machine's owner configures npm.
    std::erase_if(*members, [](const Member& member) {
      return member.path == ".npmrc" || member.path.ends_with("/.npmrc");
    });
    members_ = std::move(*members);
    const Member* manifest = find_member(members_, "package.json");
    if (manifest == nullptr) {
      return failed_by(
          {Category::configuration, "no_manifest", "The project has no package.json."});
    }
    auto script = install::build_script_of(manifest->bytes);
    if (!script) return failed_by(script.error());
    script_ = std::move(*script);
    auto archive = sandbox::sealed_memory(unpack::write_tar(members_));
    if (!archive)
      return failed_by({Category::resource, "memory_unavailable", archive.error().detail});
    archive_ = std::move(*archive);
    return StageStatus::finished;
  }

  StageStatus install() {
    const Member* lock = find_member(members_, "package-lock.json");
    if (lock == nullptr) {
      return failed_by_lock(
          {Category::dependency, "lock_file_missing", "The project has no package-lock.json."});
    }
    const auto plan = install::plan_install(find_member(members_, "package.json")->bytes,
                                            lock->bytes, workshop_.node_version);
    if (!plan) return failed_by_lock(plan.error());
    key_ = plan->key;
    is_sketch_ = plan->is_sketch;
    if (auto lease = workshop_.store.find(plan->key)) {
      lease_ = std::move(*lease);
      return StageStatus::skipped;
    }
    auto lease = workshop_.store.find_or_make(
        plan->key, [&](const std::string& directory) { return fill(*plan, directory); }, cancel_,
        deadline_);
    if (!lease) return failed_by_lock(lease.error());
    lease_ = std::move(*lease);
    return StageStatus::finished;
  }

  StageStatus failed_by_lock(const Problem& why) {
    is_sketch_ |= healing::is_about_lock(why);
    return failed_by(why);
  }

  /// A lock file that would do, for whoever mends the project.
  void send_lock() {
    const Member* own = find_member(members_, "package-lock.json");
    const std::string_view manifest = find_member(members_, "package.json")->bytes;
    // The lock file holds what a mistyped key asks for: it is the key that is to be mended.
    if (own != nullptr && healing::misspelt_key(manifest)) return;
    sandbox::RunUsage usage;
    const std::string lock = complete_lock({workshop_, frames_, budget_, deadline_, cancel_},
                                           manifest, own == nullptr ? "" : own->bytes, usage);
    count(usage);
    if (!lock.empty()) frames_.append(report::lock_frame(lock));
  }

  Outcome<void> fill(const install::InstallPlan& plan, const std::string& directory) {
    const auto settings = install::read_npm_settings(workshop_.tools);
    if (!settings) return problem(Category::dependency, "npm_unavailable", settings.error().detail);
    std::optional<Problem> trouble;
    const RunCommand command = [&](const sandbox::Observer& observer) {
      const install::InstallRun run{workshop_.host,      workshop_.tools, *settings,
                                    workshop_.npm_cache, deadline_,       cancel_,
                                    observer.on_out,     observer.on_err, observer.on_tick};
      return install::run_npm_ci(run, plan, directory, trouble);
    };
    StageResult result = run_stage_command(frames_, budget_, Stage::install, command);
    count(result.usage);
    if (result.succeeded) return {};
    exit_code_ = result.exit_code;
    if (result.problems.empty())
      return problem(Category::resource, "cancelled", "The build was cancelled.");
    if (trouble && result.problems.front().category != Category::resource)
      return std::unexpected(std::move(*trouble));
    for (std::size_t i = 0; i + 1 < result.problems.size(); ++i) {
      frames_.append(report::error_frame(result.problems[i]));
    }
    return std::unexpected(std::move(result.problems.back()));
  }

  Result<StageResult> run_command(Stage stage,
                                  const std::function<sandbox::Spec(const CommandContext&)>& make) {
    auto archive = sandbox::reopened(archive_);
    if (!archive) return std::unexpected(archive.error());
    const HostDirectory directory(workshop_, lease_.node_modules);
    const CommandContext context{workshop_,      lease_.node_modules, deadline_,    input_.slot,
                                 archive->get(), directory.path(),    memory_bytes_};
    const sandbox::Spec spec = make(context);
    return run_stage_command(frames_, budget_, stage, [&](const sandbox::Observer& observer) {
      return sandbox::run(workshop_.host, spec, observer, cancel_);
    });
  }

  StageStatus typecheck() {
    const Member* config = find_member(members_, "tsconfig.json");
    std::error_code error;
    if (config == nullptr || !fs::exists(lease_.node_modules + "/typescript/bin/tsc", error)) {
      return StageStatus::skipped;
    }
    const bool references = config->bytes.contains("\"references\"");
    auto result = run_command(Stage::typecheck, [&](const CommandContext& context) {
      return typecheck_command(context, references, lease_.practice.types);
    });
    return conclude(result, types_usage_);
  }

  StageStatus build() {
    // One that waits was given what builds have as a rule.
    const bool fits = memory_bytes_ == workshop_.memory_bytes && is_plain_vite_build(script_);
    auto resident = fits ? input_.bundlers.take(input_.slot, key_) : nullptr;
    auto result = resident ? run_stage_command(frames_, budget_, Stage::build,
                                               [&](const sandbox::Observer& observer) {
                                                 return resident->bundle(archive_, deadline_,
                                                                         observer, cancel_);
                                               })
                           : run_command(Stage::build, [&](const CommandContext& context) {
                               return build_command(context, script_);
                             });
    sandbox::RunUsage usage;
    const StageStatus status = conclude(result, usage);
    count(usage);
    if (status == StageStatus::finished) output_ = std::move(result->output);
    return status;
  }

  StageStatus conclude(const Result<StageResult>& result, sandbox::RunUsage& usage) {
    if (!result)
      return failed_by({Category::resource, "sandbox_unavailable", result.error().detail});
    usage = result->usage;
    if (result->succeeded) return StageStatus::finished;
    exit_code_ = result->exit_code;
    for (const Problem& one : result->problems) frames_.append(report::error_frame(one));
    return StageStatus::failed;
  }

  StageStatus smoke() {
    if (output_.empty()) {
      return failed_by({Category::configuration, "no_output", "The build made no dist directory."});
    }
    auto site = unpack::read_tar(output_, output_limits);
    if (!site) {
      Problem why = site.error();
      if (why.code.starts_with("archive_")) why.code.replace(0, 7, "output");
      return failed_by(why);
    }
    site_ = std::move(*site);
    for (const Member& file : site_) {
      site_frames_.push_back(
          report::file_frame({file.path, file.bytes, project::sha256_hex(file.bytes),
                              std::string(media_type_of(file.path))}));
    }
    auto problems = smoke_test(site_);
    SizeReport sizes = check_sizes(site_);
    std::ranges::move(sizes.problems, std::back_inserter(problems));
    say(sizes.warnings);
    if (find_member(site_, "index.html") != nullptr) look_in_browser(problems);
    for (const Problem& one : problems) frames_.append(report::error_frame(one));
    return problems.empty() ? StageStatus::finished : StageStatus::failed;
  }

  /// Beside the bundler, if none waits, so that it is there when the site is.
  void start_browser() {
    if (workshop_.chromium.program.empty()) {
      smoke_note_ = "without a browser: " + workshop_.chromium.reason;
      return;
    }
    browser_ = input_.browsers.take(input_.slot, deadline_);
  }

  void look_in_browser(std::vector<Problem>& problems) {
    if (browser_) {
      BrowserReport seen = browser_->look_at(site_frames_, cancel_);
      count(browser_->usage());
      say(seen.log);
      std::ranges::move(seen.problems, std::back_inserter(problems));
      if (!seen.skipped.empty()) smoke_note_ = "without a browser: " + seen.skipped;
      if (problems.empty() && !seen.thumbnail.empty()) {
        frames_.append(report::thumbnail_frame(seen.thumbnail));
      }
    }
    if (smoke_note_.empty()) return;
    const std::array lines{
        "The site was not looked at in a browser, only its files were checked (" + smoke_note_ +
        ")."};
    say(lines);
  }

  void say(std::span<const std::string> lines) {
    if (!lines.empty())
      frames_.append(report::log_frame(report::Stream::system, Stage::smoke, lines));
  }

  void send_site(report::Done& done) {
    for (const Member& file : site_) done.bytes += file.bytes.size();
    done.files = site_.size();
    for (std::string& frame : site_frames_) frames_.append(std::move(frame));
  }

  // Typecheck and build run together, so their peaks add up.
  void count(const sandbox::RunUsage& usage) {
    usage_.peak_memory_bytes += usage.peak_memory_bytes;
    usage_.cpu_ms += usage.cpu_ms;
  }

  Workshop& workshop_;
  const BuildInput& input_;
  report::FrameLog& frames_;
  const sandbox::CancelToken& cancel_;
  report::LogBudget budget_;
  Clock::time_point started_ = Clock::now();
  Clock::time_point deadline_;
  std::uint64_t memory_bytes_;  ///< of each stage

  std::vector<Member> members_;
  std::string script_;
  std::string key_;         ///< of the dependencies
  bool is_sketch_ = false;  ///< the lock file is missing, damaged, or may lack something
  sandbox::Fd archive_;
  install::Lease lease_;
  std::string output_;
  std::vector<Member> site_;
  std::vector<std::string> site_frames_;
  std::unique_ptr<SmokeBrowser> browser_;
  std::string smoke_note_;
  std::atomic<int> exit_code_ = 1;
  sandbox::RunUsage types_usage_;
  report::Usage usage_;
};

}  // namespace

BuildSummary run_build(Workshop& workshop, const BuildInput& input, report::FrameLog& frames,
                       const sandbox::CancelToken& cancel) {
  return Build(workshop, input, frames, cancel).run();
}

}  // namespace sitewright::build
