// Settings of a deployment, as a test gives them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ports/effects.hpp"

namespace sitewright::models {

class GivenSettings final : public ports::Config {
 public:
  explicit GivenSettings(std::map<std::string, std::string> values) : values_(std::move(values)) {}
  std::optional<std::string> get(std::string_view name) override {
    const auto at = values_.find(std::string(name));
    return at == values_.end() ? std::nullopt : std::optional(at->second);
  }

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace sitewright::models
