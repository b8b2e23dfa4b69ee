-- Whoever has to keep a promise is reminded of it once for each due moment that it has had.
CREATE TABLE reminders (
    promise_id BIGINT NOT NULL REFERENCES promises (id),
    due_at TIMESTAMPTZ NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    seen_by BIGINT REFERENCES staff (id),
    seen_at TIMESTAMPTZ,
    PRIMARY KEY (promise_id, due_at)
);

CREATE INDEX reminders_unseen ON reminders (due_at, promise_id) WHERE seen_at IS NULL;
