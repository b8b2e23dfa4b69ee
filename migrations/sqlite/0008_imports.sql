-- Records from other systems.

CREATE TABLE import_sources (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

-- Which record each row became, so that importing again changes nothing. The key is the other
-- system's number, or a hash of what the row says with the number of its occurrence.
CREATE TABLE imported_rows (
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    row_key TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id),
    PRIMARY KEY (source_id, row_key)
) STRICT;

CREATE INDEX imported_rows_by_record ON imported_rows (record_id);

-- Which customer each of another system's became.
CREATE TABLE imported_customers (
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    customer_key TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    PRIMARY KEY (source_id, customer_key)
) STRICT;

CREATE INDEX imported_customers_by_customer ON imported_customers (customer_id);

CREATE TABLE import_runs (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    file_name TEXT NOT NULL,
    started_by INTEGER NOT NULL REFERENCES staff (id),
    started_at INTEGER NOT NULL,
    -- None while it runs, or if it was cut off.
    finished_at INTEGER,
    rows_read INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    rejected INTEGER NOT NULL
) STRICT;

-- What a run has come across, while it runs: how often rows that say the same have come, and in
-- a trial what would have been taken.
CREATE TABLE import_seen (
    run_id INTEGER NOT NULL,
    row_key TEXT NOT NULL,
    times INTEGER NOT NULL,
    row_hash BLOB,
    PRIMARY KEY (run_id, row_key)
) STRICT;
