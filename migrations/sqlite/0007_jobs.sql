-- Work that follows from a command, and who may do what runs once only.

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The same work is never asked for twice.
    key TEXT NOT NULL,
    record_id INTEGER REFERENCES records (id),
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    taken_until INTEGER,
    failure TEXT,
    asked_at INTEGER NOT NULL,
    UNIQUE (kind, key)
) STRICT;

CREATE INDEX jobs_by_time ON jobs (run_at, id);

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    fence INTEGER NOT NULL
) STRICT;
