// Tarjan, "Depth-First Search and Linear Graph Algorithms" (1972), with its own stack: a chain of
// imports as long as the project must not overflow ours.
#include <algorithm>

#include "context/graph/graph.hpp"
#include "sorting/sort.hpp"

namespace sitewright::context {

namespace {

constexpr std::uint32_t unseen = 0xffffffff;

struct Frame {
  NodeId node;
  std::size_t next;  // index of the edge to look at
};

struct Search {
  std::vector<std::uint32_t> order;  // when first seen
  std::vector<std::uint32_t> low;    // earliest node on the path that can be reached
  std::vector<bool> on_path;
  std::vector<NodeId> path;
  std::vector<Frame> frames;
  std::uint32_t clock = 0;

  explicit Search(std::size_t size) : order(size, unseen), low(size, 0), on_path(size, false) {}

  void enter(NodeId node) {
    order[node] = low[node] = clock++;
    on_path[node] = true;
    path.push_back(node);
    frames.push_back(Frame{node, 0});
  }

  // The nodes of the group whose first-seen node is `root`.
  std::vector<NodeId> leave_group(NodeId root) {
    std::vector<NodeId> group;
    NodeId node = no_node;
    do {
      node = path.back();
      path.pop_back();
      on_path[node] = false;
      group.push_back(node);
    } while (node != root);
    return group;
  }
};

}  // namespace

std::vector<std::vector<NodeId>> Graph::cycles() const {
  std::vector<std::vector<NodeId>> groups;
  Search search(nodes_.size());
  for (NodeId start = 0; start < nodes_.size(); ++start) {
    if (!nodes_[start].present || search.order[start] != unseen) continue;
    search.enter(start);
    while (!search.frames.empty()) {
      Frame& frame = search.frames.back();
      const NodeId node = frame.node;
      if (frame.next < nodes_[node].out.size()) {
        const NodeId to = nodes_[node].out[frame.next++];
        if (!nodes_[to].present) continue;
        if (search.order[to] == unseen) {
          search.enter(to);
        } else if (search.on_path[to]) {
          search.low[node] = std::min(search.low[node], search.order[to]);
        }
        continue;
      }
      search.frames.pop_back();
      if (!search.frames.empty()) {
        const NodeId parent = search.frames.back().node;
        search.low[parent] = std::min(search.low[parent], search.low[node]);
      }
      if (search.low[node] != search.order[node]) continue;
      const auto group = search.leave_group(node);
      if (group.size() > 1) groups.push_back(in_path_order(group));
    }
  }
  sort_stably(groups, [this](const auto& a, const auto& b) {
    return nodes_[a.front()].path < nodes_[b.front()].path;
  });
  return groups;
}

}  // namespace sitewright::context
