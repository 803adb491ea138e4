// Clock, ids, log and configuration over the synchronous imports.
#pragma once

#include "ports/effects.hpp"

namespace sitewright::host {

class HostClock final : public ports::Clock {
 public:
  ports::Millis now() override;
};

class HostIds final : public ports::IdSource {
 public:
  std::string make(std::string_view kind) override;
};

class HostLog final : public ports::Log {
 public:
  void write(Level level, std::string_view event,
             std::vector<std::pair<std::string_view, std::string>> fields) override;
};

class HostConfig final : public ports::Config {
 public:
  std::optional<std::string> get(std::string_view name) override;
};

}  // namespace sitewright::host
