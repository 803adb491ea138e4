// Asks another Worker of this deployment, over its service binding.
// Errors: unavailable when it does not answer; every status is an answer.
#pragma once

#include <cstdint>
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
  /// `json` is at most 1 MiB, as is the answer.
  virtual Task<SiblingReply> post(std::string service, std::string path, std::string json) = 0;

 protected:
  ~Sibling() = default;
};

}  // namespace sitewright::ports
