#include "context/graph/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <vector>

using namespace sitewright::context;

namespace {

using Names = std::vector<std::string>;

NodeId set(Graph& graph, std::string_view path, std::vector<std::string_view> imports) {
  return graph.update(path, imports);
}

Names names(const Graph& graph, const std::vector<NodeId>& nodes) {
  Names list;
  for (const NodeId node : nodes) list.emplace_back(graph.path(node));
  return list;
}

}  // namespace

TEST_SUITE("context/graph") {
  TEST_CASE("both directions of an import are known, once each, in path order") {
    Graph graph;
    const NodeId app = set(graph, "app", {"z", "button", "z", "app"});
    set(graph, "page", {"button"});
    CHECK(names(graph, graph.imports(app)) == Names{"button", "z"});
    CHECK(names(graph, graph.importers(graph.find("button"))) == Names{"app", "page"});
    CHECK(graph.size() == 4);
  }

  TEST_CASE("an update replaces the imports, a removed file leaves and may come back") {
    Graph graph;
    const NodeId a = set(graph, "a", {"b"});
    set(graph, "a", {"c"});
    CHECK(graph.importers(graph.find("b")).empty());
    graph.remove("c");
    CHECK(graph.find("c") == no_node);
    CHECK(graph.imports(a).empty());
    set(graph, "c", {});
    CHECK(names(graph, graph.imports(a)) == Names{"c"});
    graph.remove("nothing");
  }

  TEST_CASE("files that import each other in a circle are one group") {
    Graph graph;
    set(graph, "a", {"b"});
    set(graph, "b", {"c"});
    set(graph, "c", {"a", "d"});
    set(graph, "y", {"x"});
    set(graph, "x", {"y"});
    const auto cycles = graph.cycles();
    REQUIRE(cycles.size() == 2);
    CHECK(names(graph, cycles[0]) == Names{"a", "b", "c"});
    CHECK(names(graph, cycles[1]) == Names{"x", "y"});
  }

  TEST_CASE("a chain of 200,000 imports is no deeper than one") {
    Graph graph;
    for (int at = 0; at < 200'000; ++at) {
      const std::string next = "f" + std::to_string(at + 1);
      set(graph, "f" + std::to_string(at), {next});
    }
    CHECK(graph.cycles().empty());
    const NodeId first = graph.find("f0");
    CHECK(graph.distances(std::vector{first}, Direction::imports)[graph.find("f200000")] ==
          200'000);
  }

  TEST_CASE("distances go the way they are asked to") {
    Graph graph;
    set(graph, "a", {"b"});
    set(graph, "b", {"c"});
    const std::vector from{graph.find("b")};
    const auto at = [&](Direction direction, std::string_view path) {
      return graph.distances(from, direction)[graph.find(path)];
    };
    CHECK(at(Direction::imports, "c") == 1);
    CHECK(at(Direction::imports, "a") == unreachable);
    CHECK(at(Direction::importers, "a") == 1);
    CHECK(at(Direction::both, "a") == 1);
    CHECK(at(Direction::both, "b") == 0);
  }

  TEST_CASE("scores sum to one, favour the seeds and what they import, and ignore history") {
    Graph graph;
    set(graph, "a", {"shared", "b"});
    set(graph, "b", {"shared"});
    set(graph, "far", {"away"});
    Graph other;
    set(other, "far", {"away", "b"});
    set(other, "gone", {"a"});
    set(other, "b", {"shared"});
    set(other, "far", {"away"});
    set(other, "a", {"b", "shared"});
    other.remove("gone");

    const std::vector<Seed> seeds{{graph.find("a"), 2}};
    const auto scores = graph.page_rank(seeds);
    CHECK(std::accumulate(scores.begin(), scores.end(), 0.0) == doctest::Approx(1));
    CHECK(scores[graph.find("a")] > scores[graph.find("shared")]);
    CHECK(scores[graph.find("shared")] > scores[graph.find("far")]);
    const std::vector<Seed> same{{other.find("a"), 1}};
    const auto again = other.page_rank(same);
    for (const NodeId node : graph.nodes()) {
      CHECK(scores[node] == again[other.find(graph.path(node))]);  // to the last bit
    }
    CHECK(Graph().page_rank({}).empty());
  }

  TEST_CASE("random updates leave what a graph built anew has") {
    std::mt19937 random(7);
    Graph graph;
    std::vector<std::vector<std::string>> truth(40);
    for (int step = 0; step < 2'000; ++step) {
      const std::size_t file = random() % truth.size();
      truth[file].clear();
      for (std::size_t count = random() % 6; count > 0; --count) {
        truth[file].push_back("f" + std::to_string(random() % truth.size()));
      }
      graph.update("f" + std::to_string(file),
                   std::vector<std::string_view>(truth[file].begin(), truth[file].end()));
    }
    Graph fresh;
    for (std::size_t file = truth.size(); file-- > 0;) {
      fresh.update("f" + std::to_string(file),
                   std::vector<std::string_view>(truth[file].begin(), truth[file].end()));
    }
    for (const NodeId node : graph.nodes()) {
      const NodeId twin = fresh.find(graph.path(node));
      REQUIRE(names(graph, graph.imports(node)) == names(fresh, fresh.imports(twin)));
      REQUIRE(names(graph, graph.importers(node)) == names(fresh, fresh.importers(twin)));
    }
  }
}
