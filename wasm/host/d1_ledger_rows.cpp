#include "host/d1_ledger_rows.hpp"

namespace sitewright::host {

namespace {

ports::Circuit circuit_from(std::string_view name) {
  if (name == "open") return ports::Circuit::open;
  return name == "half_open" ? ports::Circuit::half_open : ports::Circuit::closed;
}

}  // namespace

ports::ProviderHealth health_from(const Row& row) {
  Columns at(row);
  return {.provider = at.text(),
          .circuit = circuit_from(at.text()),
          .failures = at.integer(),
          .opened = at.integer(),
          .open_until = at.integer(),
          .probe_until = at.integer(),
          .last_failure = at.text(),
          .changed_at = at.integer(),
          .revision = at.integer()};
}

ports::ProviderKey key_from(const Row& row) {
  Columns at(row);
  return {.user_id = at.text(),
          .provider = at.text(),
          .sealed = at.text(),
          .key_id = at.text(),
          .last_four = at.text(),
          .validated_at = at.integer(),
          .created_at = at.integer()};
}

ports::CallRecord call_from(const Row& row) {
  Columns at(row);
  return {.id = at.text(),
          .user_id = at.text(),
          .project_id = at.optional_text(),
          .generation_id = at.optional_text(),
          .step_id = at.optional_text(),
          .role = at.text(),
          .task = at.text(),
          .provider = at.text(),
          .model = at.text(),
          .position = at.integer(),
          .key_source = at.text() == "own" ? ports::KeySource::own : ports::KeySource::deployment,
          .settled = at.text() == "settled",
          .reserved_micros = at.integer(),
          .input_tokens = at.integer(),
          .cached_tokens = at.integer(),
          .output_tokens = at.integer(),
          .cost_micros = at.integer(),
          .price_version = at.text(),
          .outcome = at.optional_text(),
          .http_status = at.optional_integer(),
          .request_id = at.optional_text(),
          .started_at = at.integer(),
          .first_text_at = at.optional_integer(),
          .ended_at = at.optional_integer(),
          .expires_at = at.integer()};
}

}  // namespace sitewright::host
