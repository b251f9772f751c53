-- What happened: Timeline of one place
--
-- What is told of Taftanaz, in order of time?
--
-- One row per event that names the place. An event that names several places is here too, and its numbers are not those of this place
-- alone; events told of a wider area only, as the operation itself, are not here. `held_by` is who held the place afterwards, by that
-- account, and doubts are claims against the event. Rows are statements and not incidents: do not count them as if they were. "By" is an
-- open start, "~" a day that the sentence lacks and those around it give.
--   (place): the place, in any spelling or script that `places_called` knows
SET VARIABLE place = 'Taftanaz';
WITH here AS (
    SELECT p.place, ep.event_id, ep.control_after
    FROM event_places AS ep JOIN places_called(getvariable('place')) AS p ON p.place_id = ep.place_id
),
support AS (
    SELECT
        record_id,
        string_agg(DISTINCT claimant, '; ' ORDER BY claimant) FILTER (WHERE stance = 'supports') AS claimants,
        string_agg(claim_id, '; ' ORDER BY ordinal, claim_id) FILTER (WHERE stance = 'supports') AS claims,
        string_agg(claim_id, '; ' ORDER BY ordinal, claim_id) FILTER (WHERE stance <> 'supports') AS doubts
    FROM record_claims
    WHERE record_type = 'event'
    GROUP BY record_id
)
SELECT
    h.place,
    e.day,
    e.title || CASE WHEN e.status = 'planned' THEN ' (planned)' ELSE '' END AS event,
    h.control_after AS held_by,
    s.claimants,
    s.claims,
    s.doubts
FROM here AS h
JOIN event_lines AS e ON e.event_id = h.event_id
JOIN event_order AS o ON o.event_id = h.event_id
LEFT JOIN support AS s ON s.record_id = h.event_id
ORDER BY h.place, o.position;
