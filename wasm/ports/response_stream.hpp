// An answer that is sent while it is made.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "async/task.hpp"

namespace sitewright::ports {

struct ResponseStream {
  virtual Task<Done> start(std::int64_t status,
                           std::vector<std::pair<std::string, std::string>> headers) = 0;
  /// false: nobody reads any more.
  virtual Task<bool> write(std::string bytes) = 0;

 protected:
  ~ResponseStream() = default;
};

}  // namespace sitewright::ports
