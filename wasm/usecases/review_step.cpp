#include "usecases/review_step.hpp"

#include <algorithm>
#include <utility>

namespace sitewright::usecases {

namespace {
using Severity = wire::ReviewFindingSeverity;
}

Task<Review> review_step(ReviewPorts ports, std::vector<ports::Part> parts) {
  auto reply =
      co_await ports.model.ask({.role = ports::Role::reviewer, .parts = std::move(parts)}, nullptr);
  if (!reply) {
    ports.log.write(ports::Log::Level::warning, "review_missing",
                    {{"detail", reply.error().detail}});
    co_return Review{};
  }
  Review review{.usage = std::move(reply->usage)};
  auto answer = wire::decode<wire::ReviewReply>(reply->text);
  if (!answer) {
    ports.log.write(ports::Log::Level::warning, "review_unreadable",
                    {{"detail", answer.error().detail}});
    co_return review;
  }
  review.findings = std::move(answer->findings);
  std::ranges::stable_sort(review.findings, {}, [](const auto& finding) {
    return finding.severity == Severity::error ? 0 : 1;
  });
  // An answer that disapproves and names nothing gives nobody anything to mend.
  review.blocks = !review.findings.empty() &&
                  (!answer->approved || review.findings.front().severity == Severity::error);
  co_return review;
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
