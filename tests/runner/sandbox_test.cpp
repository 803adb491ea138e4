#include <doctest/doctest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <condition_variable>
#include <latch>
#include <mutex>
#include <thread>

#include "build/resident_bundler.hpp"
#include "install/store.hpp"
#include "sandbox/host.hpp"
#include "sandbox/orphans.hpp"
#include "sandbox/process_tree.hpp"
#include "sandbox/run.hpp"
#include "sandbox/waiting_command.hpp"

using namespace sitewright;
using sandbox::Ended;

namespace {

constexpr uid_t test_uid = 64200;

struct Ran {
  sandbox::RunResult result;
  std::string out;
};

Ran run_shell(const sandbox::Host& host, const std::string& script,
              std::chrono::milliseconds limit = std::chrono::seconds(10)) {
  sandbox::Spec spec;
  spec.command = {"sh", "-c", script};
  spec.environment = {{"PATH", "/usr/bin:/bin"}};
  spec.limits.deadline = std::chrono::steady_clock::now() + limit;
  spec.host_directory = "/tmp";
  Ran ran;
  const sandbox::Observer observer{[&](std::string_view text) { ran.out += text; },
                                   [](std::string_view) {}, [] {}};
  const sandbox::CancelToken never;
  auto result = sandbox::run(host, spec, observer, never);
  REQUIRE(result.has_value());
  ran.result = std::move(*result);
  return ran;
}

/// Each way of isolation that works here.
std::vector<sandbox::Host> hosts() {
  const sandbox::Host best = sandbox::probe_host(test_uid);
  if (best.isolation == sandbox::Isolation::none) return {};
  std::vector<sandbox::Host> out{best};
  if (best.demotion == sandbox::Demotion::outside) {
    out.push_back(best);
    out.back().demotion = sandbox::Demotion::inside;
  }
  return out;
}

struct Scratch {
  Scratch() {
    std::string name = "/tmp/sitewright-store-XXXXXX";
    path = ::mkdtemp(name.data());
  }
  ~Scratch() { static_cast<void>(std::system(("rm -rf " + path).c_str())); }
  std::string path;
};

}  // namespace

