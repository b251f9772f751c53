-- One row per pair of statements on who held a place that cannot both be right.
--
-- One side took the place or had it, a report has the other side there on a later day, and no account has it change hands in between. A
-- report of the same day, or one that leaves open whether it is later, excludes nothing.
--   place_id: the place
--   event_id: the earlier statement
--   claim_ids: the claims that support it, parted by '; '
--   other_event_id: the later statement
--   other_claim_ids: the claims that support it, parted by '; '
--   reason: why they exclude each other, in words
CREATE VIEW control_conflicts AS
WITH held AS (
    SELECT
        s.place_id,
        s.event_id,
        s.holder,
        e.event_type,
        min(coalesce(s.can_begin, DATE '0001-01-01')) AS can_begin,
        max(s.can_begin) AS begun_at_last,
        min(s.since) AS since,
        max(s.since) AS ended_at_last,
        string_agg(s.claim_ids, '; ' ORDER BY s.claim_ids) AS claim_ids
    FROM control_statements AS s JOIN events AS e ON e.event_id = s.event_id
    WHERE s.holder IS DISTINCT FROM 'contested'
    GROUP BY s.place_id, s.event_id, s.holder, e.event_type
)
SELECT
    a.place_id,
    a.event_id,
    a.claim_ids,
    b.event_id AS other_event_id,
    b.claim_ids AS other_claim_ids,
    p.name || ' was in the hands of the ' || a.holder || ' from ' || CAST(a.since AS VARCHAR) || ' and of the ' || b.holder || ' on '
    || CAST(b.begun_at_last AS VARCHAR) || ', and nobody tells of its changing hands in between.' AS reason
FROM held AS a
JOIN held AS b ON b.place_id = a.place_id AND b.holder <> a.holder AND b.event_type = 'control-report' AND b.begun_at_last > a.since
JOIN places AS p ON p.place_id = a.place_id
WHERE NOT EXISTS (
    -- A withdrawal, or a capture by the other side, that can have been in between.
    SELECT 1 FROM held AS c
    WHERE c.place_id = a.place_id AND c.event_type <> 'control-report' AND c.holder IS DISTINCT FROM a.holder
        AND c.ended_at_last >= a.since AND c.can_begin <= b.begun_at_last
)
ORDER BY a.place_id, a.event_id, b.event_id;
