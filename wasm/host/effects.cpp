#include "host/effects.hpp"

namespace sitewright::host {

void Effects::Pending::await_suspend(std::coroutine_handle<> handle) {
  waiting = handle;
  effects.waiting_.emplace(number, this);
  const std::string request = std::exchange(frame, {});
  start_effect(effects.run_, number, request.data(), request.size());
}

void Effects::resume(std::uint32_t effect, bool failed, HostBytes answer) {
  const auto found = waiting_.find(effect);
  if (found == waiting_.end()) return;
  Pending& pending = *found->second;
  pending.failed = failed;
  pending.answer = std::move(answer);
  pending.waiting.resume();
}

std::string Effects::framed(std::string_view kind, std::string header, std::string_view body) {
  // {"kind":"blob.open", then the request's own members.
  std::string whole = R"({"kind":")";
  whole += kind;
  whole += header == "{}" ? "\"" : "\",";
  whole.append(header, 1);
  return write_frame(whole, body);
}

}  // namespace sitewright::host