TEST_SUITE("runner/sandbox") {
  TEST_CASE("however root is given up, the command is nobody of importance and can write") {
    for (const sandbox::Host& host : hosts()) {
      const Ran ran =
          run_shell(host,
                    "id -u; echo x > /site/x && echo x > /tmp/x && cat /site/x; ls /etc 2>&1; "
                    "grep CapBnd /proc/self/status; echo y > /dev/shm/y");
      CHECK(ran.result.exit_code == 0);
      CHECK_FALSE(ran.out.starts_with("0\n"));
      CHECK(ran.out.contains("\nx\n"));
      CHECK(ran.out.contains("No such file or directory"));
      CHECK(ran.out.contains("CapBnd:\t0000000000000000"));
    }
  }

  TEST_CASE("exit codes, signals and the result channel arrive") {
    for (const sandbox::Host& host : hosts()) {
      CHECK(run_shell(host, "exit 7").result.exit_code == 7);
      CHECK(run_shell(host, "kill -9 $$").result.exit_code == 137);
      const Ran ran = run_shell(host, "head -c 1000000 /dev/zero >&3");
      CHECK(ran.result.output.size() == 1'000'000);
      CHECK(ran.result.ended == Ended::exited);
    }
  }

  TEST_CASE("a background process does not keep the run open") {
    for (const sandbox::Host& host : hosts()) {
      const Ran ran = run_shell(host, "sleep 30 & setsid sleep 30 & exit 0");
      CHECK(ran.result.ended == Ended::exited);
      CHECK(ran.result.usage.wall_ms < 5000);
    }
  }

  TEST_CASE("the deadline ends it") {
    for (const sandbox::Host& host : hosts()) {
      const Ran ran = run_shell(host, "trap '' TERM; sleep 30", std::chrono::milliseconds(300));
      CHECK(ran.result.ended == Ended::timed_out);
      CHECK(ran.result.usage.wall_ms < 2000);
    }
  }

  TEST_CASE("without isolation the limits and the kill still hold") {
    const sandbox::Host bare;
    CHECK(run_shell(bare, "exit 5").result.exit_code == 5);
    const Ran ran = run_shell(bare, "sleep 30 & sleep 30", std::chrono::milliseconds(300));
    CHECK(ran.result.ended == Ended::timed_out);
  }

  TEST_CASE("what a killed runner left is ended by the next, what a living one runs is not") {
    const auto sleeper = [](const std::string& mark) {
      sandbox::SpawnPlan plan;
      plan.program = "/bin/sh";
      plan.arguments = {"bwrap", "-c", "sleep 100; :", "sh", mark};
      auto child = sandbox::spawn(plan);
      REQUIRE(child.has_value());
      return std::move(*child);
    };
    const auto own_start = sandbox::start_time_of(::getpid());
    REQUIRE(own_start.has_value());
    const sandbox::Child of_the_living = sleeper(sandbox::own_runner_mark());
    // A number that was given to another process since.
    const sandbox::Child of_the_dead = sleeper(sandbox::runner_mark(::getpid(), *own_start - 1));
    sandbox::end_orphans();
    int status = 0;
    CHECK(::waitpid(of_the_dead.pid, &status, 0) == of_the_dead.pid);
    CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
    CHECK(::waitpid(of_the_living.pid, &status, WNOHANG) == 0);
    ::kill(of_the_living.pid, SIGKILL);
    ::waitpid(of_the_living.pid, &status, 0);
  }

  /// A command that waits for its work, and what it has said so far.
  struct Waiting {
    Waiting(const sandbox::Host& host, const std::string& script)
        : command(host, spec(script, start),
                  {[this](std::string_view text) {
                     const std::lock_guard lock(mutex);
                     said += text;
                     changed.notify_all();
                   },
                   [](std::string_view) {}, [] {}}) {}

    bool hears(std::string_view text) {
      std::unique_lock lock(mutex);
      return changed.wait_until(lock, limit, [&] { return said == text; });
    }

    static sandbox::Spec spec(const std::string& script, const sandbox::StartSignal& start) {
      sandbox::Spec spec;
      spec.command = {"sh", "-c", script};
      spec.environment = {{"PATH", "/usr/bin:/bin"}};
      spec.limits.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
      spec.start = &start;
      return spec;
    }

    std::chrono::steady_clock::time_point limit =
        std::chrono::steady_clock::now() + std::chrono::seconds(20);
    sandbox::CancelToken never;
    sandbox::StartSignal start;
    std::mutex mutex;
    std::condition_variable changed;
    std::string said;
    sandbox::WaitingCommand command;
  };

  TEST_CASE("a command that waits for its work has its time from the start signal on") {
    for (const sandbox::Host& host : hosts()) {
      Waiting waiting(host, "read word; echo $word; sleep 30");
      REQUIRE(waiting.command.hand_over("work\n", waiting.limit, waiting.never));
      REQUIRE(waiting.hears("work\n"));
      CHECK_FALSE(waiting.command.ended());
      waiting.start.give(std::chrono::steady_clock::now() + std::chrono::milliseconds(300));
      REQUIRE(waiting.command.wait(waiting.limit, waiting.never));
      const auto& result = waiting.command.stop();
      REQUIRE(result.has_value());
      CHECK(result->ended == Ended::timed_out);
      CHECK(result->usage.wall_ms < 2000);
    }
  }

  TEST_CASE("a command that waits for its work gives way to others, and no longer when it begins") {
    const bool has_autogroups = ::access("/proc/self/autogroup", F_OK) == 0;
    if (!has_autogroups && ::geteuid() != 0) return;  // nothing that could be lowered and raised
    for (const sandbox::Host& host : hosts()) {
      // The nineteenth field is the niceness; the sessions of a sandbox are its own.
      Waiting waiting(host,
                      "is() { test $(cut -d' ' -f19 /proc/$$/stat) = $1 ||"
                      " grep -q \" nice $1\\$\" /proc/$$/autogroup; };"
                      "until is 10; do sleep 0.02; done; echo low;"
                      "while is 10; do sleep 0.02; done; echo normal; sleep 30");
      REQUIRE(waiting.hears("low\n"));
      waiting.start.give(waiting.limit);
      CHECK(waiting.hears("low\nnormal\n"));
    }
  }

  TEST_CASE("a program that does not exist is an error of the runner, with its name") {
    sandbox::SpawnPlan plan;
    plan.program = "/nonexistent/program";
    plan.arguments = {"program"};
    const auto child = sandbox::spawn(plan);
    REQUIRE_FALSE(child.has_value());
    CHECK(child.error().detail.contains("/nonexistent/program (exec): No such file"));
  }
}

