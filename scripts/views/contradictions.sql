-- One row per claim that contradicts or qualifies a record, and per pair of accounts found by comparison that cannot both be right, beside
-- the claims that support the record.
--
-- What is coded rests on our reading: contradicts means that the record cannot be right if the passage is, qualifies that both can. What is
-- found rests on the values alone: numbers that no one number fits (figure_pairs), days that do not meet (date_conflicts), two holders of
-- one place (control_conflicts). Where a comparison finds what is coded as contradicting too, found_by names both and the row is one.
--   record_type: event, figure, unit or place
--   record: title, name or number of the record
--   stance: contradicts or qualifies
--   claimant: who contradicts or qualifies it
--   reason: why, in our own words, with what the comparison says
--   supporting_claimants: who supports the record, parted by '; '
--   claim_id: the claim that contradicts or qualifies; of a pair that was found, the first one on the other side
--   passage_id: the passage on which that claim rests
--   section: section of the document in which that passage stands
--   supporting_claims: ids of the claims that support the record, parted by '; '; where a claim supports an event and has it on another
--     day, it is among them too
--   record_id: the record
--   found_by: coding, numbers, days or control, parted by '; '
--   other_record_id: the record on the other side, where a comparison found one
CREATE VIEW contradictions AS
WITH found AS (
    SELECT 'figure' AS record_type, figure_id AS record_id, other_id AS other_record_id, 'numbers' AS found_by, reason FROM figure_pairs
    WHERE verdict = 'exclude'
    UNION ALL
    SELECT 'event', event_id, other_event_id, 'control', reason FROM control_conflicts
),
-- Grouped, for an old DuckDB works out anew each time it is used what is not.
pairs AS (
    SELECT
        f.record_type,
        CASE WHEN turned THEN f.other_record_id ELSE f.record_id END AS record_id,
        CASE WHEN turned THEN f.record_id ELSE f.other_record_id END AS other_record_id,
        f.record_id AS first_id,
        f.found_by,
        f.reason
    FROM found AS f CROSS JOIN (VALUES (FALSE), (TRUE)) AS sides (turned)
),
other_sides AS (
    SELECT p.*, r.claim_id, r.claimant, r.passage_id, r.section, r.record
    FROM pairs AS p
    JOIN record_claims AS r ON r.record_type = p.record_type AND r.record_id = p.other_record_id AND r.stance = 'supports'
    GROUP BY ALL
),
-- A claim that contradicts one side, from a passage that supports the other, tells the pair already. It can tell one.
told AS (
    SELECT c.claim_id, o.record_type, o.record_id, o.other_record_id, o.first_id, o.found_by, o.reason
    FROM other_sides AS o
    JOIN record_claims AS c
        ON c.record_type = o.record_type AND c.record_id = o.record_id AND c.passage_id = o.passage_id AND c.stance = 'contradicts'
    QUALIFY row_number() OVER (PARTITION BY c.claim_id ORDER BY o.other_record_id, o.found_by, o.claim_id) = 1
),
rows AS (
    SELECT
        r.record_type,
        r.record_id,
        CAST(r.stance AS VARCHAR) AS stance,
        r.claimant,
        r.claim_id,
        r.passage_id,
        r.section,
        concat_ws(' ', r.note, d.reason, t.reason) AS reason,
        concat_ws('; ', 'coding', CASE WHEN d.claim_id IS NOT NULL THEN 'days' END, t.found_by) AS found_by,
        t.other_record_id
    FROM record_claims AS r
    LEFT JOIN date_conflicts AS d ON d.claim_id = r.claim_id
    LEFT JOIN told AS t ON t.claim_id = r.claim_id
    WHERE r.stance <> 'supports'
    UNION ALL
    SELECT r.record_type, r.record_id, 'contradicts', r.claimant, r.claim_id, r.passage_id, r.section, d.reason, 'days', NULL
    FROM date_conflicts AS d JOIN record_claims AS r ON r.claim_id = d.claim_id
    LEFT JOIN record_claims AS c
        ON c.record_type = r.record_type AND c.record_id = r.record_id AND c.passage_id = r.passage_id AND c.stance = 'contradicts'
    WHERE r.stance = 'supports' AND c.claim_id IS NULL
    UNION ALL
    SELECT
        o.record_type,
        o.record_id,
        'contradicts',
        arg_min(o.claimant, o.claim_id),
        min(o.claim_id),
        arg_min(o.passage_id, o.claim_id),
        arg_min(o.section, o.claim_id),
        'On the other side: ' || min(o.record) || '. ' || min(o.reason),
        o.found_by,
        o.other_record_id
    FROM other_sides AS o
    LEFT JOIN told AS t
        ON t.record_type = o.record_type AND t.first_id = o.first_id AND t.found_by = o.found_by
        AND o.other_record_id IN (t.record_id, t.other_record_id)
    WHERE o.record_id = o.first_id
    GROUP BY o.record_type, o.record_id, o.found_by, o.other_record_id
    HAVING count(t.claim_id) = 0
),
supporters AS (
    SELECT
        record_type,
        record_id,
        string_agg(claim_id, '; ' ORDER BY source_id, ordinal, length(claim_id), claim_id) AS supporting_claims,
        string_agg(DISTINCT claimant, '; ' ORDER BY claimant) AS supporting_claimants,
        min(record) AS record
    FROM record_claims
    WHERE stance = 'supports'
    GROUP BY record_type, record_id
)
SELECT
    r.record_type,
    s.record,
    r.stance,
    r.claimant,
    r.reason,
    s.supporting_claimants,
    r.claim_id,
    r.passage_id,
    r.section,
    s.supporting_claims,
    r.record_id,
    r.found_by,
    r.other_record_id
FROM rows AS r
LEFT JOIN supporters AS s ON s.record_type = r.record_type AND s.record_id = r.record_id
ORDER BY r.stance, r.record_type, r.record_id, length(r.claim_id), r.claim_id, r.other_record_id;
