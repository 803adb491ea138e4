// Files that are deployed with a Worker.
// Errors: not_found when the Worker was deployed without the file.
#pragma once

#include <string>

#include "async/task.hpp"

namespace sitewright::ports {

struct Assets {
  virtual Task<std::string> read(std::string name) = 0;

 protected:
  ~Assets() = default;
};

}  // namespace sitewright::ports