TEST_SUITE("runner/resident_bundler") {
  TEST_CASE("only a plain call of vite is left to a bundler that waits") {
    CHECK(build::is_plain_vite_build("vite build"));
    CHECK(build::is_plain_vite_build("vite build --configLoader native --base=./"));
    for (const char* script :
         {"", "vite", "vite buildx", "vite build && rm x", "vite build; x", "tsc -b && vite build",
          "vite build --outDir 'a b'", "vite build $X", "vite build `x`", "vite build\nx",
          "A=1 vite build", "npx vite build", "vite build > x", "vite build *"}) {
      CHECK_FALSE(build::is_plain_vite_build(script));
    }
  }
}

TEST_SUITE("runner/store") {
  const auto soon = [] { return std::chrono::steady_clock::now() + std::chrono::seconds(10); };

  report::Outcome<void> fill_with(const std::string& directory, std::size_t bytes) {
    const std::string command = "mkdir " + directory + "/node_modules && head -c " +
                                std::to_string(bytes) + " /dev/urandom > " + directory +
                                "/node_modules/x";
    return std::system(command.c_str()) == 0 ? report::Outcome<void>()
                                             : report::problem(report::Category::unknown, "x", "");
  }

  TEST_CASE("of many who ask at once, one installs and all have it at the same time") {
    const Scratch scratch;
    install::DependencyStore store(scratch.path, 1 << 30);
    REQUIRE(store.prepare().has_value());
    std::atomic<int> fills = 0;
    std::atomic<int> leases = 0;
    const sandbox::CancelToken never;
    std::vector<std::thread> threads;
    std::latch all_asked(8);
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        const auto lease = store.find_or_make(
            "key",
            [&](const std::string& directory) {
              ++fills;
              return fill_with(directory, 10);
            },
            never, soon());
        leases += lease.has_value() ? 1 : 0;
        all_asked.arrive_and_wait();  // as builds do, which keep it for as long as they last
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(fills == 1);
    CHECK(leases == 8);
  }

  TEST_CASE("a failed install leaves nothing and may be tried again") {
    const Scratch scratch;
    install::DependencyStore store(scratch.path, 1 << 30);
    const sandbox::CancelToken never;
    const auto failing = [](const std::string&) -> report::Outcome<void> {
      return report::problem(report::Category::network, "offline", "");
    };
    CHECK(store.find_or_make("key", failing, never, soon()).error().code == "offline");
    CHECK_FALSE(store.find("key").has_value());
    const auto filling = [](const std::string& directory) { return fill_with(directory, 10); };
    CHECK(store.find_or_make("key", filling, never, soon()).has_value());
  }

  TEST_CASE("the least recently used set goes when there is no room, never one in use") {
    const Scratch scratch;
    install::DependencyStore store(scratch.path, 3 << 20);
    const sandbox::CancelToken never;
    const auto megabyte = [](const std::string& directory) {
      return fill_with(directory, 1 << 20);
    };
    auto first = store.find_or_make("first", megabyte, never, soon());
    REQUIRE(first.has_value());
    for (const char* key : {"second", "third", "fourth"}) {
      REQUIRE(store.find_or_make(key, megabyte, never, soon()).has_value());
    }
    CHECK(store.find("first").has_value());
    CHECK_FALSE(store.find("second").has_value());
    CHECK(store.find("fourth").has_value());
  }

  TEST_CASE("what --warm knows of a set comes with it, and the set that was used last is known") {
    const Scratch scratch;
    install::DependencyStore store(scratch.path, 1 << 30);
    CHECK(store.last_used().empty());
    const sandbox::CancelToken never;
    const auto filling = [](const std::string& directory) { return fill_with(directory, 10); };
    REQUIRE(store.find_or_make("one", filling, never, soon()).has_value());
    CHECK(store.find("one")->practice.project.empty());
    REQUIRE(store.keep_practice("one", {"a tar", "notes"}).has_value());
    CHECK(store.find("one")->practice.project == "a tar");
    CHECK(store.find("one")->practice.types == "notes");
    CHECK_FALSE(store.keep_practice("two", {"a tar", "notes"}).has_value());
    CHECK(store.last_used() == "one");
  }

  TEST_CASE("a set larger than the store is refused") {
    const Scratch scratch;
    install::DependencyStore store(scratch.path, 1 << 20);
    const sandbox::CancelToken never;
    const auto large = [](const std::string& directory) { return fill_with(directory, 2 << 20); };
    CHECK(store.find_or_make("key", large, never, soon()).error().code == "dependencies_too_large");
  }
}
