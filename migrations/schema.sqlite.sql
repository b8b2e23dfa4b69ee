CREATE TABLE acknowledgements (
    id INTEGER PRIMARY KEY,
    charter_version_id INTEGER NOT NULL REFERENCES charter_versions (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    acknowledged_at INTEGER NOT NULL,
    UNIQUE (charter_version_id, staff_id)
) STRICT;

CREATE TRIGGER acknowledgements_remain BEFORE DELETE ON acknowledgements
BEGIN
    SELECT RAISE(ABORT, 'acknowledgements are only added');
END;

CREATE TRIGGER acknowledgements_stay BEFORE UPDATE ON acknowledgements
BEGIN
    SELECT RAISE(ABORT, 'acknowledgements are only added');
END;

CREATE TABLE acted_forms (
    key TEXT NOT NULL,
    actor TEXT NOT NULL,
    form_hash BLOB NOT NULL,
    outcome TEXT NOT NULL,
    acted_at INTEGER NOT NULL,
    PRIMARY KEY (key, actor)
) STRICT;

CREATE INDEX acted_forms_by_age ON acted_forms (acted_at);

CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_hash BLOB NOT NULL,
    tried_at INTEGER NOT NULL
) STRICT;

CREATE INDEX attempts_by_age ON attempts (tried_at);

CREATE INDEX attempts_by_subject ON attempts (kind, subject_hash, tried_at);

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

CREATE TABLE calendar_payloads (
    id INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,
    payload TEXT NOT NULL,
    taken_at INTEGER NOT NULL,
    taken_by INTEGER NOT NULL REFERENCES staff (id)
) STRICT;

CREATE TRIGGER calendar_payloads_remain BEFORE DELETE ON calendar_payloads
BEGIN
    SELECT RAISE(ABORT, 'calendar_payloads are only added');
END;

CREATE TRIGGER calendar_payloads_stay BEFORE UPDATE ON calendar_payloads
BEGIN
    SELECT RAISE(ABORT, 'calendar_payloads are only added');
END;

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

CREATE TRIGGER calendar_versions_remain BEFORE DELETE ON calendar_versions
BEGIN
    SELECT RAISE(ABORT, 'calendar_versions are only added');
END;

CREATE TRIGGER calendar_versions_stay BEFORE UPDATE ON calendar_versions
BEGIN
    SELECT RAISE(ABORT, 'calendar_versions are only added');
END;

CREATE TABLE calendars (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
, unit_id INTEGER REFERENCES units (id)) STRICT;

CREATE UNIQUE INDEX calendars_by_unit ON calendars (unit_id) WHERE unit_id IS NOT NULL;

CREATE TRIGGER calendars_remain BEFORE DELETE ON calendars
BEGIN
    SELECT RAISE(ABORT, 'calendars are only added');
END;

CREATE TABLE cases (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    opened_at INTEGER NOT NULL,
    next_step TEXT,
    promised_on TEXT,
    closed_at INTEGER
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
    made_at INTEGER NOT NULL, in_force_until TEXT,
    UNIQUE (charter_id, number)
) STRICT;

CREATE TABLE charters (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    calendar_id INTEGER NOT NULL REFERENCES calendars (id)
, kind TEXT NOT NULL DEFAULT 'own') STRICT;

CREATE TABLE closed_figures (
    closing_id INTEGER NOT NULL REFERENCES closings (id),
    method TEXT NOT NULL,
    service_id INTEGER NOT NULL REFERENCES units (id),
    channel TEXT NOT NULL,
    outcome TEXT NOT NULL,
    promises INTEGER NOT NULL,
    PRIMARY KEY (closing_id, method, service_id, channel, outcome)
) STRICT;

CREATE TRIGGER closed_figures_remain BEFORE DELETE ON closed_figures
BEGIN
    SELECT RAISE(ABORT, 'closed figures are only added');
END;

CREATE TRIGGER closed_figures_stay BEFORE UPDATE ON closed_figures
BEGIN
    SELECT RAISE(ABORT, 'closed figures are only added');
END;

CREATE TABLE closings (
    id INTEGER PRIMARY KEY,
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    month INTEGER NOT NULL,
    seal_id INTEGER NOT NULL REFERENCES seals (id),
    closed_at INTEGER NOT NULL,
    closed_by INTEGER NOT NULL REFERENCES staff (id),
    UNIQUE (standard_id, month)
) STRICT;

CREATE TRIGGER closings_remain BEFORE DELETE ON closings
BEGIN
    SELECT RAISE(ABORT, 'closings are only added');
END;

CREATE TRIGGER closings_stay BEFORE UPDATE ON closings
BEGIN
    SELECT RAISE(ABORT, 'closings are only added');
END;

