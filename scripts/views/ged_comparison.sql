-- One row per match with UCDP GED: our event and its numbers beside the event of UCDP GED and its estimates.
--
-- A match says that the two records can be about the same thing, no more. It does not say that the deaths are the same: do not add them up,
-- and do not take one for the bound of the other. An event may have several matches, and one of UCDP GED may match several of ours. An
-- event without a match may be missing in the edition or sample that was read.
--   match_quality: how closely day and place agree
--   event: title of our event
--   place: our name of the place
--   day: our date in words
--   ged_date_start: first day in UCDP GED
--   ged_date_end: last day in UCDP GED
--   distance_km: distance between the two points
--   killed: our numbers of dead of that event, at all its places, in words, each with its figure; empty if there is none
--   ged_low: lowest estimate of UCDP GED
--   ged_best: best estimate of UCDP GED
--   ged_high: highest estimate of UCDP GED
--   warning: what to beware of in our numbers
--   places: names of all places of our event, since its numbers are of them all
--   note: what else a reader should know about the match
--   event_id: our event
--   place_id: our place
--   ged_id: the event in UCDP GED
--   source_id: the edition of UCDP GED that was read
CREATE VIEW ged_comparison AS
WITH numbers AS (
    SELECT
        event_id,
        string_agg(range || ' (' || figure_id || ')', '; ' ORDER BY figure_id) AS killed,
        string_agg(figure_id || ': ' || warning, '; ' ORDER BY figure_id) AS warning
    FROM figure_ranges
    WHERE measure IN ('killed', 'executed')
    GROUP BY event_id
)
SELECT
    m.match_quality,
    e.title AS event,
    p.name AS place,
    e.day,
    m.ged_date_start,
    m.ged_date_end,
    round(distance_m(p.latitude, p.longitude, m.ged_latitude, m.ged_longitude) / 1000, 2) AS distance_km,
    n.killed,
    m.ged_low,
    m.ged_best,
    m.ged_high,
    n.warning,
    e.places,
    m.note,
    m.event_id,
    m.place_id,
    m.ged_id,
    m.source_id
FROM ged_matches AS m
JOIN event_lines AS e ON e.event_id = m.event_id
JOIN event_order AS o ON o.event_id = m.event_id
JOIN places AS p ON p.place_id = m.place_id
LEFT JOIN numbers AS n ON n.event_id = m.event_id
ORDER BY o.position, m.place_id, m.ged_date_start, m.ged_id;
