-- Records from other systems.

CREATE TABLE import_sources (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

-- Which record each row became, so that importing again changes nothing.
CREATE TABLE imported_rows (
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    row_key TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id),
    PRIMARY KEY (source_id, row_key)
) STRICT;

CREATE INDEX imported_rows_by_record ON imported_rows (record_id);

CREATE TABLE import_runs (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    file_name TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    rows_read INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL
) STRICT;
