-- Dead letters are listed oldest first and replayed; those replayed are forgotten after a while.
-- The Worker before this one knows neither query: it only inserts and counts open letters, which
-- either index serves.

DROP INDEX dead_letters_open;
CREATE INDEX dead_letters_open ON dead_letters (received_at, id) WHERE replayed_at IS NULL;
CREATE INDEX dead_letters_replayed ON dead_letters (replayed_at) WHERE replayed_at IS NOT NULL;
