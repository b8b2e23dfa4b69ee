-- What is recorded for standards that no record judges: readings, and pieces of evidence. Only
-- added: a correction is a reading that replaces another one, with the reason.

CREATE TABLE readings (
    id INTEGER PRIMARY KEY,
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    standard_version_id INTEGER NOT NULL REFERENCES standard_versions (id),
    -- How it is known: survey, observed, reported, supplied.
    method TEXT NOT NULL,
    first_on TEXT NOT NULL,
    last_on TEXT NOT NULL,
    -- What it is of, as one text: standard, method, days, service, provider. Its revisions are
    -- numbered, so that two people cannot both record the first, or both correct the same one.
    of_what TEXT NOT NULL,
    revision INTEGER NOT NULL,
    -- How many, or the value, in hundredths.
    top INTEGER NOT NULL,
    -- Of how many; none for a number.
    base INTEGER,
    -- How many were asked, where only the share is known.
    sample INTEGER,
    -- The day on which a duty was done or a milestone reached.
    done_on TEXT,
    source TEXT NOT NULL,
    service_id INTEGER REFERENCES units (id),
    provider_id INTEGER REFERENCES units (id),
    evidence_title TEXT,
    evidence_place TEXT,
    replaces_id INTEGER REFERENCES readings (id),
    reason TEXT,
    -- Taken back: nothing stands in its place.
    is_taken_back INTEGER NOT NULL CHECK (is_taken_back IN (0, 1)),
    recorded_by INTEGER NOT NULL REFERENCES staff (id),
    recorded_at INTEGER NOT NULL,
    UNIQUE (of_what, revision)
) STRICT;

CREATE INDEX readings_by_standard ON readings (standard_id, first_on);

CREATE TABLE evidence_pieces (
    id INTEGER PRIMARY KEY,
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    standard_version_id INTEGER NOT NULL REFERENCES standard_versions (id),
    title TEXT NOT NULL,
    -- Where it is: an address, a file number.
    place TEXT NOT NULL,
    -- Who answers for it, by role.
    owner TEXT NOT NULL,
    dated_on TEXT NOT NULL,
    -- The last day on which it counts; none if it does not run out.
    until_on TEXT,
    recorded_by INTEGER NOT NULL REFERENCES staff (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE INDEX evidence_pieces_by_standard ON evidence_pieces (standard_id, dated_on);

CREATE TABLE evidence_taken_out (
    evidence_piece_id INTEGER NOT NULL UNIQUE REFERENCES evidence_pieces (id),
    taken_out_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_by INTEGER NOT NULL REFERENCES staff (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER readings_stay BEFORE UPDATE ON readings
BEGIN
    SELECT RAISE(ABORT, 'readings are only added');
END;

CREATE TRIGGER readings_remain BEFORE DELETE ON readings
BEGIN
    SELECT RAISE(ABORT, 'readings are only added');
END;

CREATE TRIGGER evidence_pieces_stay BEFORE UPDATE ON evidence_pieces
BEGIN
    SELECT RAISE(ABORT, 'evidence_pieces are only added');
END;

CREATE TRIGGER evidence_pieces_remain BEFORE DELETE ON evidence_pieces
BEGIN
    SELECT RAISE(ABORT, 'evidence_pieces are only added');
END;

CREATE TRIGGER evidence_taken_out_stay BEFORE UPDATE ON evidence_taken_out
BEGIN
    SELECT RAISE(ABORT, 'evidence_taken_out are only added');
END;

CREATE TRIGGER evidence_taken_out_remain BEFORE DELETE ON evidence_taken_out
BEGIN
    SELECT RAISE(ABORT, 'evidence_taken_out are only added');
END;

-- Whoever closes periods or corrects facts records readings too, until the body says otherwise.
INSERT INTO role_permissions (role_id, permission)
SELECT DISTINCT role_id, 'record-readings' FROM role_permissions
WHERE permission IN ('close-periods', 'correct');