CREATE TABLE contacts (
    id INTEGER PRIMARY KEY REFERENCES records (id),
    summary TEXT NOT NULL,
    details TEXT,
    taken_by INTEGER NOT NULL REFERENCES staff (id),
    logged_at INTEGER NOT NULL
) STRICT;

CREATE TABLE contract_notes (
    id INTEGER PRIMARY KEY,
    contract_id INTEGER NOT NULL REFERENCES contracts (id),
    revision INTEGER NOT NULL,
    name TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    -- Whether it holds the customer standards, and a way to monitor them.
    has_standards INTEGER NOT NULL CHECK (has_standards IN (0, 1)),
    has_monitoring INTEGER NOT NULL CHECK (has_monitoring IN (0, 1)),
    reviewed_on TEXT,
    review_due_on TEXT,
    noted_by INTEGER NOT NULL REFERENCES staff (id),
    noted_at INTEGER NOT NULL,
    UNIQUE (contract_id, revision)
) STRICT;

CREATE TRIGGER contract_notes_remain BEFORE DELETE ON contract_notes
BEGIN
    SELECT RAISE(ABORT, 'contract_notes are only added');
END;

CREATE TRIGGER contract_notes_stay BEFORE UPDATE ON contract_notes
BEGIN
    SELECT RAISE(ABORT, 'contract_notes are only added');
END;

CREATE TABLE contracts (
    id INTEGER PRIMARY KEY,
    provider_id INTEGER NOT NULL REFERENCES units (id)
) STRICT;

CREATE INDEX contracts_by_provider ON contracts (provider_id);

CREATE TRIGGER contracts_remain BEFORE DELETE ON contracts
BEGIN
    SELECT RAISE(ABORT, 'contracts are only added');
END;

CREATE TRIGGER contracts_stay BEFORE UPDATE ON contracts
BEGIN
    SELECT RAISE(ABORT, 'contracts are only added');
END;

CREATE TABLE corrections (
    -- The first fact of the correction.
    fact_id INTEGER NOT NULL UNIQUE REFERENCES facts (id),
    record_id INTEGER NOT NULL REFERENCES records (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- The month of its recording.
    month INTEGER NOT NULL,
    service_id INTEGER NOT NULL REFERENCES units (id),
    -- How many promises came out otherwise.
    missed_to_kept INTEGER NOT NULL,
    kept_to_missed INTEGER NOT NULL,
    is_test INTEGER NOT NULL CHECK (is_test IN (0, 1))
) STRICT;

CREATE INDEX corrections_by_record ON corrections (record_id);

CREATE INDEX corrections_counted ON corrections (month, kind, service_id, missed_to_kept, kept_to_missed) WHERE NOT is_test;

CREATE TABLE customer_words (
    word TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    PRIMARY KEY (word, customer_id)
) STRICT;

CREATE INDEX customer_words_by_customer ON customer_words (customer_id);

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    -- 'person' or 'organisation'.
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    telephone TEXT,
    postcode TEXT,
    address TEXT,
    language TEXT NOT NULL,
    -- Made for a mystery shop.
    is_test INTEGER NOT NULL CHECK (is_test IN (0, 1)),
    made_at INTEGER NOT NULL
) STRICT;

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

CREATE TRIGGER draft_points_remain BEFORE DELETE ON draft_points
BEGIN
    SELECT RAISE(ABORT, 'draft_points are only added');
END;

CREATE TRIGGER draft_points_stay BEFORE UPDATE ON draft_points
BEGIN
    SELECT RAISE(ABORT, 'draft_points are only added');
END;

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

CREATE TRIGGER draft_steps_remain BEFORE DELETE ON draft_steps
BEGIN
    SELECT RAISE(ABORT, 'draft_steps are only added');
END;

CREATE TRIGGER draft_steps_stay BEFORE UPDATE ON draft_steps
BEGIN
    SELECT RAISE(ABORT, 'draft_steps are only added');
END;

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

CREATE TRIGGER draft_texts_remain BEFORE DELETE ON draft_texts
BEGIN
    SELECT RAISE(ABORT, 'draft_texts are only added');
END;

CREATE TRIGGER draft_texts_stay BEFORE UPDATE ON draft_texts
BEGIN
    SELECT RAISE(ABORT, 'draft_texts are only added');
END;

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

CREATE TRIGGER evidence_pieces_remain BEFORE DELETE ON evidence_pieces
BEGIN
    SELECT RAISE(ABORT, 'evidence_pieces are only added');
END;

CREATE TRIGGER evidence_pieces_stay BEFORE UPDATE ON evidence_pieces
BEGIN
    SELECT RAISE(ABORT, 'evidence_pieces are only added');
END;

