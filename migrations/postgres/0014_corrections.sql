-- Corrections, counted as figures of their own: what was entered late, taken out, or opened again
-- because the body was wrong. A cache, worked out from the facts and rebuilt by
-- `kept ledger rebuild`.

CREATE TABLE corrections (
    -- The first fact of the correction.
    fact_id BIGINT NOT NULL UNIQUE REFERENCES facts (id),
    record_id BIGINT NOT NULL REFERENCES records (id),
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    -- The month of its recording.
    month BIGINT NOT NULL,
    service_id BIGINT NOT NULL REFERENCES units (id),
    -- How many promises came out otherwise.
    missed_to_kept BIGINT NOT NULL,
    kept_to_missed BIGINT NOT NULL,
    is_test BOOLEAN NOT NULL
);

CREATE INDEX corrections_counted ON corrections (month, kind, service_id, missed_to_kept, kept_to_missed) WHERE NOT is_test;
CREATE INDEX corrections_by_record ON corrections (record_id);

-- Whoever may correct may allow longer extensions too, until the body says otherwise.
INSERT INTO role_permissions (role_id, permission)
SELECT role_id, 'authorise-extension' FROM role_permissions WHERE permission = 'correct';

-- Promises whose clock stands still, with nothing due: a list of their own.
CREATE INDEX promises_paused ON promises (record_id) WHERE is_paused AND outcome = 'running';
