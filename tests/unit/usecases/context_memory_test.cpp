#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "usecases/step_context.hpp"

using namespace sitewright;

TEST_SUITE("usecases/context_memory") {
  TEST_CASE("a tree of more files than an isolate keeps is not read anew at each step") {
    usecases::ContextMemory memory;
    project::TextTree tree;
    for (int at = 1000; at < 3500; ++at) {
      const auto number = std::to_string(at);
      tree["src/part" + number + ".ts"] = "export const part = " + number + "\n";
    }
    const auto& [path, text] = *tree.begin();
    REQUIRE(memory.index_of(tree));
    const auto before = memory.record(path, text);
    tree.rbegin()->second = "export const changed = 1\n";
    REQUIRE(memory.index_of(tree));
    CHECK(memory.record(path, text) == before);
  }

  TEST_CASE("what no tree has any more is forgotten when there is much of it") {
    usecases::ContextMemory memory;
    project::TextTree tree;
    for (int at = 0; at < 2500; ++at) tree["src/" + std::to_string(at) + ".ts"] = "x\n";
    REQUIRE(memory.index_of(tree));
    const std::weak_ptr before = memory.record("src/0.ts", "x\n");
    REQUIRE(memory.index_of({{"src/other.ts", "y\n"}}));
    CHECK(before.expired());
  }
}
