-- Keys for providers that users have set, sealed with AES-GCM by a key of the secret VAULT_KEYS whose
-- id is in the row. Only the last four characters can be read. The Worker before this one knows no such
-- keys and uses the deployment's.
CREATE TABLE provider_keys (
  user_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  sealed TEXT NOT NULL,
  key_id TEXT NOT NULL,
  last_four TEXT NOT NULL,
  validated_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, provider)
) STRICT, WITHOUT ROWID;
