-- Everything that is worked on: one table, one space of references. A contact that becomes a
-- case keeps its record and its reference.

CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    -- 'settled', 'open' or 'closed'.
    state TEXT NOT NULL,
    channel TEXT NOT NULL,
    matter TEXT NOT NULL,
    is_case INTEGER NOT NULL CHECK (is_case IN (0, 1)),
    reason_id INTEGER REFERENCES reasons (id),
    service_id INTEGER NOT NULL REFERENCES units (id),
    team_id INTEGER REFERENCES units (id),
    owner_id INTEGER REFERENCES staff (id),
    -- The service at receipt, which scopes of standards ask for.
    received_service_id INTEGER NOT NULL REFERENCES units (id),
    -- The line, mailbox, counter or venue that it came through.
    place_id INTEGER REFERENCES units (id),
    provider_id INTEGER REFERENCES units (id),
    ward_id INTEGER REFERENCES units (id),
    customer_id INTEGER REFERENCES customers (id),
    -- The record of the matter that this contact is about again.
    part_of INTEGER REFERENCES records (id),
    received_at INTEGER NOT NULL,
    received_on TEXT NOT NULL,
    language TEXT NOT NULL,
    is_restricted INTEGER NOT NULL CHECK (is_restricted IN (0, 1)),
    is_test INTEGER NOT NULL CHECK (is_test IN (0, 1)),
    -- A matter binds to the charter and the tree in force at its receipt.
    charter_version_id INTEGER REFERENCES charter_versions (id),
    organisation_version_id INTEGER NOT NULL REFERENCES organisation_versions (id)
) STRICT;

CREATE INDEX records_by_receipt ON records (received_at, id);
CREATE INDEX records_open ON records (received_at, id) WHERE state = 'open';
CREATE INDEX records_by_service ON records (service_id, received_at, id);
CREATE INDEX records_by_team ON records (team_id, received_at, id) WHERE team_id IS NOT NULL;
CREATE INDEX records_by_owner ON records (owner_id, received_at, id) WHERE owner_id IS NOT NULL;
CREATE INDEX records_by_customer ON records (customer_id, received_at) WHERE customer_id IS NOT NULL;
CREATE INDEX records_by_matter ON records (part_of) WHERE part_of IS NOT NULL;

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    summary TEXT NOT NULL,
    details TEXT,
    taken_by INTEGER NOT NULL REFERENCES staff (id),
    logged_at INTEGER NOT NULL
) STRICT;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    opened_at INTEGER NOT NULL,
    next_step TEXT,
    promised_on TEXT,
    closed_at INTEGER
) STRICT;

-- What happened: append-only. What a fact says about people stands in its content, which can be
-- erased together with its salt; the digest over both stays, and with it the chain of seals.
CREATE TABLE facts (
    id INTEGER PRIMARY KEY,
    record_id INTEGER NOT NULL REFERENCES records (id),
    kind TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by INTEGER NOT NULL REFERENCES staff (id),
    evidence TEXT NOT NULL,
    replaces_id INTEGER REFERENCES facts (id),
    -- What clocks need, and what names nobody but by number.
    given_on TEXT,
    given_at INTEGER,
    reason TEXT,
    extended_by TEXT,
    condition_key TEXT,
    condition_holds INTEGER CHECK (condition_holds IN (0, 1)),
    standard_key TEXT,
    service_id INTEGER REFERENCES units (id),
    team_id INTEGER REFERENCES units (id),
    owner_id INTEGER REFERENCES staff (id),
    content TEXT,
    salt BLOB,
    digest BLOB
) STRICT;

CREATE INDEX facts_by_record ON facts (record_id, id);

-- A later contact that looks like the same matter: software suggests, a person decides; what
-- nobody has decided when the window ends counts as the same.
CREATE TABLE repeat_suggestions (
    record_id INTEGER PRIMARY KEY REFERENCES records (id),
    earlier_id INTEGER NOT NULL REFERENCES records (id),
    window_ends_at INTEGER NOT NULL,
    -- 'open', 'same' or 'different'.
    answer TEXT NOT NULL,
    answered_by INTEGER REFERENCES staff (id),
    answered_at INTEGER
) STRICT;

CREATE INDEX repeat_suggestions_by_earlier ON repeat_suggestions (earlier_id);
