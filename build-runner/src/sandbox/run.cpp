#include "sandbox/run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <set>
#include <span>

#include "sandbox/bubblewrap.hpp"
#include "sandbox/cgroup.hpp"
#include "sandbox/priority.hpp"
#include "sandbox/process_tree.hpp"

namespace sitewright::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds sample_interval{50};
// While a command waits for its work it does little, and is looked at less often.
constexpr std::chrono::milliseconds waiting_interval{250};
// What getting ready may cost: twenty times what it does.
constexpr std::uint64_t waiting_cpu_ms{20'000};

std::uint64_t cpu_ms_of(const rusage& usage) {
  const auto ms = [](const timeval& time) {
    return static_cast<std::uint64_t>(time.tv_sec) * 1000 +
           static_cast<std::uint64_t>(time.tv_usec) / 1000;
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

std::vector<std::string> environment_of(const Spec& spec) {
  std::vector<std::string> out;
  for (const auto& [name, value] : spec.environment) out.push_back(name + '=' + value);
  return out;
}

// {"child-pid": 123, …}, written by bubblewrap before the command starts.
std::optional<pid_t> child_pid_in(std::string_view info) {
  constexpr std::string_view key = "\"child-pid\":";
  const std::size_t at = info.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  std::string_view rest = info.substr(at + key.size());
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  pid_t pid = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), pid);
  // A number cut off by the end of what has arrived so far would be another process.
  if (error != std::errc{} || end == rest.data() + rest.size()) return std::nullopt;
  return pid;
}

class Runner {
 public:
  Runner(const Host& host, const Spec& spec, const Observer& observer, const CancelToken& cancel)
      : host_(host), spec_(spec), observer_(observer), cancel_(cancel) {}

  Result<RunResult> run() {
    if (auto started = start(); !started) return std::unexpected(started.error());
    while (!finished()) step();
    drain();
    return finish();
  }

 private:
  struct Source {
    Fd fd;
    void (Runner::*take)(std::string_view);
  };

  Result<void> start();
  Result<void> start_process(const SpawnPlan& plan);
  void step();
  void drain();
  bool read_from(Source& source);
  void take_out(std::string_view bytes);
  void take_err(std::string_view bytes);
  void take_output(std::string_view bytes);
  void take_info(std::string_view bytes);
  void count_text(std::size_t bytes);
  void check_limits();
  void begin_work();
  void keep_priority(std::span<const pid_t> processes);
  [[nodiscard]] bool is_waiting() const { return spec_.start != nullptr && !begun_; }
  void sample();
  void stop(Ended why);
  void kill_all();
  void reap_outer();
  void reap_init();
  [[nodiscard]] bool finished() const { return outer_reaped_ && !init_pidfd_.open(); }
  RunResult finish();

  const Host& host_;
  const Spec& spec_;
  const Observer& observer_;
  const CancelToken& cancel_;

  Clock::time_point started_ = Clock::now();
  Clock::time_point deadline_ = spec_.limits.deadline;
  Clock::time_point next_sample_ = started_ + sample_interval;
  bool begun_ = false;               ///< the start signal was seen
  std::uint64_t waited_cpu_ms_ = 0;  ///< used up before it
  bool priority_kept_ = true;
  Child outer_;
  bool outer_reaped_ = false;
  pid_t init_pid_ = 0;
  Fd init_pidfd_;
  std::vector<Source> sources_;
  std::optional<Cgroup> cgroup_;
  std::set<pid_t> seen_;  ///< without a sandbox: descendants to kill, also those that left the tree

  std::string info_;
  std::uint64_t text_bytes_ = 0;
  std::optional<Ended> stopped_;
  int exit_code_ = 0;
  std::uint64_t reaped_cpu_ms_ = 0;
  RunResult result_;
};

Result<void> Runner::start() {
  SpawnPlan plan;
  if (host_.isolation == Isolation::bubblewrap) {
    plan.program = host_.bwrap;
    plan.arguments = bubblewrap_arguments(host_, spec_);
    if (host_.demotion == Demotion::outside)
      plan.identity = identity_of(host_, spec_.identity_slot);
  } else {
    plan.program = "/usr/bin/prlimit";
    plan.arguments = limited_command(host_, spec_);
    plan.environment = environment_of(spec_);
    plan.directory = spec_.host_directory;
  }
  cgroup_ = Cgroup::create(spec_.limits.memory_bytes, spec_.limits.processes);
  if (cgroup_) plan.join = cgroup_->entrances();
  return start_process(plan);
}

Result<void> Runner::start_process(const SpawnPlan& base) {
  SpawnPlan plan = base;
  plan.fds = {spec_.input_fd};
  std::vector<Fd> given;  // closed here once the child has its copies
  const std::array takes{&Runner::take_out, &Runner::take_err, &Runner::take_output,
                         &Runner::take_info};
  for (const auto take : takes) {
    auto pipe = make_pipe();
    if (!pipe) return std::unexpected(pipe.error());
    sources_.push_back({std::move(pipe->read), take});
    plan.fds.push_back(pipe->write.get());
    given.push_back(std::move(pipe->write));
  }
  for (const DataFile& file : spec_.data) {
    auto memory = sealed_memory(file.bytes);
    if (!memory) return std::unexpected(memory.error());
    plan.fds.push_back(memory->get());
    given.push_back(std::move(*memory));
  }
  auto child = spawn(plan);
  if (!child) return std::unexpected(child.error());
  outer_ = std::move(*child);
  return {};
}

void Runner::step() {
  std::vector<pollfd> polled;
  const auto watch = [&](int fd) { polled.push_back({fd, POLLIN, 0}); };
  watch(is_waiting() ? spec_.start->fd() : -1);
  watch(stopped_ ? -1 : cancel_.fd());
  watch(outer_reaped_ ? -1 : outer_.pidfd.get());
  watch(init_pidfd_.get());
  for (const Source& source : sources_) watch(source.fd.get());
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(std::min(next_sample_, deadline_) -
                                                                 Clock::now());
  const long long longest = is_waiting() ? waiting_interval.count() : sample_interval.count();
  const int wait_ms = static_cast<int>(std::clamp<long long>(left.count(), 0, longest));
  ::poll(polled.data(), polled.size(), stopped_ ? 20 : wait_ms);
  if (polled[0].revents != 0) begin_work();
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (polled[4 + i].revents != 0) read_from(sources_[i]);
  }
  if (polled[2].revents != 0) reap_outer();
  if (polled[3].revents != 0) reap_init();
  check_limits();
  observer_.on_tick();
}

