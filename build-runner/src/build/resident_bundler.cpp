#include "build/resident_bundler.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <utility>

#include "build/commands.hpp"

namespace sitewright::build {
namespace {

using Clock = std::chrono::steady_clock;

// As in bundler/resident.mjs; what was printed before it is nobody's.
constexpr std::string_view mark = "\x06waiting\n";
constexpr std::size_t before_mark_limit = 64u << 10;
constexpr std::chrono::hours longest_wait{24};

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(" ._-/=:").contains(c);
}

}  // namespace

bool is_plain_vite_build(std::string_view script) {
  const bool named = script == "vite build" || script.starts_with("vite build ");
  return named && std::ranges::all_of(script, is_plain);
}

ResidentBundler::ResidentBundler(const Workshop& workshop, unsigned slot, std::string key,
                                 install::Lease lease)
    : key_(std::move(key)),
      lease_(std::move(lease)),
      command_(workshop.host,
               resident_command({workshop, lease_.node_modules, Clock::now() + longest_wait, slot,
                                 -1, std::string()},
                                lease_.practice.project, start_),
               pass_on()) {}

sandbox::Observer ResidentBundler::pass_on() {
  return {[this](std::string_view text) { take_out(text); },
          [this](std::string_view text) {
            const std::lock_guard lock(mutex_);
            if (observer_ != nullptr) observer_->on_err(text);
          },
          [this] {
            const std::lock_guard lock(mutex_);
            if (observer_ != nullptr) observer_->on_tick();
          }};
}

void ResidentBundler::take_out(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (marked_) {
    if (observer_ != nullptr) observer_->on_out(text);
    return;
  }
  before_mark_ += text.substr(0, before_mark_limit);
  const std::size_t at = before_mark_.find(mark);
  if (at == std::string::npos) {
    if (before_mark_.size() > before_mark_limit) before_mark_.erase(0, before_mark_limit / 2);
    return;
  }
  marked_ = true;
  if (observer_ != nullptr)
    observer_->on_out(std::string_view(before_mark_).substr(at + mark.size()));
  before_mark_ = std::string();
}

void ResidentBundler::hand_over(const sandbox::Fd& archive, Clock::time_point deadline,
                                const sandbox::CancelToken& cancel) {
  std::array<char, 1u << 16> bytes{};
  off_t at = 0;
  while (true) {
    const ssize_t got = ::pread(archive.get(), bytes.data(), bytes.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    at += got;
    const std::string_view piece(bytes.data(), static_cast<std::size_t>(got));
    if (!command_.hand_over(piece, deadline, cancel)) break;
  }
  command_.end_input();
}

Result<sandbox::RunResult> ResidentBundler::bundle(const sandbox::Fd& archive,
                                                   Clock::time_point deadline,
                                                   const sandbox::Observer& observer,
                                                   const sandbox::CancelToken& cancel) {
  {
    const std::lock_guard lock(mutex_);
    observer_ = &observer;
  }
  start_.give(deadline);
  hand_over(archive, deadline, cancel);
  // The command's own clock ends it at the deadline, and says so.
  static_cast<void>(command_.wait(Clock::time_point::max(), cancel));
  Result<sandbox::RunResult> result = command_.stop();
  const std::lock_guard lock(mutex_);
  observer_ = nullptr;
  return result;
}

ResidentBundlers::ResidentBundlers(Workshop& workshop, unsigned slots)
    : workshop_(workshop), waiting_(slots) {}

std::unique_ptr<ResidentBundler> ResidentBundlers::take(unsigned slot, const std::string& key) {
  if (slot >= waiting_.size()) return nullptr;
  std::unique_ptr<ResidentBundler> taken;
  {
    const std::lock_guard lock(mutex_);
    taken = std::exchange(waiting_[slot], nullptr);
  }
  if (taken && (taken->key() != key || !taken->usable())) taken.reset();
  return taken;
}

void ResidentBundlers::prepare(unsigned slot, const std::string& key) {
  if (slot >= waiting_.size()) return;
  const std::lock_guard lock(mutex_);
  std::unique_ptr<ResidentBundler>& place = waiting_[slot];
  if (place && place->key() == key && place->usable()) return;
  place.reset();
  auto lease = workshop_.store.find(key);
  if (!lease) return;
  place = std::make_unique<ResidentBundler>(workshop_, slot, key, std::move(*lease));
}

std::size_t ResidentBundlers::ready() {
  const std::lock_guard lock(mutex_);
  return static_cast<std::size_t>(std::ranges::count_if(
      waiting_, [](const auto& one) { return one && one->usable() && one->ready(); }));
}

}  // namespace sitewright::build
