-- Who stands behind the charter: services that confirmed it, staff who acknowledged it, and the
-- contracts and declarations of providers.

-- Whether a service is ready for a version of the charter; said again, the newest counts.
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

CREATE TABLE acknowledgements (
    id INTEGER PRIMARY KEY,
    charter_version_id INTEGER NOT NULL REFERENCES charter_versions (id),
    staff_id INTEGER NOT NULL REFERENCES staff (id),
    acknowledged_at INTEGER NOT NULL,
    UNIQUE (charter_version_id, staff_id)
) STRICT;

CREATE TABLE contracts (
    id INTEGER PRIMARY KEY,
    provider_id INTEGER NOT NULL REFERENCES units (id)
) STRICT;

CREATE INDEX contracts_by_provider ON contracts (provider_id);

-- What is known of a contract; noted again, the newest counts.
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

-- That a provider adopts the standards, and what training shows it: yearly.
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

-- Only added to: what was said before stays.
CREATE TRIGGER service_confirmations_stay BEFORE UPDATE ON service_confirmations
BEGIN
    SELECT RAISE(ABORT, 'service_confirmations are only added');
END;

CREATE TRIGGER service_confirmations_remain BEFORE DELETE ON service_confirmations
BEGIN
    SELECT RAISE(ABORT, 'service_confirmations are only added');
END;

CREATE TRIGGER acknowledgements_stay BEFORE UPDATE ON acknowledgements
BEGIN
    SELECT RAISE(ABORT, 'acknowledgements are only added');
END;

CREATE TRIGGER acknowledgements_remain BEFORE DELETE ON acknowledgements
BEGIN
    SELECT RAISE(ABORT, 'acknowledgements are only added');
END;

CREATE TRIGGER contracts_stay BEFORE UPDATE ON contracts
BEGIN
    SELECT RAISE(ABORT, 'contracts are only added');
END;

CREATE TRIGGER contracts_remain BEFORE DELETE ON contracts
BEGIN
    SELECT RAISE(ABORT, 'contracts are only added');
END;

CREATE TRIGGER contract_notes_stay BEFORE UPDATE ON contract_notes
BEGIN
    SELECT RAISE(ABORT, 'contract_notes are only added');
END;

CREATE TRIGGER contract_notes_remain BEFORE DELETE ON contract_notes
BEGIN
    SELECT RAISE(ABORT, 'contract_notes are only added');
END;

CREATE TRIGGER provider_declarations_stay BEFORE UPDATE ON provider_declarations
BEGIN
    SELECT RAISE(ABORT, 'provider_declarations are only added');
END;

CREATE TRIGGER provider_declarations_remain BEFORE DELETE ON provider_declarations
BEGIN
    SELECT RAISE(ABORT, 'provider_declarations are only added');
END;

-- Whoever corrects facts answers for a service too, until the body says otherwise.
INSERT INTO role_permissions (role_id, permission)
SELECT role_id, 'confirm-standards' FROM role_permissions WHERE permission = 'correct';
INSERT INTO role_permissions (role_id, permission)
SELECT role_id, 'manage-partners' FROM role_permissions WHERE permission = 'correct';