// One read per readiness, so that no stream starves the limits.
bool Runner::read_from(Source& source) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::read(source.fd.get(), buffer.data(), buffer.size());
  if (got > 0) {
    (this->*source.take)({buffer.data(), static_cast<std::size_t>(got)});
    return true;
  }
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return errno == EINTR;
  source.fd.reset();
  return false;
}

// All writers are gone by now, so each stream ends. Without a sandbox a stray may hold one open.
void Runner::drain() {
  for (Source& source : sources_) {
    while (source.fd.open() && read_from(source)) {
    }
  }
}

void Runner::take_out(std::string_view bytes) {
  count_text(bytes.size());
  observer_.on_out(bytes);
}

void Runner::take_err(std::string_view bytes) {
  count_text(bytes.size());
  observer_.on_err(bytes);
}

void Runner::take_output(std::string_view bytes) {
  if (result_.output.size() + bytes.size() > spec_.limits.output_bytes)
    return stop(Ended::over_output);
  result_.output += bytes;
}

void Runner::take_info(std::string_view bytes) {
  info_ += bytes.substr(0, 4096 - std::min<std::size_t>(info_.size(), 4096));
  if (init_pid_ != 0) return;
  const auto pid = child_pid_in(info_);
  if (!pid) return;
  init_pid_ = *pid;
  init_pidfd_ = Fd(static_cast<int>(::syscall(SYS_pidfd_open, init_pid_, 0)));
  if (stopped_) kill_all();
}

void Runner::count_text(std::size_t bytes) {
  text_bytes_ += bytes;
  if (text_bytes_ > spec_.limits.text_bytes) stop(Ended::over_text);
}

void Runner::check_limits() {
  if (stopped_ || outer_reaped_) return;
  const auto now = Clock::now();
  if (cancel_.cancelled()) return stop(Ended::cancelled);
  if (now >= deadline_) return stop(Ended::timed_out);
  if (now >= next_sample_) sample();
}

// From here on it is as if the command had just been started.
void Runner::begin_work() {
  begun_ = true;
  deadline_ = spec_.start->deadline();
  started_ = Clock::now();
  next_sample_ = started_ + sample_interval;
  text_bytes_ = 0;
  result_.usage = {};
  const TreeUsage tree = sample_tree(outer_.pid);
  waited_cpu_ms_ = tree.cpu_ms;
  const rlim_t seconds = cpu_seconds(host_, deadline_) + waited_cpu_ms_ / 1000;
  const rlimit limit{seconds, seconds};
  for (const pid_t pid : tree.processes) ::prlimit(pid, RLIMIT_CPU, &limit, nullptr);
  keep_priority(tree.processes);
}

