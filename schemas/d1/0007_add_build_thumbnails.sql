-- Whether a picture of the built site lies beside it in R2 (builds/<id>/thumbnail.webp). A build
-- from before has none. The Worker before this one does not name the column: its inserts take the
-- default, and its updates leave it alone.

ALTER TABLE builds ADD COLUMN thumbnail INTEGER NOT NULL DEFAULT 0;
