#include "project/retry.hpp"

#include <algorithm>
#include <utility>

namespace sitewright::project {

namespace {

constexpr std::int64_t kBase = 1000;
constexpr std::int64_t kMost = 60'000;
constexpr std::int64_t kJitterPerMille = 100;

/// FNV-1a, 64 bits.
std::uint64_t hash_of(std::string_view text, std::uint32_t salt) {
  std::uint64_t hash = 14695981039346656037ULL ^ salt;
  for (const char byte : text) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  }
  return hash ^ (hash >> 32U);
}

struct Count {
  std::uint32_t* used;
  std::uint32_t most;
};

/// The category's own count; nullptr where only the total counts.
Count count_of(Retries& retries, FailureCategory category) {
  switch (category) {
    case FailureCategory::dependency:
      return {&retries.dependency, kMaxDependencyRetries};
    case FailureCategory::resource:
      return {&retries.resource, kMaxResourceRetries};
    case FailureCategory::network:
      return {&retries.network, kMaxNetworkRetries};
    case FailureCategory::unknown:
      return {&retries.unknown, kMaxUnknownRetries};
    case FailureCategory::syntax:
    case FailureCategory::type:
    case FailureCategory::runtime:
    case FailureCategory::configuration:
    case FailureCategory::interrupted:
      return {nullptr, 0};
  }
  std::unreachable();
}

}  // namespace

bool take_retry(Retries& retries, FailureCategory category) {
  const auto count = count_of(retries, category);
  if (retries.total >= kMaxRetries) return false;
  if (count.used != nullptr && *count.used >= count.most) return false;
  ++retries.total;
  if (count.used != nullptr) ++*count.used;
  return true;
}

Allowance allowance_after(const Retries& retries) {
  const std::int64_t times = 1 + static_cast<std::int64_t>(retries.resource);
  return {.timeout_ms = kBuildTimeoutMs * times, .memory_percent = 100 * times};
}

Remedy remedy_of(FailureCategory category) {
  switch (category) {
    case FailureCategory::dependency:
    case FailureCategory::syntax:
    case FailureCategory::type:
    case FailureCategory::runtime:
    case FailureCategory::configuration:
    case FailureCategory::unknown:
      return Remedy::repair;
    case FailureCategory::resource:
    case FailureCategory::network:
    case FailureCategory::interrupted:
      return Remedy::build_later;
  }
  std::unreachable();
}

std::int64_t backoff(std::uint32_t retry, std::string_view seed) {
  std::int64_t delay = kBase;
  for (std::uint32_t i = 1; i < retry && delay < kMost; ++i) delay *= 2;
  delay = std::min(delay, kMost);
  const auto spread = 2 * kJitterPerMille + 1;
  const auto jitter =
      static_cast<std::int64_t>(hash_of(seed, retry) % static_cast<std::uint64_t>(spread)) -
      kJitterPerMille;
  return std::min(kMost, delay + delay * jitter / 1000);
}

std::int64_t patience(std::uint32_t attempt, std::string_view seed) {
  return backoff(attempt + 1, seed);
}

}  // namespace sitewright::project
