#include "build/size_budget.hpp"

#include <string_view>

#include "project/archive/deflate.hpp"

namespace sitewright::build {
namespace {

struct Weight {
  std::size_t bytes = 0;
  std::size_t largest = 0;
  std::string largest_path;
};

Weight weigh(std::span<const unpack::Member> site,
             std::initializer_list<std::string_view> endings) {
  Weight weight;
  for (const unpack::Member& file : site) {
    bool counts = false;
    for (const std::string_view ending : endings) counts = counts || file.path.ends_with(ending);
    if (!counts) continue;
    const std::size_t bytes = project::deflate(file.bytes).size();
    weight.bytes += bytes;
    if (bytes <= weight.largest) continue;
    weight.largest = bytes;
    weight.largest_path = file.path;
  }
  return weight;
}

std::string kilobytes(std::size_t bytes) {
  return std::to_string((bytes + 999) / 1000) + " KB";
}

void judge(SizeReport& report, std::string_view what, const Weight& weight,
           const SizeBudget& budget) {
  if (weight.bytes <= budget.soft) return;
  const bool over = weight.bytes > budget.hard;
  const std::string text = "The site has " + kilobytes(weight.bytes) + " of " + std::string(what) +
                           ", compressed; " + (over ? "no more than " : "it should have at most ") +
                           kilobytes(over ? budget.hard : budget.soft) +
                           (over ? " are allowed" : "") + ". The largest file is " +
                           weight.largest_path + " with " + kilobytes(weight.largest) + ".";
  if (over) {
    report.problems.push_back(
        {report::Category::resource, "size_budget", text, "dist/" + weight.largest_path});
  } else {
    report.warnings.push_back("Warning: " + text);
  }
}

}  // namespace

SizeReport check_sizes(std::span<const unpack::Member> site) {
  SizeReport report;
  judge(report, "JavaScript", weigh(site, {".js", ".mjs"}), script_budget);
  judge(report, "CSS", weigh(site, {".css"}), style_budget);
  return report;
}

}  // namespace sitewright::build
