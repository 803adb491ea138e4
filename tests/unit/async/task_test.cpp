#include "async/task.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "async/when_all.hpp"
#include "gate.hpp"

using namespace sitewright;

namespace {

/// Counts live objects, so that lifetimes are asserted and not hoped for.
struct Counted {
  static inline int live = 0;
  Counted() { ++live; }
  Counted(const Counted&) { ++live; }
  Counted(Counted&&) noexcept { ++live; }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) = default;
  ~Counted() { --live; }
};

Task<int> value(int n) {
  co_return n;
}
Task<int> failing() {
  co_return fail(Code::not_found, "no such thing");
}
Task<int> waiting(Gate* gate, int n, Counted) {
  co_await *gate;
  co_return n;
}
Task<int> add(Task<int> a, Task<int> b) {
  const int x = co_await or_return(std::move(a));
  const int y = co_await or_return(std::move(b));
  co_return x + y;
}
Task<std::string> outer(Task<int> inner, bool* reached) {
  const int n = co_await or_return(std::move(inner));
  *reached = true;
  co_return std::to_string(n);
}

}  // namespace

TEST_SUITE("async/task") {
  TEST_CASE("a task does nothing until it is started") {
    bool reached = false;
    auto task = outer(value(1), &reached);
    CHECK_FALSE(reached);
    task.start();
    CHECK(reached);
    CHECK(task.take().value() == "1");
  }

  TEST_CASE("awaiting tasks gives their values") {
    auto task = add(value(2), value(3));
    task.start();
    REQUIRE(task.finished());
    CHECK(task.take().value() == 5);
  }

  TEST_CASE("or_return ends the whole chain with the first error") {
    bool reached = false;
    auto task = outer(add(value(2), failing()), &reached);
    task.start();
    REQUIRE(task.finished());
    CHECK_FALSE(reached);
    CHECK(task.take().error().code == Code::not_found);
  }

  TEST_CASE("a plain await hands the error to the awaiter") {
    auto body = []() -> Task<bool> {
      auto result = co_await failing();
      co_return !result.has_value();
    };
    auto task = body();
    task.start();
    CHECK(task.take().value());
  }

  TEST_CASE("or_return takes a result that is there already") {
    auto body = [](Result<int> given) -> Task<int> { co_return co_await or_return(given) + 1; };
    auto good = body(4);
    good.start();
    CHECK(good.take().value() == 5);
    auto bad = body(fail(Code::stale, "older"));
    bad.start();
    CHECK(bad.take().error().code == Code::stale);
  }

  TEST_CASE("destroying a suspended task destroys everything it holds") {
    Gate gate;
    {
      auto task = add(waiting(&gate, 1, Counted{}), value(2));
      task.start();
      CHECK_FALSE(task.finished());
      CHECK(Counted::live > 0);
    }
    CHECK(Counted::live == 0);
  }

  TEST_CASE("a task that ended early destroys what it holds when its owner goes") {
    Gate gate;
    {
      auto task = add(failing(), waiting(&gate, 1, Counted{}));
      task.start();
      CHECK(task.finished());
    }
    CHECK(Counted::live == 0);
  }
}

TEST_SUITE("async/when_all") {
  TEST_CASE("all tasks run side by side and results keep their order") {
    Gate first;
    Gate second;
    std::vector<Task<int>> tasks;
    tasks.push_back(waiting(&first, 1, Counted{}));
    tasks.push_back(waiting(&second, 2, Counted{}));
    auto all = when_all(std::move(tasks));
    all.start();
    second.open();
    CHECK_FALSE(all.finished());
    first.open();
    REQUIRE(all.finished());
    auto results = all.take().value();
    CHECK(results[0].value() == 1);
    CHECK(results[1].value() == 2);
  }

  TEST_CASE("one failure does not stop the others") {
    std::vector<Task<int>> tasks;
    tasks.push_back(failing());
    tasks.push_back(value(7));
    auto all = when_all(std::move(tasks));
    all.start();
    auto results = all.take().value();
    CHECK(results[0].error().code == Code::not_found);
    CHECK(results[1].value() == 7);
  }

  TEST_CASE("no tasks is done at once") {
    auto all = when_all(std::vector<Task<int>>{});
    all.start();
    CHECK(all.take().value().empty());
  }

  TEST_CASE("destroying it while tasks wait cancels them") {
    Gate gate;
    {
      std::vector<Task<int>> tasks;
      tasks.push_back(waiting(&gate, 1, Counted{}));
      auto all = when_all(std::move(tasks));
      all.start();
    }
    CHECK(Counted::live == 0);
  }
}
