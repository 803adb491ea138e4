-- The state of the product. Times are Unix milliseconds. Ids carry a kind, a shard and a time
-- (wasm/project/id.hpp), so ordering by id is ordering by creation.
-- Only core-api writes, but for dead_letters, which every consumer of a dead-letter queue may fill.

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT UNIQUE,
  name TEXT NOT NULL,
  auth_provider TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- The owner of everything until there are accounts.
INSERT INTO users (id, email, name, auth_provider, created_at)
VALUES ('usr_00000000000000000000000000', NULL, 'Local', 'local', 0);

CREATE TABLE projects (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  name TEXT NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  settings TEXT NOT NULL DEFAULT '{}',
  thread_id TEXT NOT NULL,
  current_generation_id TEXT,
  active_deployment_id TEXT,
  latest_version INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX projects_by_user ON projects (user_id, id) WHERE deleted_at IS NULL;

CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  created_at INTEGER NOT NULL
) STRICT;

-- content is the text, or for a plan_reference its JSON.
CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES threads (id),
  generation_id TEXT,
  role TEXT NOT NULL CHECK (role IN ('user', 'ai')),
  content_type TEXT NOT NULL CHECK (content_type IN ('text', 'plan_reference')),
  content TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'archived')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX messages_by_thread ON messages (thread_id, id);

-- Progress columns mirror wasm/project/generation.hpp. base_version: the version it starts from
-- (0: the starter). wake_at: when the work under way counts as stalled.
CREATE TABLE generations (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  kind TEXT NOT NULL CHECK (kind IN ('create', 'change', 'revert', 'publish')),
  message_id TEXT,
  base_version INTEGER NOT NULL,
  state TEXT NOT NULL,
  resume_to TEXT NOT NULL DEFAULT 'queued',
  steps_total INTEGER NOT NULL DEFAULT 0,
  steps_done INTEGER NOT NULL DEFAULT 0,
  plan_attempt INTEGER NOT NULL DEFAULT 1,
  step_attempt INTEGER NOT NULL DEFAULT 1,
  build_attempt INTEGER NOT NULL DEFAULT 1,
  publishes INTEGER NOT NULL DEFAULT 1,
  plan_id TEXT,
  version_number INTEGER,
  build_id TEXT,
  deployment_id TEXT,
  error TEXT,
  model TEXT NOT NULL DEFAULT 'builtin',
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cost_micros INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL DEFAULT 1,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  wake_at INTEGER NOT NULL
) STRICT;
CREATE INDEX generations_by_project ON generations (project_id, id);
CREATE INDEX generations_running ON generations (wake_at) WHERE finished_at IS NULL;

CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  generation_id TEXT NOT NULL REFERENCES generations (id),
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  reply TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

-- tree_hash: the tree after the step; its manifest is in R2 under projects/<id>/trees/.
CREATE TABLE plan_steps (
  id TEXT PRIMARY KEY,
  plan_id TEXT NOT NULL REFERENCES plans (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  subtitle TEXT NOT NULL,
  description TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'pending'
    CHECK (status IN ('pending', 'in_progress', 'complete', 'failed', 'skipped')),
  files TEXT NOT NULL DEFAULT '[]',
  tree_hash TEXT,
  file_count INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER,
  finished_at INTEGER
) STRICT;
CREATE UNIQUE INDEX plan_steps_by_plan ON plan_steps (plan_id, position);

CREATE TABLE versions (
  project_id TEXT NOT NULL REFERENCES projects (id),
  number INTEGER NOT NULL,
  plan_id TEXT,
  triggering_message_id TEXT,
  generation_id TEXT NOT NULL,
  tree_hash TEXT NOT NULL,
  file_count INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  build_id TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (project_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_by_tree ON versions (project_id, tree_hash);

CREATE TABLE builds (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  generation_id TEXT NOT NULL,
  version_number INTEGER NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  attempt INTEGER NOT NULL DEFAULT 1,
  exit_code INTEGER,
  duration_ms INTEGER,
  errors TEXT NOT NULL DEFAULT '[]',
  files INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX builds_by_project ON builds (project_id, id);

CREATE TABLE deployments (
  id TEXT PRIMARY KEY,
  project_id TEXT NOT NULL REFERENCES projects (id),
  generation_id TEXT,
  version_number INTEGER NOT NULL,
  build_id TEXT,
  target TEXT NOT NULL,
  status TEXT NOT NULL
    CHECK (status IN ('pending', 'building', 'live', 'failed', 'archived')),
  url TEXT,
  error TEXT,
  created_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX deployments_by_project ON deployments (project_id, id);

-- One row per message or command that was carried out. guard is changes() of the guarded UPDATE
-- just before it: 0 aborts the batch, so a transition happens once or not at all.
CREATE TABLE inbox (
  message_key TEXT PRIMARY KEY,
  guard INTEGER NOT NULL CONSTRAINT stale_revision CHECK (guard = 1),
  consumed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX inbox_by_age ON inbox (consumed_at);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER
) STRICT;
CREATE INDEX outbox_unsent ON outbox (id) WHERE sent_at IS NULL;
CREATE INDEX outbox_by_age ON outbox (sent_at);

-- What a project's watchers see, on its way to the project's channel.
CREATE TABLE events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  project_id TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  subject TEXT,
  rank INTEGER NOT NULL DEFAULT 0,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  published_at INTEGER
) STRICT;
CREATE INDEX events_unpublished ON events (project_id, id) WHERE published_at IS NULL;
CREATE INDEX events_by_age ON events (published_at);

-- Answers already given, by Idempotency-Key.
CREATE TABLE idempotency_keys (
  user_id TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  location TEXT,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  body TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  replayed_at INTEGER
) STRICT;
CREATE INDEX dead_letters_open ON dead_letters (queue, id) WHERE replayed_at IS NULL;

-- Local runs name each start, so that messages lost with the previous one are sent again.
CREATE TABLE boots (
  id TEXT PRIMARY KEY,
  started_at INTEGER NOT NULL
) STRICT;
