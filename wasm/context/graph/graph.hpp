// Who imports whom, and what follows from it.
// Errors: none. A path that is not in the graph has no edges and no score.
// Order:  every list is in path byte order, so the same files give the same answer however the
//         graph came to be; scores are summed in that order too, to the last bit.
// Time:   update and remove are linear in the edges that they add and take away, and in the
//         importers of the files that an edge is taken from.
// Owns:   a copy of each path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sitewright::context {

/// Names a file in one graph; never given to another path, also after remove().
using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xffffffff;

enum class Direction : std::uint8_t {
  imports,    ///< from a file to what it imports
  importers,  ///< from a file to what imports it
  both,
};

inline constexpr std::uint32_t unreachable = 0xffffffff;

struct Seed {
  NodeId node = no_node;
  double weight = 1;  ///< only shares matter
};

struct PageRankOptions {
  double damping = 0.85;
  /// Share of a node's score that flows to what imports it instead of what it imports.
  double backward = 0.5;
  int rounds = 40;
  double tolerance = 1e-9;  ///< stops when the scores moved by less in all
};

class Graph {
 public:
  /// Says what `path` imports now; adds the files it does not know. Self-imports and repeats are
  /// dropped.
  NodeId update(std::string_view path, std::span<const std::string_view> imports);
  /// Takes the file away. Files that still import it keep their edge to the name: it counts again
  /// when update() brings the file back.
  void remove(std::string_view path);

  [[nodiscard]] NodeId find(std::string_view path) const;  ///< or no_node
  [[nodiscard]] std::string_view path(NodeId node) const { return nodes_[node].path; }
  [[nodiscard]] std::size_t size() const { return present_; }
  /// All files, in path order.
  [[nodiscard]] std::vector<NodeId> nodes() const;

  [[nodiscard]] std::vector<NodeId> imports(NodeId node) const;
  [[nodiscard]] std::vector<NodeId> importers(NodeId node) const;

  /// Groups of files that import each other in a circle, each in path order, groups by first path.
  [[nodiscard]] std::vector<std::vector<NodeId>> cycles() const;

  /// Fewest edges from any of `from`; indexed by NodeId, unreachable where there is no way.
  [[nodiscard]] std::vector<std::uint32_t> distances(std::span<const NodeId> from,
                                                     Direction direction) const;

  /// Personalised PageRank, indexed by NodeId, sum 1; without seeds every file is one.
  [[nodiscard]] std::vector<double> page_rank(std::span<const Seed> seeds,
                                              const PageRankOptions& options = {}) const;

 private:
  struct Node {
    std::string path;
    bool present = false;
    std::vector<NodeId> out;  // as given, without repeats; may name absent nodes
    std::vector<NodeId> in;
  };
  struct PathHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view path) const;
  };

  NodeId intern(std::string_view path);
  void set_present(NodeId node, bool present);
  void clear_out(NodeId node);
  [[nodiscard]] std::vector<NodeId> in_path_order(std::span<const NodeId> nodes) const;

  std::vector<Node> nodes_;
  std::unordered_map<std::string, NodeId, PathHash, std::equal_to<>> ids_;
  std::size_t present_ = 0;
};

}  // namespace sitewright::context
