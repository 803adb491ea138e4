#include "builtin/plan_json.hpp"

#include <nlohmann/json.hpp>

#include "builtin/value.hpp"

namespace sitewright::builtin {

std::string write_plan(const Plan& plan) {
  Value::Array steps;
  for (const PlannedStep& step : plan.steps) {
    Value::Array files;
    for (const std::string& file : step.files) files.emplace_back(file);
    steps.push_back(Value::Object{{"title", step.title},
                                  {"subtitle", step.subtitle},
                                  {"description", step.description},
                                  {"files", files}});
  }
  const Value value = Value::Object{{"siteName", plan.site_name},
                                    {"summary", plan.summary},
                                    {"title", plan.title},
                                    {"steps", steps}};
  return value.json();
}

std::optional<std::string> title_in(std::string_view json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  if (!parsed.is_object()) return std::nullopt;
  const auto title = parsed.find("title");
  if (title == parsed.end() || !title->is_string()) return std::nullopt;
  return title->get<std::string>();
}

}  // namespace sitewright::builtin
