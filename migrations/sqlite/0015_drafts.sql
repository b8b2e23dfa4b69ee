-- A charter has a life before it is adopted: drafted, consulted on, checked, scrutinised, approved
-- or withdrawn.

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    -- 'own', or 'statutory' for a pack that is to hold beside the body's own.
    kind TEXT NOT NULL,
    -- What it began from: 'version', 'ready-made' or 'file', with its name.
    origin TEXT NOT NULL,
    origin_name TEXT NOT NULL,
    -- The version that it is to follow, if it began from one.
    based_on_id INTEGER REFERENCES charter_versions (id),
    -- Moved by everything that happens to it.
    version INTEGER NOT NULL,
    -- 'open', 'approved' or 'withdrawn'.
    state TEXT NOT NULL,
    -- What it became.
    charter_version_id INTEGER REFERENCES charter_versions (id),
    readiness_version_id INTEGER REFERENCES charter_versions (id),
    made_by INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX drafts_by_version ON drafts (charter_version_id) WHERE charter_version_id IS NOT NULL;

-- Every text that a draft has had, in canonical form: what was consulted on can be read again.
CREATE TABLE draft_texts (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES drafts (id),
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    hash BLOB NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    UNIQUE (draft_id, number)
) STRICT;

-- What happened to a draft, and to which of its texts.
CREATE TABLE draft_steps (
    id INTEGER PRIMARY KEY,
    draft_id INTEGER NOT NULL REFERENCES drafts (id),
    draft_text_id INTEGER NOT NULL REFERENCES draft_texts (id),
    kind TEXT NOT NULL,
    held_on TEXT NOT NULL,
    -- Who was asked, who checked, which body decided.
    who TEXT NOT NULL,
    how TEXT NOT NULL,
    people INTEGER,
    minute TEXT NOT NULL,
    words TEXT NOT NULL,
    -- What is done without.
    waives TEXT,
    in_force_from TEXT,
    in_force_until TEXT,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_steps_by_draft ON draft_steps (draft_id, id);

-- What those who were consulted said, whether it was accepted, and why.
CREATE TABLE draft_points (
    id INTEGER PRIMARY KEY,
    draft_step_id INTEGER NOT NULL REFERENCES draft_steps (id),
    said TEXT NOT NULL,
    -- 'accepted', 'partly' or 'not-accepted'.
    answer TEXT NOT NULL,
    because TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX draft_points_by_step ON draft_points (draft_step_id, id);

CREATE TRIGGER draft_texts_stay BEFORE UPDATE ON draft_texts
BEGIN
    SELECT RAISE(ABORT, 'draft_texts are only added');
END;

CREATE TRIGGER draft_texts_remain BEFORE DELETE ON draft_texts
BEGIN
    SELECT RAISE(ABORT, 'draft_texts are only added');
END;

CREATE TRIGGER draft_steps_stay BEFORE UPDATE ON draft_steps
BEGIN
    SELECT RAISE(ABORT, 'draft_steps are only added');
END;

CREATE TRIGGER draft_steps_remain BEFORE DELETE ON draft_steps
BEGIN
    SELECT RAISE(ABORT, 'draft_steps are only added');
END;

CREATE TRIGGER draft_points_stay BEFORE UPDATE ON draft_points
BEGIN
    SELECT RAISE(ABORT, 'draft_points are only added');
END;

CREATE TRIGGER draft_points_remain BEFORE DELETE ON draft_points
BEGIN
    SELECT RAISE(ABORT, 'draft_points are only added');
END;
