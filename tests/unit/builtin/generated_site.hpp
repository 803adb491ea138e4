// Runs the built-in model the way the product does, for the tests of this layer.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "builtin/model.hpp"
#include "codeops/apply.hpp"
#include "codeops/parser.hpp"
#include "templates/files.hpp"

namespace sitewright::builtin {

struct GeneratedSite {
  project::TextTree files;
  nlohmann::json plan;
  std::string failure;  ///< empty when all went well
};

inline std::vector<Part> parts_for(std::span<const std::string> messages,
                                   const project::TextTree& files) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i + 1 < messages.size(); ++i)
    parts.push_back({PartKind::history, "", messages[i]});
  parts.push_back({PartKind::request, "", messages.back()});
  for (const auto& [path, text] : files) parts.push_back({PartKind::file, path, text});
  return parts;
}

/// Plans and writes messages.back() on top of `site`; every step must change a file.
inline void generate(std::span<const std::string> messages, GeneratedSite& site) {
  const auto plan = answer(Role::architect, parts_for(messages, site.files));
  if (!plan) {
    site.failure = "plan: " + plan.error().detail;
    return;
  }
  site.plan = nlohmann::json::parse(*plan, nullptr, false);
  if (!site.plan.is_object() || !site.plan["steps"].is_array() || site.plan["steps"].empty()) {
    site.failure = "plan: not a plan";
    return;
  }
  std::size_t index = 0;
  for (const auto& step : site.plan["steps"]) {
    auto parts = parts_for(messages, site.files);
    parts.push_back({PartKind::plan, "", *plan});
    parts.push_back({PartKind::step, std::to_string(index++), step.dump()});
    const auto code = answer(Role::coder, parts);
    const auto parsed = code ? codeops::parse(*code) : std::unexpected(code.error());
    auto next = parsed ? codeops::apply_operations(site.files, parsed->operations)
                       : std::unexpected(parsed.error());
    if (!next) {
      site.failure = "step " + std::to_string(index) + ": " + next.error().detail;
      return;
    }
    if (*next == site.files) {
      site.failure = "step " + std::to_string(index) + " changes nothing";
      return;
    }
    site.files = std::move(*next);
  }
}

inline GeneratedSite site_for(const std::vector<std::string>& messages) {
  GeneratedSite site;
  for (const auto& file : templates::starter_files())
    site.files[std::string(file.path)] = std::string(file.text);
  for (std::size_t i = 1; i <= messages.size() && site.failure.empty(); ++i)
    generate(std::span(messages).first(i), site);
  return site;
}

}  // namespace sitewright::builtin
