-- What customers say was missed, by the standard that they opened the form from.

CREATE INDEX facts_reported ON facts (standard_key, happened_at) WHERE kind = 'reported-missed';
