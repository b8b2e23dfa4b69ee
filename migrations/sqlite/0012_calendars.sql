-- Calendars have a life: a change is proposed, its impact seen, approved or dropped; and running
-- promises move with the version in force.

-- Worked out from the facts like the rest of a promise; empty where that has not been done yet.
-- Whether the due moment follows from the start and the calendar alone, and whether the customer
-- was told this due date.
ALTER TABLE promises ADD COLUMN counts_plainly INTEGER CHECK (counts_plainly IN (0, 1));
ALTER TABLE promises ADD COLUMN was_told INTEGER CHECK (was_told IN (0, 1));

-- What a change of calendar would move is worked out from this index alone.
DROP INDEX promises_running;
CREATE INDEX promises_running ON promises (due_at, id, started_at, standard_version_id, counts_plainly, was_told, record_id, place_id) WHERE outcome = 'running';

-- The unit whose own calendar it is, if it is a venue's or a line's.
ALTER TABLE calendars ADD COLUMN unit_id INTEGER REFERENCES units (id);
CREATE UNIQUE INDEX calendars_by_unit ON calendars (unit_id) WHERE unit_id IS NOT NULL;

-- Every answer of a feed, as it came.
CREATE TABLE calendar_payloads (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    taken_by INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TABLE calendar_proposals (
    id INTEGER PRIMARY KEY,
    -- None where it is about bank holidays, which every calendar goes by.
    calendar_id INTEGER REFERENCES calendars (id),
    -- What is changed, and what that needs to know: a nation, a date, a name or hours, a payload.
    kind TEXT NOT NULL,
    nation TEXT,
    change_on TEXT,
    words TEXT,
    payload_id INTEGER REFERENCES calendar_payloads (id),
    source TEXT NOT NULL,
    -- 'proposed', 'approved' or 'dropped'.
    state TEXT NOT NULL,
    proposed_by INTEGER NOT NULL REFERENCES staff (id),
    proposed_at INTEGER NOT NULL,
    decided_by INTEGER REFERENCES staff (id),
    decided_at INTEGER
) STRICT;

-- Stored due moments follow a version that has come into force, in batches.
CREATE TABLE calendar_followings (
    id INTEGER PRIMARY KEY,
    calendar_version_id INTEGER NOT NULL UNIQUE REFERENCES calendar_versions (id),
    -- The version that they are stored by until then.
    before_id INTEGER NOT NULL REFERENCES calendar_versions (id),
    proposal_id INTEGER REFERENCES calendar_proposals (id),
    -- The due moment and the number of the promise that it has come to.
    reached_at INTEGER,
    reached_id INTEGER,
    judged INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;

INSERT INTO calendar_followings (calendar_version_id, before_id, judged, finished_at)
SELECT id, id, 0, in_force_at FROM calendar_versions;

-- Running promises that a version moved, and whether whoever was told the old date knows the new.
CREATE TABLE moved_promises (
    id INTEGER PRIMARY KEY,
    calendar_version_id INTEGER NOT NULL REFERENCES calendar_versions (id),
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    from_at INTEGER,
    from_on TEXT,
    to_at INTEGER,
    to_on TEXT,
    was_told INTEGER NOT NULL CHECK (was_told IN (0, 1)),
    told_at INTEGER,
    told_by INTEGER REFERENCES staff (id),
    UNIQUE (calendar_version_id, promise_id)
) STRICT;

CREATE INDEX moved_promises_to_tell ON moved_promises (calendar_version_id, id) WHERE was_told AND told_at IS NULL;

-- A calendar in use is not deleted, and a version stays as it was.
CREATE TRIGGER calendars_remain BEFORE DELETE ON calendars
BEGIN
    SELECT RAISE(ABORT, 'calendars are only added');
END;

CREATE TRIGGER calendar_versions_stay BEFORE UPDATE ON calendar_versions
BEGIN
    SELECT RAISE(ABORT, 'calendar_versions are only added');
END;

CREATE TRIGGER calendar_versions_remain BEFORE DELETE ON calendar_versions
BEGIN
    SELECT RAISE(ABORT, 'calendar_versions are only added');
END;

CREATE TRIGGER calendar_payloads_stay BEFORE UPDATE ON calendar_payloads
BEGIN
    SELECT RAISE(ABORT, 'calendar_payloads are only added');
END;

CREATE TRIGGER calendar_payloads_remain BEFORE DELETE ON calendar_payloads
BEGIN
    SELECT RAISE(ABORT, 'calendar_payloads are only added');
END;
