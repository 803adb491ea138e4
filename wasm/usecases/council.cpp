#include "usecases/council.hpp"

#include <utility>

#include "wire/generated/model.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::size_t kSeats = 2;

void add(ports::Usage& sum, const ports::Usage& usage) {
  sum.input_tokens += usage.input_tokens;
  sum.output_tokens += usage.output_tokens;
  sum.cost_micros += usage.cost_micros;
}

Verdict refused(Verdict verdict, std::string reason) {
  verdict.approved = false;
  verdict.reason = std::move(reason);
  return verdict;
}

/// Why there is no second opinion, or none at all.
std::string no_vote(std::size_t seat, const Error& error) {
  const std::string who = seat == 0 ? "No model could be asked to vote"
                                    : "No second, different model could be asked to vote";
  return who + ": " + error.detail.substr(0, 400);
}

}  // namespace

Task<Verdict> ask_council(CouncilPorts ports, std::vector<ports::Part> parts,
                          ports::Attribution whose, std::int64_t limit_ms) {
  Verdict verdict{.approved = true, .reason = "Both models agree."};
  const auto deadline = ports.clock.now() + limit_ms;
  for (std::size_t seat = 0; seat < kSeats; ++seat) {
    const auto left = deadline - ports.clock.now();
    if (left <= 0) co_return refused(std::move(verdict), "The votes took too long.");
    ports::ModelRequest request{.role = ports::Role::councillor,
                                .parts = parts,
                                .task = ports::TaskClass::approval,
                                .whose = whose,
                                .not_by = seat == 0 ? std::string() : verdict.votes[0].model,
                                .within_ms = left,
                                .interest = ports.interest};
    // Rules without weights have no opinion to give.
    request.whose.builtin_allowed = false;
    auto reply = co_await ports.model.ask(std::move(request), nullptr);
    if (!reply && reply.error().code == Code::conflict) {
      co_return std::unexpected(reply.error());
    }
    if (!reply) co_return refused(std::move(verdict), no_vote(seat, reply.error()));
    add(verdict.usage, reply->usage);
    if (ports.clock.now() > deadline) {
      co_return refused(std::move(verdict), "The votes took too long.");
    }
    if (seat > 0 && reply->usage.model == verdict.votes[0].model) {
      co_return refused(std::move(verdict),
                        "Two different models could not be had; one alone does not decide.");
    }
    auto vote = wire::decode<wire::VoteReply>(reply->text);
    if (!vote) {
      ports.log.write(ports::Log::Level::warning, "vote_unreadable",
                      {{"model", reply->usage.model}, {"detail", vote.error().detail}});
      co_return refused(std::move(verdict), reply->usage.model + " gave no vote that can be read.");
    }
    verdict.votes.push_back({.model = reply->usage.model,
                             .approve = vote->approve,
                             .reasons = std::move(vote->reasons),
                             .concerns = std::move(vote->concerns)});
    // The action is refused already: a second vote would change nothing and cost money.
    if (!verdict.votes.back().approve) {
      co_return refused(std::move(verdict), reply->usage.model + " voted against it.");
    }
  }
  co_return verdict;
}

}  // namespace sitewright::usecases
