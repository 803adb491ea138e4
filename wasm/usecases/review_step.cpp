#include "usecases/review_step.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

#include "context/deprecation/deprecations.hpp"
#include "sorting/sort.hpp"

namespace sitewright::usecases {

namespace {

using Severity = wire::ReviewFindingSeverity;

void put_errors_first(std::vector<wire::ReviewFinding>& findings) {
  sort_stably(findings, {},
              [](const auto& finding) { return finding.severity == Severity::error ? 0 : 1; });
}

}  // namespace

Task<Review> review_step(ReviewPorts ports, std::vector<ports::Part> parts,
                         ports::Attribution whose) {
  auto reply = co_await ports.model.ask({.role = ports::Role::reviewer,
                                         .parts = std::move(parts),
                                         .task = ports::TaskClass::review,
                                         .whose = std::move(whose),
                                         .interest = ports.interest},
                                        nullptr);
  if (!reply && reply.error().code == Code::stale) co_return std::unexpected(reply.error());
  if (!reply) {
    ports.log.write(ports::Log::Level::warning, "review_missing",
                    {{"detail", reply.error().detail}});
    co_return Review{.missing = reply.error().detail};
  }
  Review review{.usage = std::move(reply->usage)};
  auto answer = wire::decode<wire::ReviewReply>(reply->text);
  if (!answer) {
    ports.log.write(ports::Log::Level::warning, "review_unreadable",
                    {{"detail", answer.error().detail}});
    review.missing = review.usage.model + " gave a review that cannot be read.";
    co_return review;
  }
  review.findings = std::move(answer->findings);
  put_errors_first(review.findings);
  // An answer that disapproves and names nothing gives nobody anything to mend.
  review.blocks = !review.findings.empty() &&
                  (!answer->approved || review.findings.front().severity == Severity::error);
  co_return review;
}

std::vector<wire::ReviewFinding> deprecated_in(std::span<const ports::Part> files,
                                               const project::TextTree& before) {
  std::vector<wire::ReviewFinding> findings;
  for (const auto& file : files) {
    if (file.kind != ports::PartKind::file) continue;
    const auto was = before.find(file.name);
    const auto* old_text = was == before.end() ? nullptr : &was->second;
    for (const auto& use : context::newly_deprecated(file.name, old_text, file.text)) {
      const bool broken = use.rule->level == context::DeprecatedLevel::never;
      findings.push_back({.severity = broken ? Severity::error : Severity::warning,
                          .path = file.name,
                          .line = std::int64_t{use.line},
                          .message = std::string(use.rule->pattern) + " is not used with " +
                                     std::string(use.rule->package) + " any more (" +
                                     std::string(use.rule->since) +
                                     "): " + std::string(use.rule->instead)});
    }
  }
  return findings;
}

void add_findings(Review& review, std::vector<wire::ReviewFinding> findings) {
  std::ranges::move(findings, std::back_inserter(review.findings));
  put_errors_first(review.findings);
  review.blocks = review.blocks ||
                  (!review.findings.empty() && review.findings.front().severity == Severity::error);
}

std::string findings_in_words(std::span<const wire::ReviewFinding> findings, std::size_t limit) {
  std::string words;
  for (const auto& finding : findings.first(std::min(limit, findings.size()))) {
    words += "- " + finding.path;
    if (finding.line) words += ":" + std::to_string(*finding.line);
    words += ": " + finding.message + "\n";
  }
  if (findings.size() > limit) {
    words += "- and " + std::to_string(findings.size() - limit) + " more\n";
  }
  return words;
}

}  // namespace sitewright::usecases
