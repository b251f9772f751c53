-- One row per pair of statements on who held a place that cannot both be right.
--
-- One side took the place, a later report has the other side there, and no account has it change hands in between.
--   place_id: the place
--   event_id: the earlier statement
--   claim_ids: the claims that support it, parted by '; '
--   other_event_id: the later statement
--   other_claim_ids: the claims that support it, parted by '; '
--   reason: why they exclude each other, in words
CREATE VIEW control_conflicts AS
WITH held AS (
    SELECT s.place_id, s.event_id, s.holder, e.event_type, min(s.since) AS since, string_agg(s.claim_ids, '; ' ORDER BY s.claim_ids) AS claim_ids
    FROM control_statements AS s JOIN events AS e ON e.event_id = s.event_id
    GROUP BY s.place_id, s.event_id, s.holder, e.event_type
)
SELECT
    a.place_id,
    a.event_id,
    a.claim_ids,
    b.event_id AS other_event_id,
    b.claim_ids AS other_claim_ids,
    p.name || ' was in the hands of the ' || a.holder || ' from ' || CAST(a.since AS VARCHAR) || ' and of the ' || b.holder || ' on '
    || CAST(b.since AS VARCHAR) || ', and nobody tells of its changing hands in between.' AS reason
FROM held AS a
JOIN held AS b ON b.place_id = a.place_id AND b.holder <> a.holder AND b.event_type = 'control-report' AND b.since >= a.since
JOIN places AS p ON p.place_id = a.place_id
WHERE NOT EXISTS (
    -- A withdrawal, or a capture by the other side.
    SELECT 1 FROM held AS c
    WHERE c.place_id = a.place_id AND c.event_type <> 'control-report' AND c.since BETWEEN a.since AND b.since
        AND c.event_id <> a.event_id AND c.holder IS DISTINCT FROM a.holder
)
ORDER BY a.place_id, a.event_id, b.event_id;
