-- Who held what: Control at the end of the operation
--
-- Who held which place on the last day of the operation?
--
-- One row per place that events name. `days_since` tells how old the last word on it is: the holder of a place of which nothing was said
-- for days is the last one named, not one that anybody saw there on the last day. "Not said" with a basis means that a force was told to
-- leave and nobody says who came; it does not fall to the other side.
WITH last_day AS (
    SELECT max(day) AS day FROM control_by_day
)
SELECT c.place, c.holder, c.since, c.day - c.since AS days_since, c.basis, c.claim_ids
FROM control_by_day AS c JOIN last_day AS l ON l.day = c.day
ORDER BY c.since IS NULL, c.holder, c.place;
