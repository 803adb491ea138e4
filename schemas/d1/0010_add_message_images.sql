-- The pictures that came with a message: a JSON list of schemas/http/image.json, their bytes lie in
-- R2 (projects/<id>/images/<image id>). The Worker before this one does not name the column: its
-- messages have none.

ALTER TABLE messages ADD COLUMN images TEXT NOT NULL DEFAULT '[]';
