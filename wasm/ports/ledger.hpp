// The books of what language models cost, and how their providers are: D1 tables model_calls,
// model_totals, provider_health, provider_keys and budgets.
// Units:  money in millionths of a US dollar, times in Unix milliseconds.
// Rule:   what counts against a budget is what calls have cost and what calls under way can cost at
//         most. A reservation is one conditional statement, so budgets hold however many calls are
//         made at once; one that nobody settles counts as its most for ever.
// Errors: unavailable when the database refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "async/task.hpp"
#include "ports/records.hpp"

namespace sitewright::ports {

/// What a generation may cost unless its project says otherwise, and a user's month unless they do.
inline constexpr std::int64_t kGenerationBudget = 5'000'000;
inline constexpr std::int64_t kMonthBudget = 50'000'000;

enum class KeySource : std::uint8_t { deployment, own };

struct CallRecord {
  std::string id = {};
  std::string user_id = {};
  std::optional<std::string> project_id = {};
  std::optional<std::string> generation_id = {};
  std::optional<std::string> step_id = {};
  std::string role = {};
  std::string task = {};
  std::string provider = {};
  std::string model = {};
  std::int64_t position = 0;  ///< among the candidates; 0: the first choice
  KeySource key_source = KeySource::deployment;
  bool settled = false;
  std::int64_t reserved_micros = 0;
  std::int64_t input_tokens = 0;
  std::int64_t cached_tokens = 0;
  std::int64_t output_tokens = 0;
  std::int64_t cost_micros = 0;
  std::string price_version = {};
  std::optional<std::string> outcome = {};  ///< ok, how it failed, or lost
  std::optional<std::int64_t> http_status = {};
  std::optional<std::string> request_id = {};  ///< the provider's
  Millis started_at = 0;
  std::optional<Millis> first_text_at = {};
  std::optional<Millis> ended_at = {};
  Millis expires_at = 0;  ///< from then on a reservation counts as lost
};

enum class BudgetScope : std::uint8_t { generation, project, month };

/// Why a call was not reserved.
struct BudgetMet {
  BudgetScope scope = BudgetScope::generation;
  std::int64_t limit_micros = 0;
  std::int64_t held_micros = 0;  ///< spent, and reserved by calls under way
};

enum class Circuit : std::uint8_t { closed, open, half_open };

/// The circuit breaker of a provider, for all isolates.
struct ProviderHealth {
  std::string provider = {};
  Circuit circuit = Circuit::closed;
  std::int64_t failures = 0;  ///< in a row
  std::int64_t opened = 0;    ///< times in a row
  Millis open_until = 0;
  Millis probe_until = 0;
  std::string last_failure = {};
  Millis changed_at = 0;
  std::int64_t revision = 0;  ///< 0: there is no row yet

  bool operator==(const ProviderHealth&) const = default;
};

struct ProviderKey {
  std::string user_id = {};
  std::string provider = {};
  std::string sealed = {};  ///< as ports::Vault made it
  std::string key_id = {};  ///< of the vault's key
  std::string last_four = {};
  Millis validated_at = 0;
  Millis created_at = 0;
};

/// What must be known before a call.
struct Standing {
  std::vector<ProviderHealth> health = {};
  std::vector<ProviderKey> keys = {};  ///< the user's own
};

struct Ledger {
  virtual Task<Standing> standing(std::string user_id) = 0;
  /// Writes the call down with its reservation, or says which budget does not allow it.
  virtual Task<std::optional<BudgetMet>> reserve(CallRecord call) = 0;
  /// Puts what the call did cost in place of its reservation; the second time nothing happens.
  /// `health`: as it became by the call, if that changed.
  virtual Task<Done> settle(CallRecord call, std::optional<ProviderHealth> health) = 0;
  /// Whether the row was still at the revision that `health` was read with.
  virtual Task<bool> change_health(ProviderHealth health) = 0;
  /// Settles reservations that expired before `now` at the most they can have cost.
  virtual Task<Done> write_off(Millis now) = 0;

 protected:
  ~Ledger() = default;
};

/// Sums of calls, by one thing that they have in common.
struct CallSum {
  std::string provider = {};
  std::string model = {};
  std::string role = {};
  std::string outcome = {};
  std::string generation_id = {};
  std::int64_t calls = 0;
  std::int64_t input_tokens = 0;
  std::int64_t cached_tokens = 0;
  std::int64_t output_tokens = 0;
  std::int64_t cost_micros = 0;
  std::int64_t reserved_micros = 0;
};

/// Of one step of a generation; without a step: of all calls that belong to none.
struct StepSum {
  std::optional<std::string> step_id = {};
  std::optional<std::int64_t> position = {};  ///< in its plan, from 0
  std::optional<std::string> title = {};
  CallSum sum = {};
};

struct Budget {
  std::optional<std::int64_t> month_micros = kMonthBudget;  ///< nullopt: no limit
};

/// The minutes of a month's budget that was raised (project/risk.hpp); nullopt: no limit.
struct BudgetRaise {
  std::string id = {};
  std::string user_id = {};
  std::string risk = {};
  std::string asked_by = {};
  std::optional<std::int64_t> from_micros = {};
  std::optional<std::int64_t> to_micros = {};
  Millis created_at = 0;
};

/// The books as people see them.
struct UsageReader {
  /// Of a user's calls that began in [from, until), by provider, model and role.
  virtual Task<std::vector<CallSum>> sums(std::string user_id, Millis from, Millis until) = 0;
  /// Of a project's calls by generation, the newest first.
  virtual Task<std::vector<CallSum>> generation_sums(std::string project_id,
                                                     std::int64_t limit) = 0;
  virtual Task<CallSum> project_sum(std::string project_id) = 0;
  virtual Task<CallSum> generation_sum(std::string generation_id) = 0;
  /// What belongs to no step first, then by the steps' order.
  virtual Task<std::vector<StepSum>> step_sums(std::string generation_id) = 0;
  /// Oldest first.
  virtual Task<Page<CallRecord>> calls(std::string generation_id, PageQuery page) = 0;
  virtual Task<Budget> budget(std::string user_id) = 0;
  /// Of [from, until), the newest first.
  virtual Task<std::vector<BudgetRaise>> raises(std::string user_id, Millis from, Millis until,
                                                std::int64_t limit) = 0;
  /// Of all settled calls, by provider, model and outcome.
  virtual Task<std::vector<CallSum>> totals() = 0;

 protected:
  ~UsageReader() = default;
};

}  // namespace sitewright::ports
