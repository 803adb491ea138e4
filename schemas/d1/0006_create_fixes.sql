-- Healing. A failed build's next attempt is a row of its own in builds: with the tree it builds and
-- what was changed since the attempt before, and by what. fixes are repairs that worked, by the
-- signature of the error they repaired; neither signature nor edit holds a text of anybody's files.

ALTER TABLE generations ADD COLUMN repair_attempt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN retries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN dependency_retries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN resource_retries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN network_retries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE generations ADD COLUMN unknown_retries INTEGER NOT NULL DEFAULT 0;

-- repair_by: null for a generation's first attempt. repair_base: the build whose files were repaired.
-- lessons: what fixes gains when this attempt succeeds.
ALTER TABLE builds ADD COLUMN tree_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE builds ADD COLUMN repair_by TEXT
  CHECK (repair_by IN ('fixer', 'cache', 'model', 'fallback', 'wait'));
ALTER TABLE builds ADD COLUMN repair_summary TEXT NOT NULL DEFAULT '';
ALTER TABLE builds ADD COLUMN repair_files TEXT NOT NULL DEFAULT '[]';
ALTER TABLE builds ADD COLUMN repair_base TEXT;
ALTER TABLE builds ADD COLUMN fix_id TEXT;
ALTER TABLE builds ADD COLUMN lessons TEXT NOT NULL DEFAULT '[]';
CREATE INDEX builds_by_generation ON builds (generation_id, attempt);

CREATE TABLE fixes (
  id TEXT PRIMARY KEY,
  category TEXT NOT NULL,
  code TEXT NOT NULL,
  signature TEXT NOT NULL,
  pattern TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  successes INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX fixes_by_code ON fixes (category, code, used_at);
CREATE INDEX fixes_by_use ON fixes (used_at);
