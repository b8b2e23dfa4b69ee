-- What was missed, by the month in which it fell due: customers are told of it, and the figures say
-- how often we told them first.

CREATE INDEX promises_missed ON promises (due_month, standard_id, record_id) WHERE outcome = 'missed';
