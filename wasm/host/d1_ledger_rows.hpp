// Column lists of the ledger's tables and how a row of each becomes a record.
#pragma once

#include <string_view>

#include "host/d1.hpp"
#include "ports/ledger.hpp"

namespace sitewright::host {

inline constexpr std::string_view kHealthColumns =
    "provider, state, failures, opened, open_until, probe_until, last_failure, changed_at,"
    " revision";
[[nodiscard]] ports::ProviderHealth health_from(const Row& row);

inline constexpr std::string_view kKeyColumns =
    "user_id, provider, sealed, key_id, last_four, validated_at, created_at";
[[nodiscard]] ports::ProviderKey key_from(const Row& row);

inline constexpr std::string_view kCallColumns =
    "id, user_id, project_id, generation_id, step_id, role, task, provider, model, position,"
    " key_source, state, reserved_micros, input_tokens, cached_tokens, output_tokens, cost_micros,"
    " price_version, outcome, http_status, request_id, started_at, first_text_at, ended_at,"
    " expires_at";
[[nodiscard]] ports::CallRecord call_from(const Row& row);

}  // namespace sitewright::host
