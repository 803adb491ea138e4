// Reads from another Worker of this deployment, over its service binding.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "async/task.hpp"

namespace sitewright::ports {

struct SiblingReply {
  std::int64_t status;
  std::string body;
};

struct Sibling {
  virtual Task<SiblingReply> get(std::string service, std::string path,
                                 std::vector<std::pair<std::string, std::string>> headers) = 0;

 protected:
  ~Sibling() = default;
};

}  // namespace sitewright::ports
