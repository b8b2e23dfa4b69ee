-- What was published stays as it was: closings and their figures are only ever added.

CREATE TRIGGER closings_stay BEFORE UPDATE ON closings FOR EACH ROW
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER closings_remain BEFORE DELETE ON closings FOR EACH ROW
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER closed_figures_stay BEFORE UPDATE ON closed_figures FOR EACH ROW
EXECUTE FUNCTION refuse_change();

CREATE TRIGGER closed_figures_remain BEFORE DELETE ON closed_figures FOR EACH ROW
EXECUTE FUNCTION refuse_change();
