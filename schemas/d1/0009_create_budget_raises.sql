-- The minutes of monthly budgets that were raised (wasm/project/risk.hpp), written in the batch of the budget. They belong to a
-- user and to no project, so they are not rows of decisions. NULL: no limit.
-- The Worker before this one knows nothing of them and needs none.

CREATE TABLE budget_raises (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL,
  risk TEXT NOT NULL CHECK (risk IN ('low', 'medium', 'high', 'critical')),
  asked_by TEXT NOT NULL CHECK (asked_by IN ('person', 'model')),
  from_micros INTEGER,
  to_micros INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX budget_raises_by_user ON budget_raises (user_id, created_at);
