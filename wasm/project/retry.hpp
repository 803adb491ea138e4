// How often a failed build is tried again, and how long is waited before. Pure.
// Units:  milliseconds.
// Source: the product documents' retry configuration: five in all, fewer for some categories;
//         1 s doubled each time, 60 s at most, a tenth of jitter.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitewright::project {

/// What a build failed of. All but `interrupted` are those of http/error_category.json.
enum class FailureCategory : std::uint8_t {
  dependency,
  syntax,
  type,
  runtime,
  resource,
  configuration,
  network,
  unknown,
  interrupted,  ///< nothing is known to be wrong: the build went away, or stopped moving
};

inline constexpr std::uint32_t kMaxRetries = 5;
inline constexpr std::uint32_t kMaxDependencyRetries = 3;
inline constexpr std::uint32_t kMaxResourceRetries = 2;
inline constexpr std::uint32_t kMaxNetworkRetries = 5;
inline constexpr std::uint32_t kMaxUnknownRetries = 2;

/// What a generation has used up.
struct Retries {
  std::uint32_t total = 0;
  std::uint32_t dependency = 0;
  std::uint32_t resource = 0;
  std::uint32_t network = 0;
  std::uint32_t unknown = 0;

  bool operator==(const Retries&) const = default;
};

/// Counts one more, or says that there is none left.
[[nodiscard]] bool take_retry(Retries& retries, FailureCategory category);

/// What a build may use.
struct Allowance {
  std::int64_t timeout_ms = 0;
  std::int64_t memory_percent = 100;  ///< of what the runner gives a stage as a rule

  bool operator==(const Allowance&) const = default;
};

inline constexpr std::int64_t kBuildTimeoutMs = 120'000;

/// A build that ran out of something gets as much again of time and memory: which of them was short
/// is not always what it died of.
[[nodiscard]] Allowance allowance_after(const Retries& retries);

enum class Remedy : std::uint8_t {
  repair,      ///< the files must change
  build_later  ///< the same files once more, after a while
};
[[nodiscard]] Remedy remedy_of(FailureCategory category);

/// How long to wait before retry number `retry`, counted from 1. The jitter comes from `seed` (an
/// id), so that the same retry always waits as long and those of others do not come together.
[[nodiscard]] std::int64_t backoff(std::uint32_t retry, std::string_view seed);

/// How long to wait before a plan is asked for the `attempt`th time, from 2, because no model could
/// answer: together longer than a provider is left alone at first (models::kFirstPause).
[[nodiscard]] std::int64_t patience(std::uint32_t attempt, std::string_view seed);

}  // namespace sitewright::project
