-- What was published stays as it was: closings and their figures are only ever added.

CREATE TRIGGER closings_stay BEFORE UPDATE ON closings
BEGIN
    SELECT RAISE(ABORT, 'closings are only added');
END;

CREATE TRIGGER closings_remain BEFORE DELETE ON closings
BEGIN
    SELECT RAISE(ABORT, 'closings are only added');
END;

CREATE TRIGGER closed_figures_stay BEFORE UPDATE ON closed_figures
BEGIN
    SELECT RAISE(ABORT, 'closed figures are only added');
END;

CREATE TRIGGER closed_figures_remain BEFORE DELETE ON closed_figures
BEGIN
    SELECT RAISE(ABORT, 'closed figures are only added');
END;
