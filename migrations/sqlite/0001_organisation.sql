-- The body itself, its tree of services, teams and places, and what people come about.

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    zone TEXT NOT NULL,
    -- The month in which its reporting year begins.
    year_begins_month INTEGER NOT NULL,
    -- Colours of the pages, such as #1d70b8.
    brand_colour TEXT NOT NULL,
    -- Whether a second factor is 'required' or 'offered' when staff sign in.
    second_factor TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- A version is a whole tree: figures can be had as it was, and in today's structure.
CREATE TABLE organisation_versions (
    id INTEGER PRIMARY KEY,
    in_force_from TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

-- What has a place in the tree: services, teams, venues, lines, mailboxes, providers, wards.
CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (kind, key)
) STRICT;

CREATE TABLE unit_versions (
    organisation_version_id INTEGER NOT NULL REFERENCES organisation_versions (id),
    unit_id INTEGER NOT NULL REFERENCES units (id),
    parent_id INTEGER REFERENCES units (id),
    provider_id INTEGER REFERENCES units (id),
    name TEXT NOT NULL,
    welsh_name TEXT,
    -- The number, address or mailbox that it is reached by.
    reached_by TEXT,
    PRIMARY KEY (organisation_version_id, unit_id)
) STRICT;

-- The channels that the body offers, in the order in which lists show them.
CREATE TABLE offered_channels (
    channel TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;

-- What people come about.
CREATE TABLE reasons (
    id INTEGER PRIMARY KEY,
    service_id INTEGER NOT NULL REFERENCES units (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Whether one contact can settle it; not known counts as yes.
    can_be_settled INTEGER CHECK (can_be_settled IN (0, 1)),
    in_use INTEGER NOT NULL CHECK (in_use IN (0, 1)),
    UNIQUE (service_id, key)
) STRICT;
