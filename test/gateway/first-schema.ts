/** The tables as the first Keyturn made them, word for word. */
export const firstSchema = `
  CREATE TABLE IF NOT EXISTS people (
    id TEXT PRIMARY KEY, username TEXT NOT NULL UNIQUE, name TEXT NOT NULL, locale TEXT, email TEXT,
    password TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, locked INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS methods (
    id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id), kind TEXT NOT NULL, value TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS questions (
    id TEXT NOT NULL, person TEXT NOT NULL REFERENCES people (id), text TEXT, answer TEXT NOT NULL,
    PRIMARY KEY (person, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS flows (
    key TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL,
    expires_at INTEGER NOT NULL, support_code TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS hits (counter TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS hits_by_counter ON hits (counter, at);
  CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY, sealed BLOB NOT NULL, attempts INTEGER NOT NULL, due_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, event TEXT NOT NULL, support_code TEXT NOT NULL,
    username TEXT, detail TEXT
  ) STRICT;
`;
