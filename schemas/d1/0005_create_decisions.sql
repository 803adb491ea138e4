-- The minutes of decisions on risky actions (wasm/project/risk.hpp), written in the batch of what they
-- decide on. votes is a JSON list; packages are lines name@version. pending: a person has to answer before
-- expires_at.
-- The Worker before this one knows nothing of decisions and decides on nothing.

CREATE TABLE decisions (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  generation_id TEXT,
  action TEXT NOT NULL,
  risk TEXT NOT NULL CHECK (risk IN ('low', 'medium', 'high', 'critical')),
  asked_by TEXT NOT NULL CHECK (asked_by IN ('person', 'model')),
  subject TEXT NOT NULL,
  packages TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('approved', 'refused', 'pending')),
  reason TEXT NOT NULL,
  votes TEXT NOT NULL DEFAULT '[]',
  note TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  answered_at INTEGER
) STRICT;
CREATE INDEX decisions_by_project ON decisions (project_id, id);
