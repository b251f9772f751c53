-- One row per place: who held it on a given day, by the accounts; places of which something is said come first.
--
-- It is control_by_day for one day, with the rules that stand there. A day outside those of control_by_day gives no rows.
--   (on_day): the day, as a date or as text, as '2012-04-13'
--   place: name of the place
--   holder: government, opposition, contested (accounts differ) or 'not said'
--   since: day from which that is certain
--   basis: on what that rests, in words
--   claim_ids: ids of the claims behind it, whatever their stance, parted by '; '
--   place_id: the place
CREATE MACRO held_on(on_day) AS TABLE
SELECT c.place, c.holder, c.since, c.basis, c.claim_ids, c.place_id
FROM control_by_day AS c
WHERE c.day = CAST(on_day AS DATE)
ORDER BY c.since IS NULL, c.place;
