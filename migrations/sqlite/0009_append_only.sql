-- Facts, judgements and seals are only ever added. The one exception: what a fact tells about
-- people, and the salt that goes with it, can be erased.

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

CREATE TRIGGER facts_remain BEFORE DELETE ON facts
BEGIN
    SELECT RAISE(ABORT, 'facts are only added');
END;

CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are only added');
END;

CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements
BEGIN
    SELECT RAISE(ABORT, 'judgements are only added');
END;

CREATE TRIGGER seals_stay BEFORE UPDATE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are only added');
END;

CREATE TRIGGER seals_remain BEFORE DELETE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are only added');
END;