CREATE TABLE evidence_taken_out (
    evidence_piece_id INTEGER NOT NULL UNIQUE REFERENCES evidence_pieces (id),
    taken_out_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_by INTEGER NOT NULL REFERENCES staff (id),
    recorded_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER evidence_taken_out_remain BEFORE DELETE ON evidence_taken_out
BEGIN
    SELECT RAISE(ABORT, 'evidence_taken_out are only added');
END;

CREATE TRIGGER evidence_taken_out_stay BEFORE UPDATE ON evidence_taken_out
BEGIN
    SELECT RAISE(ABORT, 'evidence_taken_out are only added');
END;

CREATE TABLE exports (
    id INTEGER PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    what TEXT NOT NULL,
    exported_rows INTEGER NOT NULL,
    exported_at INTEGER NOT NULL
) STRICT;

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

CREATE INDEX facts_reported ON facts (standard_key, happened_at) WHERE kind = 'reported-missed';

CREATE TRIGGER facts_remain BEFORE DELETE ON facts
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER facts_stay BEFORE UPDATE ON facts
WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
    OR (NEW.id, NEW.record_id, NEW.kind, NEW.happened_at, NEW.recorded_at, NEW.recorded_by)
       IS NOT (OLD.id, OLD.record_id, OLD.kind, OLD.happened_at, OLD.recorded_at, OLD.recorded_by)
    OR (NEW.evidence, NEW.replaces_id, NEW.given_on, NEW.given_at, NEW.reason, NEW.extended_by)
       IS NOT (OLD.evidence, OLD.replaces_id, OLD.given_on, OLD.given_at, OLD.reason, OLD.extended_by)
    OR (NEW.condition_key, NEW.condition_holds, NEW.standard_key, NEW.digest)
       IS NOT (OLD.condition_key, OLD.condition_holds, OLD.standard_key, OLD.digest)
    OR (NEW.service_id, NEW.team_id, NEW.owner_id)
       IS NOT (OLD.service_id, OLD.team_id, OLD.owner_id)
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

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

CREATE TABLE import_seen (
    run_id INTEGER NOT NULL,
    row_key TEXT NOT NULL,
    times INTEGER NOT NULL,
    row_hash BLOB,
    PRIMARY KEY (run_id, row_key)
) STRICT;

CREATE TABLE import_sources (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

CREATE TABLE imported_customers (
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    customer_key TEXT NOT NULL,
    customer_id INTEGER NOT NULL REFERENCES customers (id),
    PRIMARY KEY (source_id, customer_key)
) STRICT;

CREATE INDEX imported_customers_by_customer ON imported_customers (customer_id);

CREATE TABLE imported_rows (
    source_id INTEGER NOT NULL REFERENCES import_sources (id),
    row_key TEXT NOT NULL,
    row_hash BLOB NOT NULL,
    record_id INTEGER NOT NULL REFERENCES records (id),
    PRIMARY KEY (source_id, row_key)
) STRICT;

CREATE INDEX imported_rows_by_record ON imported_rows (record_id);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    -- The same work is never asked for twice.
    key TEXT NOT NULL,
    record_id INTEGER REFERENCES records (id),
    run_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    taken_until INTEGER,
    failure TEXT,
    asked_at INTEGER NOT NULL,
    UNIQUE (kind, key)
) STRICT;

CREATE INDEX jobs_by_time ON jobs (run_at, id);

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

CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are only added');
END;

CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are only added');
END;

CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until_at INTEGER NOT NULL,
    fence INTEGER NOT NULL
) STRICT;

CREATE TABLE ledger_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    judged_through INTEGER
) STRICT;

