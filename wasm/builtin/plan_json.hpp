// The plan as JSON, out and in.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "builtin/value.hpp"

namespace sitewright::builtin {

struct PlannedStep {
  std::string title;
  std::string subtitle;
  std::string description;
  std::vector<std::string> files;
};

struct Plan {
  std::string site_name;
  std::string summary;
  std::string title;
  std::vector<PlannedStep> steps;
  std::optional<Value> requirements = {};  ///< of a new site
};

std::string write_plan(const Plan& plan);

/// The title of a plan or of a step; nothing when the text is not a JSON object with one.
std::optional<std::string> title_in(std::string_view json);

}  // namespace sitewright::builtin
