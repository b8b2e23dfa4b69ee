-- Who works here, what they may do, and that it is they.

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    -- Folded to small letters.
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    -- The system itself: the tick, an import, the console.
    is_system INTEGER NOT NULL CHECK (is_system IN (0, 1)),
    password_hash TEXT,
    second_factor_secret BLOB,
    second_factor_since INTEGER,
    -- The last time step whose code was used, so that none is used twice.
    second_factor_step INTEGER,
    left_on TEXT,
    made_at INTEGER NOT NULL
) STRICT;

CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE role_permissions (
    role_id INTEGER NOT NULL REFERENCES roles (id),
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
) STRICT;

-- A role for a person, everywhere or in one service or team, from one date to another.
CREATE TABLE staff_roles (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    role_id INTEGER NOT NULL REFERENCES roles (id),
    unit_id INTEGER REFERENCES units (id),
    from_on TEXT NOT NULL,
    until_on TEXT
) STRICT;

CREATE INDEX staff_roles_by_staff ON staff_roles (staff_id);
CREATE INDEX staff_roles_by_unit ON staff_roles (unit_id);

-- Tokens are stored hashed.
CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    -- Signed in with the password, and with the second factor where it is asked for.
    is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1))
) STRICT;

CREATE INDEX sessions_by_age ON sessions (seen_at);

CREATE TABLE one_time_links (
    token_hash BLOB PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

-- Guesses at passwords, codes and references: counted by a hash of what was guessed at.
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_hash BLOB NOT NULL,
    tried_at INTEGER NOT NULL
) STRICT;

CREATE INDEX attempts_by_subject ON attempts (kind, subject_hash, tried_at);
CREATE INDEX attempts_by_age ON attempts (tried_at);

-- A form that was acted on: sent again, it leads to the same outcome.
CREATE TABLE acted_forms (
    key TEXT NOT NULL,
    actor TEXT NOT NULL,
    form_hash BLOB NOT NULL,
    outcome TEXT NOT NULL,
    acted_at INTEGER NOT NULL,
    PRIMARY KEY (key, actor)
) STRICT;

CREATE INDEX acted_forms_by_age ON acted_forms (acted_at);

-- What left as a file, for whom.
CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    what TEXT NOT NULL,
    exported_rows INTEGER NOT NULL,
    exported_at INTEGER NOT NULL
) STRICT;
