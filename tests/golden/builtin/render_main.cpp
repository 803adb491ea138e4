// builtin_cli: what the built-in model makes of a prompt, as files on disk.
//   builtin_cli plan   PROMPT [FOLLOW-UP…]         the newest plan as JSON on stdout
//   builtin_cli render DIR PROMPT [FOLLOW-UP…]     the site's source tree in DIR
//   builtin_cli review DIR PROMPT [FOLLOW-UP…]     likewise, and the review on stdout
// The way is the product's own: architect, then coder for each step, applied by codeops.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "builtin/model.hpp"
#include "codeops/apply.hpp"
#include "codeops/parser.hpp"
#include "nlohmann/json.hpp"
#include "templates/files.hpp"

namespace {

using sitewright::builtin::Part;
using sitewright::builtin::PartKind;
using sitewright::builtin::Role;
using sitewright::project::TextTree;

struct Site {
  TextTree files;
  std::string plan;
};

int stop(std::string_view what, std::string_view detail) {
  std::fprintf(stderr, "builtin_cli: %.*s: %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(detail.size()), detail.data());
  return 1;
}

std::vector<Part> parts_of(std::span<const std::string> messages, const TextTree& files) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i + 1 < messages.size(); ++i)
    parts.push_back({PartKind::history, "", messages[i]});
  parts.push_back({PartKind::request, "", messages.back()});
  for (const auto& [path, text] : files) parts.push_back({PartKind::file, path, text});
  return parts;
}

/// One generation on top of `site`: plan, then every step. 0 on success.
int generate(std::span<const std::string> messages, Site& site) {
  auto plan = sitewright::builtin::answer(Role::architect, parts_of(messages, site.files));
  if (!plan) return stop("plan", plan.error().detail);
  site.plan = *plan;
  const auto parsed = nlohmann::json::parse(*plan, nullptr, false);
  if (!parsed.is_object()) return stop("plan", "is not JSON");
  std::size_t index = 0;
  for (const auto& step : parsed["steps"]) {
    auto parts = parts_of(messages, site.files);
    parts.push_back({PartKind::plan, "", *plan});
    parts.push_back({PartKind::step, std::to_string(index++), step.dump()});
    auto code = sitewright::builtin::answer(Role::coder, parts);
    if (!code) return stop("step", code.error().detail);
    auto parsed_code = sitewright::codeops::parse(*code);
    if (!parsed_code) return stop("operations", parsed_code.error().detail);
    auto next = sitewright::codeops::apply_operations(site.files, parsed_code->operations);
    if (!next) return stop("apply", next.error().detail);
    if (*next == site.files) return stop("step " + std::to_string(index - 1), "changes no file");
    site.files = std::move(*next);
  }
  return 0;
}

void write_tree(const std::filesystem::path& root, const TextTree& files) {
  for (const auto& [path, text] : files) {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << text;
  }
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string> arguments(values + 1, values + count);
  if (arguments.size() < 2)
    return stop("usage", "plan PROMPT… | render DIR PROMPT… | review DIR PROMPT…");
  const bool only_plan = arguments[0] == "plan";
  const std::vector<std::string> messages(arguments.begin() + (only_plan ? 1 : 2), arguments.end());
  if (messages.empty()) return stop("usage", "a prompt is missing");
  Site site;
  for (const auto& file : sitewright::templates::starter_files())
    site.files[std::string(file.path)] = std::string(file.text);
  for (std::size_t i = 1; i <= messages.size(); ++i) {
    if (const int failed = generate(std::span(messages).first(i), site); failed != 0) return failed;
  }
  if (only_plan) {
    std::printf("%s\n", nlohmann::json::parse(site.plan).dump(2).c_str());
    return 0;
  }
  write_tree(arguments[1], site.files);
  if (arguments[0] == "review") {
    auto review = sitewright::builtin::answer(Role::reviewer, parts_of(messages, site.files));
    if (!review) return stop("review", review.error().detail);
    std::printf("%s\n", review->c_str());
  }
  return 0;
}
