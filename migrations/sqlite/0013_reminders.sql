-- Whoever has to keep a promise is reminded of it once for each due moment that it has had.
CREATE TABLE reminders (
    promise_id INTEGER NOT NULL REFERENCES promises (id),
    due_at INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    seen_by INTEGER REFERENCES staff (id),
    seen_at INTEGER,
    PRIMARY KEY (promise_id, due_at)
) STRICT;

CREATE INDEX reminders_unseen ON reminders (due_at, promise_id) WHERE seen_at IS NULL;
