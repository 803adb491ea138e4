#include "context/graph/graph.hpp"

#include <algorithm>
#include <functional>

namespace sitewright::context {

std::size_t Graph::PathHash::operator()(std::string_view path) const {
  return std::hash<std::string_view>{}(path);
}

NodeId Graph::find(std::string_view path) const {
  const auto found = ids_.find(path);
  return found == ids_.end() || !nodes_[found->second].present ? no_node : found->second;
}

NodeId Graph::intern(std::string_view path) {
  const auto found = ids_.find(path);
  if (found != ids_.end()) return found->second;
  const auto node = static_cast<NodeId>(nodes_.size());
  nodes_.emplace_back().path = path;
  ids_.emplace(std::string(path), node);
  return node;
}

void Graph::set_present(NodeId node, bool present) {
  if (nodes_[node].present == present) return;
  nodes_[node].present = present;
  present_ += present ? 1 : std::size_t(0) - 1;
}

void Graph::clear_out(NodeId node) {
  for (const NodeId to : nodes_[node].out) {
    auto& in = nodes_[to].in;
    // The lists are not ordered: the last entry takes the free place.
    const auto at = std::find(in.begin(), in.end(), node);
    *at = in.back();
    in.pop_back();
  }
  nodes_[node].out.clear();
}

NodeId Graph::update(std::string_view path, std::span<const std::string_view> imports) {
  const NodeId node = intern(path);
  set_present(node, true);
  clear_out(node);
  std::vector<NodeId> out;
  out.reserve(imports.size());
  for (const std::string_view import : imports) {
    const NodeId to = intern(import);
    if (to != node) out.push_back(to);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  for (const NodeId to : out) {
    set_present(to, true);
    nodes_[to].in.push_back(node);
  }
  nodes_[node].out = std::move(out);
  return node;
}

void Graph::remove(std::string_view path) {
  const NodeId node = find(path);
  if (node == no_node) return;
  clear_out(node);
  set_present(node, false);
}

std::vector<NodeId> Graph::in_path_order(std::span<const NodeId> nodes) const {
  std::vector<NodeId> ordered;
  ordered.reserve(nodes.size());
  for (const NodeId node : nodes) {
    if (nodes_[node].present) ordered.push_back(node);
  }
  std::sort(ordered.begin(), ordered.end(),
            [this](NodeId a, NodeId b) { return nodes_[a].path < nodes_[b].path; });
  return ordered;
}

std::vector<NodeId> Graph::nodes() const {
  std::vector<NodeId> all(nodes_.size());
  for (NodeId node = 0; node < all.size(); ++node) all[node] = node;
  return in_path_order(all);
}

std::vector<NodeId> Graph::imports(NodeId node) const {
  if (node >= nodes_.size()) return {};
  return in_path_order(nodes_[node].out);
}

std::vector<NodeId> Graph::importers(NodeId node) const {
  if (node >= nodes_.size() || !nodes_[node].present) return {};
  return in_path_order(nodes_[node].in);
}

std::vector<std::uint32_t> Graph::distances(std::span<const NodeId> from,
                                            Direction direction) const {
  std::vector<std::uint32_t> distance(nodes_.size(), unreachable);
  std::vector<NodeId> queue;
  const auto reach = [&](NodeId node, std::uint32_t steps) {
    if (!nodes_[node].present || distance[node] != unreachable) return;
    distance[node] = steps;
    queue.push_back(node);
  };
  for (const NodeId node : from) {
    if (node < nodes_.size()) reach(node, 0);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    const Node& node = nodes_[queue[next]];
    const std::uint32_t steps = distance[queue[next]] + 1;
    if (direction != Direction::importers) {
      for (const NodeId to : node.out) reach(to, steps);
    }
    if (direction != Direction::imports) {
      for (const NodeId to : node.in) reach(to, steps);
    }
  }
  return distance;
}

}  // namespace sitewright::context
