-- What language models cost, and how their providers are. Money in millionths of a US dollar, times in
-- Unix milliseconds. core-api and ai-app-worker both write here: a ledger is not the state machine.
-- The Worker before this one knows none of these tables and needs none.

-- One row per call. It is there before the provider is asked, with the most that the call can cost as
-- reserved_micros; settling puts what it did cost in its place. What counts against a budget is the sum
-- of both. expires_at: when a reservation that nobody settled counts as lost.
CREATE TABLE model_calls (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  project_id TEXT,
  generation_id TEXT,
  step_id TEXT,
  role TEXT NOT NULL,
  task TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  position INTEGER NOT NULL,
  key_source TEXT NOT NULL CHECK (key_source IN ('deployment', 'own')),
  state TEXT NOT NULL CHECK (state IN ('reserved', 'settled')),
  reserved_micros INTEGER NOT NULL CHECK (reserved_micros >= 0),
  input_tokens INTEGER NOT NULL DEFAULT 0,
  cached_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cost_micros INTEGER NOT NULL DEFAULT 0,
  price_version TEXT NOT NULL,
  outcome TEXT,
  http_status INTEGER,
  request_id TEXT,
  started_at INTEGER NOT NULL,
  first_text_at INTEGER,
  ended_at INTEGER,
  expires_at INTEGER NOT NULL
) STRICT;
-- Each holds what its budget sums, so that a sum reads the index alone.
CREATE INDEX model_calls_by_user ON model_calls (user_id, started_at, cost_micros, reserved_micros);
CREATE INDEX model_calls_by_project ON model_calls (project_id, cost_micros, reserved_micros);
CREATE INDEX model_calls_by_generation ON model_calls (generation_id, id, cost_micros, reserved_micros);
CREATE INDEX model_calls_open ON model_calls (expires_at) WHERE state = 'reserved';

-- Counters of all settled calls, for /metrics: a scrape reads a handful of rows.
CREATE TABLE model_totals (
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  outcome TEXT NOT NULL,
  calls INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  cached_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_micros INTEGER NOT NULL,
  PRIMARY KEY (provider, model, outcome)
) STRICT, WITHOUT ROWID;

-- The circuit breaker of a provider; no row: closed. open_until: when one probe may go out.
-- probe_until: when a probe under way counts as lost.
CREATE TABLE provider_health (
  provider TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('closed', 'open', 'half_open')),
  failures INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  open_until INTEGER NOT NULL,
  probe_until INTEGER NOT NULL,
  last_failure TEXT,
  changed_at INTEGER NOT NULL,
  revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A user's limit for a calendar month (UTC). No row: the default; NULL: no limit.
CREATE TABLE budgets (
  user_id TEXT PRIMARY KEY,
  month_micros INTEGER,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
