-- Who held what: Control on one day
--
-- Who held which place on a given day?
--
-- One row per place, those of which something is said first. The answer is what the accounts allow for the whole of that day, not a
-- situation map: since may lie days before, and contested means that accounts differ. Days before the first that an account covers, or
-- after the operation, give no rows.
--   (day): the day
SET VARIABLE day = DATE '2012-04-13';
FROM held_on(getvariable('day'));
