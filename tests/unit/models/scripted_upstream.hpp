// A ports::Upstream that answers what a test lays down, and remembers what it was asked.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/provider/http_provider.hpp"
#include "ports/upstream.hpp"

namespace sitewright::models {

class ScriptedUpstream final : public ports::Upstream {
 public:
  ports::UpstreamReply reply{.status = 200, .headers = {}, .stream = 1, .body = {}};
  std::vector<std::string> pieces;
  std::optional<Error> refusal;  ///< instead of an answer
  std::optional<Error> cut;      ///< after the pieces, instead of the end
  std::vector<ports::UpstreamRequest> asked;
  int closed = 0;
  int late_heads = 0;       ///< how often it is asked on for the head
  int quiet_reads = 0;      ///< before the pieces
  std::int64_t waited = 0;  ///< milliseconds, over all

  Task<ports::UpstreamReply> open(ports::UpstreamRequest request) override {
    asked.push_back(std::move(request));
    next_ = 0;
    co_return answer_after(asked.back().wait_ms);
  }

  Task<ports::UpstreamReply> head(std::int64_t, std::int64_t wait_ms) override {
    co_return answer_after(wait_ms);
  }

  Task<ports::UpstreamPiece> read(std::int64_t, std::int64_t wait_ms) override {
    using Kind = ports::UpstreamPiece::Kind;
    if (wait_ms > 0 && quiet_reads > 0) {
      --quiet_reads;
      waited += wait_ms;
      co_return ports::UpstreamPiece{.kind = Kind::quiet};
    }
    if (next_ < pieces.size()) co_return ports::UpstreamPiece{.bytes = pieces[next_++]};
    if (cut) co_return Failure(*cut);
    co_return ports::UpstreamPiece{.kind = Kind::end};
  }

  Task<Done> close(std::int64_t) override {
    ++closed;
    co_return Done{};
  }

  /// The answer in pieces of `size` bytes.
  void answer(std::string_view text, std::size_t size) {
    pieces.clear();
    for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) {
      pieces.emplace_back(text.substr(0, size));
    }
  }

 private:
  Result<ports::UpstreamReply> answer_after(std::int64_t wait_ms) {
    if (wait_ms > 0 && late_heads > 0) {
      --late_heads;
      waited += wait_ms;
      return ports::UpstreamReply{.waiting = 7};
    }
    if (refusal) return Failure(*refusal);
    return reply;
  }

  std::size_t next_ = 0;
};

struct ScriptedClock final : ports::Clock {
  ports::Millis time = 1'000;
  ports::Millis step = 0;  ///< that each look moves it
  ports::Millis now() override { return time += step; }
};

struct ScriptedInterest final : public ports::Interest {
  int asked = 0;
  int lasts = 0;  ///< how often somebody is still there

  Task<Done> still_wanted() override {
    if (++asked > lasts) co_return fail(Code::stale, "Nobody waits.");
    co_return Done{};
  }
};

struct ScriptedSink final : ports::TextSink {
  std::string written;
  std::optional<Error> refusal;

  Task<Done> text(std::string chunk) override {
    if (refusal) co_return Failure(*refusal);
    written += chunk;
    co_return Done{};
  }
  Task<Done> begin_again() override {
    written.clear();
    co_return Done{};
  }
};

}  // namespace sitewright::models
