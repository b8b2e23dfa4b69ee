-- Several charters hold at once: the body's own, what statute asks for beside it, and versions in
-- readiness, which are measured and promised to nobody.

ALTER TABLE charters ADD COLUMN kind TEXT NOT NULL DEFAULT 'own';

UPDATE charters SET kind = 'imported' WHERE NOT is_own;

ALTER TABLE charters DROP COLUMN is_own;

-- The last day that a version is measured or holds; none while it does until the next.
ALTER TABLE charter_versions ADD COLUMN in_force_until DATE;
