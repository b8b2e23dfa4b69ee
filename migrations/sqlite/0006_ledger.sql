-- Promises, what became of them, and the seals over what was written.

CREATE TABLE promises (
    id INTEGER PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id),
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    standard_version_id INTEGER NOT NULL REFERENCES standard_versions (id),
    method TEXT NOT NULL,
    started_by INTEGER NOT NULL REFERENCES facts (id),
    started_at INTEGER NOT NULL,
    is_test INTEGER NOT NULL CHECK (is_test IN (0, 1)),
    channel TEXT NOT NULL,
    place_id INTEGER REFERENCES units (id),
    provider_id INTEGER REFERENCES units (id),
    ward_id INTEGER REFERENCES units (id),
    organisation_version_id INTEGER NOT NULL REFERENCES organisation_versions (id),
    -- Everything from here on is worked out from the facts: a cache, rebuilt by
    -- `kept ledger rebuild`.
    outcome TEXT NOT NULL,
    why TEXT NOT NULL,
    -- Still to be done, whatever the outcome.
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
    is_provisional INTEGER NOT NULL CHECK (is_provisional IN (0, 1)),
    due_at INTEGER,
    due_on TEXT,
    due_without_extension_at INTEGER,
    stopped_at INTEGER,
    evidence TEXT,
    received_on TEXT NOT NULL,
    received_month INTEGER NOT NULL,
    due_month INTEGER,
    concluded_on TEXT,
    concluded_month INTEGER,
    service_id INTEGER NOT NULL REFERENCES units (id),
    team_id INTEGER REFERENCES units (id),
    owner_id INTEGER REFERENCES staff (id),
    -- Whom the record belongs to now, whoever it was when the promise was kept or missed, and
    -- whether it is restricted.
    now_service_id INTEGER NOT NULL REFERENCES units (id),
    now_team_id INTEGER REFERENCES units (id),
    now_owner_id INTEGER REFERENCES staff (id),
    now_is_restricted INTEGER NOT NULL CHECK (now_is_restricted IN (0, 1)),
    net INTEGER,
    gross INTEGER,
    UNIQUE (record_id, standard_id, started_by)
) STRICT;

-- Lists of what is open go by due moment, and tell from the index alone whose each one is and
-- who may see it.
CREATE INDEX promises_open ON promises (due_at, id, now_owner_id, now_team_id, now_service_id, now_is_restricted, service_id, channel) WHERE is_open;
CREATE INDEX promises_open_by_owner ON promises (now_owner_id, due_at, id) WHERE is_open;
CREATE INDEX promises_running ON promises (due_at) WHERE outcome = 'running';
CREATE INDEX promises_by_standard ON promises (standard_id, due_month, id);
CREATE INDEX promises_stopped ON promises (standard_id, concluded_month, outcome, service_id, channel, net, gross) WHERE stopped_at IS NOT NULL AND NOT is_test;

-- The lines of the ledger: append-only, without anything about a person.
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    method TEXT NOT NULL,
    outcome TEXT NOT NULL,
    delta INTEGER NOT NULL CHECK (delta IN (-1, 1)),
    received_month INTEGER NOT NULL,
    due_month INTEGER,
    concluded_month INTEGER,
    service_id INTEGER NOT NULL REFERENCES units (id),
    channel TEXT NOT NULL,
    is_test INTEGER NOT NULL CHECK (is_test IN (0, 1)),
    posted_at INTEGER NOT NULL,
    why TEXT NOT NULL,
    standard_version_id INTEGER NOT NULL REFERENCES standard_versions (id),
    calendar_version_id INTEGER NOT NULL REFERENCES calendar_versions (id),
    rule_edition INTEGER NOT NULL
) STRICT;

CREATE INDEX judgements_by_promise ON judgements (promise_id);
CREATE INDEX judgements_counted ON judgements (due_month, standard_id, method, service_id, channel, outcome, delta) WHERE NOT is_test;

-- A seal covers the rows after the last one: those up to its last ids, less the ids that were
-- not there yet (a transaction still under way), plus those that have come late.
CREATE TABLE seals (
    id INTEGER PRIMARY KEY,
    previous_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    sealed_at INTEGER NOT NULL,
    last_fact_id INTEGER NOT NULL,
    last_judgement_id INTEGER NOT NULL,
    absent_facts TEXT NOT NULL,
    absent_judgements TEXT NOT NULL,
    late_facts TEXT NOT NULL,
    late_judgements TEXT NOT NULL,
    sealed_rows INTEGER NOT NULL
) STRICT;

-- Ids below the last sealed ones that no row had when they were passed.
CREATE TABLE seal_gaps (
    of_table TEXT NOT NULL,
    id INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (of_table, id)
) STRICT;

-- Sums of the sealed lines by the month of receipt, due date or conclusion: a cache.
CREATE TABLE rollups (
    -- 'received', 'due' or 'concluded'.
    counted_by TEXT NOT NULL,
    month INTEGER NOT NULL,
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    method TEXT NOT NULL,
    service_id INTEGER NOT NULL REFERENCES units (id),
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    promises INTEGER NOT NULL,
    PRIMARY KEY (counted_by, month, standard_id, method, service_id, channel, outcome)
) STRICT;

-- Up to when due moments that passed have been judged.
CREATE TABLE ledger_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    judged_through INTEGER
) STRICT;

-- A month of a standard, closed: what is known later is an adjustment.
CREATE TABLE closings (
    id INTEGER PRIMARY KEY,
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    month INTEGER NOT NULL,
    seal_id INTEGER NOT NULL REFERENCES seals (id),
    closed_at INTEGER NOT NULL,
    closed_by INTEGER NOT NULL REFERENCES staff (id),
    UNIQUE (standard_id, month)
) STRICT;

-- The figures of a closed month as first published.
CREATE TABLE closed_figures (
    closing_id INTEGER NOT NULL REFERENCES closings (id),
    method TEXT NOT NULL,
    service_id INTEGER NOT NULL REFERENCES units (id),
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    promises INTEGER NOT NULL,
    PRIMARY KEY (closing_id, method, service_id, channel, outcome)
) STRICT;
