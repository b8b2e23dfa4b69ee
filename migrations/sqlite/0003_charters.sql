-- What the body promises, by which calendar, in which version.

CREATE TABLE calendars (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE calendar_versions (
    id INTEGER PRIMARY KEY,
    calendar_id INTEGER NOT NULL REFERENCES calendars (id),
    number INTEGER NOT NULL,
    definition TEXT NOT NULL,
    hash BLOB NOT NULL,
    in_force_at INTEGER NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    UNIQUE (calendar_id, number)
) STRICT;

-- The body's own charter, and one for each source of imported records that brings its own.
CREATE TABLE charters (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
    calendar_id INTEGER NOT NULL REFERENCES calendars (id)
) STRICT;

CREATE TABLE charter_versions (
    id INTEGER PRIMARY KEY,
    charter_id INTEGER NOT NULL REFERENCES charters (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    hash BLOB NOT NULL,
    in_force_from TEXT NOT NULL,
    approval TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    UNIQUE (charter_id, number)
) STRICT;

-- A standard keeps its identity through all versions.
CREATE TABLE standards (
    id INTEGER PRIMARY KEY,
    charter_id INTEGER NOT NULL REFERENCES charters (id),
    key TEXT NOT NULL,
    UNIQUE (charter_id, key)
) STRICT;

CREATE TABLE standard_versions (
    id INTEGER PRIMARY KEY,
    charter_version_id INTEGER NOT NULL REFERENCES charter_versions (id),
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    -- Its place among the charter's standards.
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    UNIQUE (charter_version_id, position)
) STRICT;