CREATE TABLE migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE offered_channels (
    channel TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE one_time_links (
    token_hash BLOB PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

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

CREATE TABLE organisation_versions (
    id INTEGER PRIMARY KEY,
    in_force_from TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;

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
    gross INTEGER, counts_plainly INTEGER CHECK (counts_plainly IN (0, 1)), was_told INTEGER CHECK (was_told IN (0, 1)),
    UNIQUE (record_id, standard_id, started_by)
) STRICT;

CREATE INDEX promises_by_standard ON promises (standard_id, due_month, id);

CREATE INDEX promises_missed ON promises (due_month, standard_id, record_id) WHERE outcome = 'missed';

CREATE INDEX promises_open ON promises (due_at, id, now_owner_id, now_team_id, now_service_id, now_is_restricted, service_id, channel) WHERE is_open;

CREATE INDEX promises_open_by_owner ON promises (now_owner_id, due_at, id) WHERE is_open;

CREATE INDEX promises_paused ON promises (record_id) WHERE is_paused AND outcome = 'running';

CREATE INDEX promises_running ON promises (due_at, id, started_at, standard_version_id, counts_plainly, was_told, record_id, place_id) WHERE outcome = 'running';

CREATE INDEX promises_stopped ON promises (standard_id, concluded_month, outcome, service_id, channel, net, gross) WHERE stopped_at IS NOT NULL AND NOT is_test;

CREATE TABLE provider_declarations (
    id INTEGER PRIMARY KEY,
    provider_id INTEGER NOT NULL REFERENCES units (id),
    declared_on TEXT NOT NULL,
    declared_by TEXT NOT NULL,
    adopts_standards INTEGER NOT NULL CHECK (adopts_standards IN (0, 1)),
    training TEXT NOT NULL,
    noted_by INTEGER NOT NULL REFERENCES staff (id),
    noted_at INTEGER NOT NULL
) STRICT;

CREATE INDEX provider_declarations_by_provider ON provider_declarations (provider_id, declared_on);

CREATE TRIGGER provider_declarations_remain BEFORE DELETE ON provider_declarations
BEGIN
    SELECT RAISE(ABORT, 'provider_declarations are only added');
END;

CREATE TRIGGER provider_declarations_stay BEFORE UPDATE ON provider_declarations
BEGIN
    SELECT RAISE(ABORT, 'provider_declarations are only added');
END;

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

CREATE TRIGGER readings_remain BEFORE DELETE ON readings
BEGIN
    SELECT RAISE(ABORT, 'readings are only added');
END;

CREATE TRIGGER readings_stay BEFORE UPDATE ON readings
BEGIN
    SELECT RAISE(ABORT, 'readings are only added');
END;

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

CREATE INDEX records_by_customer ON records (customer_id, received_at) WHERE customer_id IS NOT NULL;

CREATE INDEX records_by_matter ON records (part_of) WHERE part_of IS NOT NULL;

CREATE INDEX records_by_owner ON records (owner_id, received_at, id) WHERE owner_id IS NOT NULL;

CREATE INDEX records_by_receipt ON records (received_at, id);

CREATE INDEX records_by_service ON records (service_id, received_at, id);

CREATE INDEX records_by_team ON records (team_id, received_at, id) WHERE team_id IS NOT NULL;

CREATE INDEX records_open ON records (received_at, id) WHERE state = 'open';

CREATE TABLE reminders (
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    due_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    seen_by INTEGER REFERENCES staff (id),
    seen_at INTEGER,
    PRIMARY KEY (promise_id, due_at)
) STRICT;

CREATE INDEX reminders_unseen ON reminders (due_at, promise_id) WHERE seen_at IS NULL;

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

CREATE TABLE role_permissions (
    role_id INTEGER NOT NULL REFERENCES roles (id),
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
) STRICT;

CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL
) STRICT;

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

CREATE TABLE seal_gaps (
    of_table TEXT NOT NULL,
    id INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (of_table, id)
) STRICT;

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

CREATE TRIGGER seals_remain BEFORE DELETE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are only added');
END;

CREATE TRIGGER seals_stay BEFORE UPDATE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are only added');
END;

CREATE TABLE service_confirmations (
    id INTEGER PRIMARY KEY,
    charter_version_id INTEGER NOT NULL REFERENCES charter_versions (id),
    service_id INTEGER NOT NULL REFERENCES units (id),
    revision INTEGER NOT NULL,
    is_ready INTEGER NOT NULL CHECK (is_ready IN (0, 1)),
    words TEXT NOT NULL,
    confirmed_by INTEGER NOT NULL REFERENCES staff (id),
    confirmed_at INTEGER NOT NULL,
    UNIQUE (charter_version_id, service_id, revision)
) STRICT;

CREATE TRIGGER service_confirmations_remain BEFORE DELETE ON service_confirmations
BEGIN
    SELECT RAISE(ABORT, 'service_confirmations are only added');
END;

CREATE TRIGGER service_confirmations_stay BEFORE UPDATE ON service_confirmations
BEGIN
    SELECT RAISE(ABORT, 'service_confirmations are only added');
END;

CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    -- Signed in with the password, and with the second factor where it is asked for.
    is_complete INTEGER NOT NULL CHECK (is_complete IN (0, 1))
) STRICT;

CREATE INDEX sessions_by_age ON sessions (seen_at);

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

CREATE TABLE standard_versions (
    id INTEGER PRIMARY KEY,
    charter_version_id INTEGER NOT NULL REFERENCES charter_versions (id),
    standard_id INTEGER NOT NULL REFERENCES standards (id),
    -- Its place among the charter's standards.
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    UNIQUE (charter_version_id, position)
) STRICT;

CREATE TABLE standards (
    id INTEGER PRIMARY KEY,
    charter_id INTEGER NOT NULL REFERENCES charters (id),
    key TEXT NOT NULL,
    UNIQUE (charter_id, key)
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

CREATE TABLE units (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    UNIQUE (kind, key)
) STRICT;

