#include "host/d1_model_settings.hpp"

#include <string>
#include <utility>
#include <vector>

#include "host/d1_ledger_rows.hpp"
#include "host/d1_rows.hpp"

namespace sitewright::host {

Task<Done> D1ModelSettings::set_budget(std::string user_id, ports::Budget budget,
                                       std::optional<ports::BudgetRaise> minutes) {
  std::vector<Statement> both;
  both.push_back(
      {"INSERT INTO budgets (user_id, month_micros, updated_at) VALUES (?1, ?2, ?3)"
       " ON CONFLICT (user_id) DO UPDATE SET month_micros = ?2, updated_at = ?3",
       {scalar(user_id), scalar(budget.month_micros), scalar(clock_.now())}});
  if (minutes) {
    both.push_back(
        {"INSERT INTO budget_raises (id, user_id, risk, asked_by, from_micros, to_micros,"
         " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
         {scalar(minutes->id), scalar(minutes->user_id), scalar(minutes->risk),
          scalar(minutes->asked_by), scalar(minutes->from_micros), scalar(minutes->to_micros),
          scalar(minutes->created_at)}});
  }
  co_await or_return(d1_.batch(std::move(both)));
  co_return Done{};
}

Task<Done> D1ModelSettings::set_key(ports::ProviderKey key) {
  co_await or_return(d1_.query(
      {"INSERT INTO provider_keys (user_id, provider, sealed, key_id, last_four, validated_at,"
       " created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (user_id, provider)"
       " DO UPDATE SET sealed = ?3, key_id = ?4, last_four = ?5, validated_at = ?6,"
       " created_at = ?7",
       {scalar(key.user_id), scalar(key.provider), scalar(key.sealed), scalar(key.key_id),
        scalar(key.last_four), scalar(key.validated_at), scalar(key.created_at)}}));
  co_return Done{};
}

Task<bool> D1ModelSettings::delete_key(std::string user_id, std::string provider) {
  const auto rows = co_await or_return(d1_.query(
      {"DELETE FROM provider_keys WHERE user_id = ?1 AND provider = ?2 RETURNING provider",
       {scalar(user_id), scalar(provider)}}));
  co_return !rows.empty();
}

Task<std::vector<ports::ProviderKey>> D1ModelSettings::keys_sealed_by(
    std::vector<std::string> key_ids, ports::ProviderKey after, std::int64_t limit) {
  std::vector<Scalar> values{scalar(after.user_id), scalar(after.provider), scalar(limit)};
  std::string marks;
  for (const auto& id : key_ids) {
    values.push_back(scalar(id));
    marks += (marks.empty() ? "?" : ", ?") + std::to_string(values.size());
  }
  const auto rows = co_await or_return(
      d1_.query({joined({"SELECT ", kKeyColumns,
                         " FROM provider_keys WHERE (user_id, provider) > (?1, ?2) AND key_id IN (",
                         marks, ") ORDER BY user_id, provider LIMIT ?3"}),
                 std::move(values)}));
  std::vector<ports::ProviderKey> keys;
  for (const auto& row : rows) keys.push_back(key_from(row));
  co_return keys;
}

Task<Done> D1ModelSettings::reseal(std::vector<ports::ResealedKey> keys) {
  std::vector<Statement> batch;
  for (const auto& [key, anew] : keys) {
    batch.push_back(
        {"UPDATE provider_keys SET sealed = ?3, key_id = ?4"
         " WHERE user_id = ?1 AND provider = ?2 AND sealed = ?5",
         {scalar(key.user_id), scalar(key.provider), scalar(anew.text), scalar(anew.key_id),
          scalar(key.sealed)}});
  }
  co_await or_return(d1_.batch(std::move(batch)));
  co_return Done{};
}

}  // namespace sitewright::host
