// Awaiting the host. Each run has one Effects: it numbers the run's effects, remembers who waits
// and hands the answer over.
// Errors: unavailable with the host's text when an effect failed; broken_invariant when the host
//         answered against the schema.
#pragma once

#include <coroutine>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "async/task.hpp"
#include "host/boundary.hpp"
#include "wire/generated/effects.hpp"
#include "wire/wire.hpp"

namespace sitewright::host {

/// What the host answered: the decoded header and the bytes that came with it.
template <class Reply>
struct Answered {
  Reply reply;
  HostBytes owner;
  std::string_view body;  ///< into owner
};

class Effects {
 public:
  explicit Effects(std::uint32_t run) : run_(run) {}
  Effects(const Effects&) = delete;
  Effects& operator=(const Effects&) = delete;

  /// Carries out `request`, with `body` as bulk bytes.
  template <class Request>
  Task<Answered<typename wire::EffectReply<Request>::type>> perform(Request request,
                                                                    std::string body = {}) {
    using Reply = typename wire::EffectReply<Request>::type;
    Pending pending{*this, next_++,
                    framed(wire::effect_kind<Request>, wire::encode(request), body)};
    body.clear();
    body.shrink_to_fit();
    co_await pending;
    if (pending.failed) co_return fail(Code::unavailable, std::string(pending.answer.view()));
    const FrameView frame = read_frame(pending.answer.view());
    auto reply = wire::decode<Reply>(frame.header);
    if (!reply) co_return fail(Code::broken_invariant, "effect reply: " + reply.error().detail);
    co_return Answered<Reply>{std::move(*reply), std::move(pending.answer), frame.body};
  }

  /// The host's answer to effect number `effect`; unknown numbers are dropped (a cancelled await).
  void resume(std::uint32_t effect, bool failed, HostBytes answer);

 private:
  struct Pending {
    Effects& effects;
    std::uint32_t number;
    std::string frame;
    std::coroutine_handle<> waiting = {};
    bool failed = false;
    HostBytes answer = {};

    Pending(Effects& owner, std::uint32_t effect, std::string request)
        : effects(owner), number(effect), frame(std::move(request)) {}
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;
    ~Pending() { effects.waiting_.erase(number); }

    bool await_ready() noexcept { return false; }
    void await_suspend(std::coroutine_handle<> handle);
    void await_resume() noexcept {}
  };

  static std::string framed(std::string_view kind, std::string header, std::string_view body);

  std::uint32_t run_;
  std::uint32_t next_ = 1;
  std::map<std::uint32_t, Pending*> waiting_;
};

}  // namespace sitewright::host