// Getting ready gives way to the work that is there, and what begins its work no longer does.
void Runner::keep_priority(std::span<const pid_t> processes) {
  priority_kept_ = set_priority(processes, is_waiting() ? Priority::low : Priority::normal);
}

void Runner::sample() {
  TreeUsage tree = sample_tree(outer_.pid);
  const ScratchUsage scratch = init_pid_ != 0 ? sample_scratch(init_pid_) : ScratchUsage{};
  const std::uint64_t memory = tree.memory_bytes + scratch.bytes;
  RunUsage& usage = result_.usage;
  usage.peak_memory_bytes = std::max(usage.peak_memory_bytes, memory);
  usage.cpu_ms = std::max(usage.cpu_ms, tree.cpu_ms - std::min(tree.cpu_ms, waited_cpu_ms_));
  if (host_.isolation == Isolation::none)
    seen_.insert(tree.processes.begin(), tree.processes.end());
  next_sample_ = Clock::now() + (is_waiting() ? waiting_interval : sample_interval);
  if (is_waiting() || !priority_kept_) keep_priority(tree.processes);
  if (is_waiting() && tree.cpu_ms > waiting_cpu_ms) return stop(Ended::timed_out);
  if (memory > spec_.limits.memory_bytes) return stop(Ended::over_memory);
  // Below the limit: at the limit itself fork fails and the tree only burns time, and a sample of a
  // tree that changes all the time never sees all of it.
  const bool crowded = tree.threads > spec_.limits.processes / 4 * 3;
  if (crowded || (cgroup_ && cgroup_->ran_out_of_processes())) return stop(Ended::over_processes);
  if (scratch.files > spec_.limits.scratch_files) return stop(Ended::over_scratch);
}

void Runner::stop(Ended why) {
  if (!stopped_) stopped_ = why;
  kill_all();
}

// The group reaches bubblewrap, and its child until that has a session of its own; the init's death
// takes the whole pid namespace with it, whatever the processes in it did.
void Runner::kill_all() {
  if (!outer_reaped_) ::kill(-outer_.pid, SIGKILL);
  if (init_pidfd_.open()) ::syscall(SYS_pidfd_send_signal, init_pidfd_.get(), SIGKILL, nullptr, 0);
  if (cgroup_) cgroup_->kill_members();
  for (const pid_t pid : seen_) ::kill(pid, SIGKILL);
}

void Runner::reap_outer() {
  int status = 0;
  rusage usage{};
  if (::wait4(outer_.pid, &status, WNOHANG, &usage) != outer_.pid) return;
  outer_reaped_ = true;
  exit_code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  reaped_cpu_ms_ += cpu_ms_of(usage);
  // Its last words may name an init that outlives it.
  for (Source& source : sources_) {
    while (init_pid_ == 0 && source.fd.open() && source.take == &Runner::take_info &&
           read_from(source)) {
    }
  }
  kill_all();
}

// The init is dead, and is reaped in finish(): until bubblewrap has ended it is not the runner's.
void Runner::reap_init() {
  init_pidfd_.reset();
}

RunResult Runner::finish() {
  // With bubblewrap gone the init is handed to the runner, which is a subreaper. When bubblewrap
  // has reaped it, ECHILD is right.
  int status = 0;
  rusage init_usage{};
  if (init_pid_ != 0 && ::wait4(init_pid_, &status, WNOHANG, &init_usage) == init_pid_) {
    reaped_cpu_ms_ += cpu_ms_of(init_usage);
  }
  RunUsage& usage = result_.usage;
  const std::uint64_t reaped = reaped_cpu_ms_ - std::min(reaped_cpu_ms_, waited_cpu_ms_);
  usage.cpu_ms = std::max(usage.cpu_ms, reaped);
  const auto wall = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - started_);
  usage.wall_ms = static_cast<std::uint64_t>(wall.count());
  result_.exit_code = exit_code_;
  result_.ended = stopped_.value_or(Ended::exited);
  if (!stopped_ && cgroup_ && cgroup_->ran_out_of_memory()) result_.ended = Ended::over_memory;
  for (const pid_t pid : seen_) {
    while (::waitpid(pid, nullptr, WNOHANG) < 0 && errno == EINTR) {
    }
  }
  return std::move(result_);
}

}  // namespace

Result<RunResult> run(const Host& host, const Spec& spec, const Observer& observer,
                      const CancelToken& cancel) {
  return Runner(host, spec, observer, cancel).run();
}

}  // namespace sitewright::sandbox
