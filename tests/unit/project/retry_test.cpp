#include "project/retry.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace sitewright::project;
using Category = FailureCategory;

namespace {

/// How many retries a generation gets when all its builds fail of this.
std::uint32_t allowed(Category category) {
  Retries retries;
  std::uint32_t count = 0;
  while (take_retry(retries, category)) ++count;
  CHECK(retries.total == count);
  return count;
}

}  // namespace

TEST_SUITE("project/retry") {
  TEST_CASE("each category has its limit, and five are all there are") {
    CHECK(allowed(Category::dependency) == 3);
    CHECK(allowed(Category::resource) == 2);
    CHECK(allowed(Category::network) == 5);
    CHECK(allowed(Category::unknown) == 2);
    for (const auto category : {Category::syntax, Category::type, Category::runtime,
                                Category::configuration, Category::interrupted}) {
      CHECK(allowed(category) == 5);
    }
  }

  TEST_CASE("categories share the five") {
    Retries retries;
    for (const auto category : {Category::network, Category::type, Category::dependency,
                                Category::network, Category::resource}) {
      CHECK(take_retry(retries, category));
    }
    const Retries before = retries;
    CHECK_FALSE(take_retry(retries, Category::type));
    CHECK(retries == before);
    CHECK(before == Retries{.total = 5, .dependency = 1, .resource = 1, .network = 2});
  }

  TEST_CASE("each retry for want of resources gets as much again of time and memory") {
    Retries retries;
    CHECK(allowance_after(retries) == Allowance{kBuildTimeoutMs, 100});
    CHECK(take_retry(retries, Category::network));
    CHECK(allowance_after(retries) == Allowance{kBuildTimeoutMs, 100});
    CHECK(take_retry(retries, Category::resource));
    CHECK(allowance_after(retries) == Allowance{2 * kBuildTimeoutMs, 200});
    CHECK(take_retry(retries, Category::resource));
    CHECK(allowance_after(retries) == Allowance{3 * kBuildTimeoutMs, 300});
  }

  TEST_CASE("only what waiting may mend is waited for") {
    CHECK(remedy_of(Category::network) == Remedy::build_later);
    CHECK(remedy_of(Category::resource) == Remedy::build_later);
    CHECK(remedy_of(Category::interrupted) == Remedy::build_later);
    for (const auto category : {Category::dependency, Category::syntax, Category::type,
                                Category::runtime, Category::configuration, Category::unknown}) {
      CHECK(remedy_of(category) == Remedy::repair);
    }
  }

  TEST_CASE("waiting doubles from a second to a minute, give or take a tenth") {
    constexpr std::array<std::int64_t, 8> steps{1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};
    for (int seed = 0; seed < 200; ++seed) {
      const auto id = "gen_" + std::to_string(seed);
      for (std::uint32_t retry = 1; retry <= steps.size(); ++retry) {
        const auto delay = backoff(retry, id);
        CHECK(delay >= steps[retry - 1] * 9 / 10);
        CHECK(delay <= steps[retry - 1] * 11 / 10);
        CHECK(delay <= 60'000);
        CHECK(delay == backoff(retry, id));
      }
    }
    CHECK(backoff(1, "gen_a") != backoff(1, "gen_b"));
    CHECK(backoff(4'000'000'000U, "gen_a") <= 60'000);
  }
}
