-- Facts, judgements and seals are only ever added. The one exception: what a fact tells about
-- people, and the salt that goes with it, can be erased.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% are only added', TG_TABLE_NAME;
END
$$;

CREATE TRIGGER facts_stay BEFORE UPDATE ON facts FOR EACH ROW
WHEN (NEW.content IS NOT NULL OR NEW.salt IS NOT NULL
    OR (NEW.id, NEW.record_id, NEW.kind, NEW.happened_at, NEW.recorded_at, NEW.recorded_by)
       IS DISTINCT FROM
       (OLD.id, OLD.record_id, OLD.kind, OLD.happened_at, OLD.recorded_at, OLD.recorded_by)
    OR (NEW.evidence, NEW.replaces_id, NEW.given_on, NEW.given_at, NEW.reason, NEW.extended_by)
       IS DISTINCT FROM
       (OLD.evidence, OLD.replaces_id, OLD.given_on, OLD.given_at, OLD.reason, OLD.extended_by)
    OR (NEW.condition_key, NEW.condition_holds, NEW.standard_key, NEW.digest)
       IS DISTINCT FROM
       (OLD.condition_key, OLD.condition_holds, OLD.standard_key, OLD.digest)
    OR (NEW.service_id, NEW.team_id, NEW.owner_id)
       IS DISTINCT FROM (OLD.service_id, OLD.team_id, OLD.owner_id))
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER facts_remain BEFORE DELETE ON facts FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER judgements_stay BEFORE UPDATE ON judgements FOR EACH ROW
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER judgements_remain BEFORE DELETE ON judgements FOR EACH ROW
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER seals_stay BEFORE UPDATE ON seals FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER seals_remain BEFORE DELETE ON seals FOR EACH ROW EXECUTE FUNCTION refuse_change();
