#include <cmath>

#include "context/graph/graph.hpp"

#pragma clang fp contract(off)

namespace sitewright::context {

namespace {

// The graph with its present nodes numbered in path order, edges as one array.
struct Edge {
  std::uint32_t from;
  double share;  // of the score of `from`
};

struct Flow {
  std::vector<std::uint32_t> begin;  // of each node's incoming edges
  std::vector<Edge> edges;
  std::vector<std::uint32_t> dead_ends;
};

struct Incoming {
  std::uint32_t to;
  Edge edge;
};

Flow flow_of(const std::vector<Incoming>& incoming, std::size_t size,
             const std::vector<bool>& has_way_on) {
  Flow flow;
  flow.begin.assign(size + 1, 0);
  for (const auto& one : incoming) ++flow.begin[one.to + 1];
  for (std::size_t node = 0; node < size; ++node) flow.begin[node + 1] += flow.begin[node];
  flow.edges.resize(incoming.size());
  auto next = flow.begin;
  for (const auto& one : incoming) flow.edges[next[one.to]++] = one.edge;
  for (std::uint32_t node = 0; node < size; ++node) {
    if (!has_way_on[node]) flow.dead_ends.push_back(node);
  }
  return flow;
}

std::vector<double> settle(const Flow& flow, const std::vector<double>& home,
                           const PageRankOptions& options) {
  std::vector<double> score = home;
  std::vector<double> next(home.size());
  for (int round = 0; round < options.rounds; ++round) {
    double lost = 0;  // what stands at dead ends goes home
    for (const std::uint32_t node : flow.dead_ends) lost += score[node];
    const double restart = 1 - options.damping + options.damping * lost;
    double moved = 0;
    for (std::size_t node = 0; node < score.size(); ++node) {
      double sum = 0;
      for (std::uint32_t at = flow.begin[node]; at < flow.begin[node + 1]; ++at) {
        sum += score[flow.edges[at].from] * flow.edges[at].share;
      }
      next[node] = options.damping * sum + restart * home[node];
      moved += std::abs(next[node] - score[node]);
    }
    score.swap(next);
    if (moved < options.tolerance) break;
  }
  return score;
}

}  // namespace

std::vector<double> Graph::page_rank(std::span<const Seed> seeds,
                                     const PageRankOptions& options) const {
  const std::vector<NodeId> order = nodes();
  const std::size_t size = order.size();
  std::vector<std::uint32_t> place(nodes_.size(), no_node);
  for (std::uint32_t at = 0; at < size; ++at) place[order[at]] = at;

  std::vector<Incoming> incoming;
  std::vector<bool> has_way_on(size, false);
  for (std::uint32_t at = 0; at < size; ++at) {  // in path order, so sums do not depend on history
    const auto out = in_path_order(nodes_[order[at]].out);
    const auto in = in_path_order(nodes_[order[at]].in);
    double backward = in.empty() ? 0 : options.backward;
    if (out.empty() && !in.empty() && backward > 0) backward = 1;
    const double forward = out.empty() ? 0 : 1 - backward;
    for (const NodeId to : out) {
      incoming.push_back({place[to], {at, forward / static_cast<double>(out.size())}});
    }
    for (const NodeId to : in) {
      incoming.push_back({place[to], {at, backward / static_cast<double>(in.size())}});
    }
    has_way_on[at] = forward > 0 || backward > 0;
  }

  std::vector<double> home(size, 0);
  double total = 0;
  for (const Seed& seed : seeds) {
    if (seed.node >= place.size() || place[seed.node] == no_node || !(seed.weight > 0)) continue;
    home[place[seed.node]] += seed.weight;
    total += seed.weight;
  }
  for (double& weight : home) weight = total > 0 ? weight / total : 1 / static_cast<double>(size);

  const auto score = settle(flow_of(incoming, size, has_way_on), home, options);
  std::vector<double> by_node(nodes_.size(), 0);
  for (std::size_t at = 0; at < size; ++at) by_node[order[at]] = score[at];
  return by_node;
}

}  // namespace sitewright::context
