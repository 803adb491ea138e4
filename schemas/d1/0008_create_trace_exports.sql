-- Which trace of an ended generation has reached which place. A trace is made of the rows of its
-- generation; here is only that it was sent, or how often that failed and when it is tried again.
-- The Worker before this one reads and writes none of it.

CREATE TABLE trace_exports (
  generation_id TEXT NOT NULL REFERENCES generations (id),
  target TEXT NOT NULL CHECK (target IN ('otlp', 'langfuse')),
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  exported_at INTEGER,
  PRIMARY KEY (generation_id, target)
) STRICT, WITHOUT ROWID;

CREATE INDEX generations_by_end ON generations (finished_at) WHERE finished_at IS NOT NULL;
