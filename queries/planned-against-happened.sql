-- What happened: What was planned against what happened
--
-- What was due or expected, and what does the source tell of what came?
--
-- One row per planned event and event that the data relate to it; `related_by` says how. "A claim" means that a passage on the later event
-- speaks to the plan, and why is its note. "Same kind and place" is our own match: the source does not say that the one is the other. A
-- plan with nothing beside it was not thereby dropped: nothing is told.
WITH by_claim AS (
    SELECT DISTINCT d.event_id AS plan_id, s.event_id AS later_id, 'a claim' AS related_by, d.note AS why, d.claim_id
    FROM claims AS d
    JOIN claims AS s ON s.passage_id = d.passage_id AND s.stance = 'supports' AND s.event_id <> d.event_id
    JOIN events AS h ON h.event_id = s.event_id AND h.status = 'occurred'
    WHERE d.stance <> 'supports'
),
by_kind AS (
    SELECT DISTINCT p.event_id, h.event_id, 'same kind and place', NULL, NULL
    FROM events AS p
    JOIN event_places AS there ON there.event_id = p.event_id
    JOIN event_places AS here ON here.place_id = there.place_id
    JOIN events AS h ON h.event_id = here.event_id AND h.event_type = p.event_type AND h.status = 'occurred'
    WHERE p.status = 'planned' AND coalesce(h.date_latest >= p.date_earliest, true)
),
related AS (
    SELECT * FROM by_claim
    UNION ALL
    SELECT * FROM by_kind
)
SELECT
    p.title AS planned,
    p.day AS planned_for,
    h.title AS happened,
    h.day AS happened_on,
    r.related_by,
    r.why,
    r.claim_id
FROM event_lines AS p
JOIN event_order AS o ON o.event_id = p.event_id
LEFT JOIN related AS r ON r.plan_id = p.event_id
LEFT JOIN event_lines AS h ON h.event_id = r.later_id
LEFT JOIN event_order AS later ON later.event_id = r.later_id
WHERE p.status = 'planned'
ORDER BY o.position, later.position;
