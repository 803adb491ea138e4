#include "context/graph/project_graph.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace sitewright::context;

namespace {

using Names = std::vector<std::string>;

Names imports_of(const LinkedProject& project, std::string_view path) {
  Names names;
  for (const NodeId node : project.graph.imports(project.graph.find(path))) {
    names.emplace_back(project.graph.path(node));
  }
  return names;
}

}  // namespace

TEST_SUITE("context/graph/project_graph") {
  TEST_CASE("what one glob takes away another may take") {
    ProjectGraph graph;
    graph.add("main.ts",
              "import.meta.glob(['./p/*.ts', '!./p/skip.ts']); import.meta.glob('./p/skip.ts')");
    for (const auto* path : {"p/a.ts", "p/b.ts", "p/skip.ts"}) graph.add(path, "");
    CHECK(imports_of(graph.link(), "main.ts") == Names{"p/a.ts", "p/b.ts", "p/skip.ts"});
  }

  TEST_CASE("files that are not read are no part of the graph and are not missing") {
    ProjectGraph graph;
    graph.add("src/main.ts",
              "import './big'; import './ways/one'; import './gone'; import './ways/../gone';\n"
              "new URL('./lib/', import.meta.url); new URL('./none/', import.meta.url);"
              "import.meta.glob('./*.ts'); import './lib'");
    graph.add("src/lib/a.ts", "");
    graph.add("web/index.html", "<link href='/'><link href='./'><link href='/src/lib/'>");
    graph.add_unread("src/big.ts");
    graph.add_unread("src/ways");
    const auto project = graph.link();
    Names missing;
    for (const auto& one : project.unresolved) missing.push_back(one.specifier);
    CHECK(missing == Names{"./gone", "./ways/../gone", "./none/", "./lib"});
    CHECK(imports_of(project, "src/main.ts").empty());
    CHECK(project.graph.size() == 3);
  }

  TEST_CASE("where reading ended and what could not be read is told, by path") {
    ProjectGraph graph;
    graph.add("z/tsconfig.json", "{");
    graph.add("b.ts", "import './a';\n\nlet x = `");
    graph.add("a.css", "/* never");
    const auto project = graph.link();
    REQUIRE(project.gave_up.size() == 2);
    CHECK(project.gave_up[0].path == "a.css");
    CHECK(project.gave_up[1].path == "b.ts");
    CHECK(project.gave_up[1].line == 3);
    CHECK(name_of(project.gave_up[1].reason) == "unclosed template literal");
    CHECK(project.problems == std::vector<ConfigProblem>{{"z/tsconfig.json", "not a JSON object"}});
  }
}
