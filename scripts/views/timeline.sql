-- One row per event, day by day, cut short for reading: event_lines has the rest.
--
-- The order is that of event_order: an event stands at the day by which it had certainly begun, undated events come last.
--   day: when, in words: 'by' an open start, 'from' an open end, ~ a date that the sentence lacks and those around it give
--   event: what happened, in a few words; '(planned)' where it was only meant to
--   places: names of its places
--   who: who began or announced it (failing that, who took part), and against whom
--   control: who held the place afterwards, by this account; empty where it does not say
--   claimants: who is credited with saying so
--   doubt: whether another claim contradicts or qualifies it; see contradictions
CREATE VIEW timeline AS
WITH controls AS (
    SELECT
        ep.event_id,
        -- One place needs no name beside its holder; where there are several it does.
        CASE
            WHEN count(*) = 1 THEN min(CAST(ep.control_after AS VARCHAR))
            ELSE string_agg(p.name || ': ' || ep.control_after, '; ' ORDER BY p.name)
        END AS control
    FROM event_places AS ep JOIN places AS p USING (place_id)
    GROUP BY ep.event_id
),
parts AS (
    SELECT
        eu.event_id,
        string_agg(coalesce(u.short_name, u.name), ', ' ORDER BY u.name)
            FILTER (WHERE eu.role IN ('initiator', 'announcer')) AS began,
        string_agg(coalesce(u.short_name, u.name), ', ' ORDER BY u.name)
            FILTER (WHERE eu.role NOT IN ('initiator', 'announcer', 'target')) AS took_part,
        string_agg(coalesce(u.short_name, u.name), ', ' ORDER BY u.name)
            FILTER (WHERE eu.role = 'target') AS targets
    FROM event_units AS eu JOIN units AS u USING (unit_id)
    GROUP BY eu.event_id
),
voices AS (
    SELECT
        event_id,
        string_agg(DISTINCT claimant, '; ' ORDER BY claimant) FILTER (WHERE stance = 'supports') AS claimants,
        CASE WHEN bool_or(stance = 'contradicts') THEN 'contradicted' WHEN bool_or(stance = 'qualifies') THEN 'qualified' END AS doubt
    FROM claims
    WHERE event_id IS NOT NULL
    GROUP BY event_id
)
SELECT
    e.day,
    e.title || CASE WHEN e.status = 'planned' THEN ' (planned)' ELSE '' END AS event,
    e.places,
    nullif(concat_ws(' ', coalesce(p.began, p.took_part), 'against ' || p.targets), '') AS who,
    c.control,
    v.claimants,
    v.doubt
FROM event_lines AS e
JOIN event_order AS o ON o.event_id = e.event_id
LEFT JOIN controls AS c ON c.event_id = e.event_id
LEFT JOIN parts AS p ON p.event_id = e.event_id
LEFT JOIN voices AS v ON v.event_id = e.event_id
ORDER BY o.position;
