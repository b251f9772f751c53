-- Losses and strength: Civilians among the dead
--
-- Which numbers of dead include civilians, and which leave it open?
--
-- One row per number of dead, of whatever scope. None of them is a number of civilians: `yes` means that some are within it, not how many,
-- and `not_stated` that the source does not say who died. Nothing can be worked out by taking one number from another.
WITH support AS (
    SELECT record_id, string_agg(claim_id, '; ' ORDER BY ordinal, claim_id) AS claims
    FROM record_claims
    WHERE record_type = 'figure' AND stance = 'supports'
    GROUP BY record_id
)
SELECT
    r.includes_civilians AS civilians,
    r.range AS number,
    replace(CAST(r.counted AS VARCHAR), '_', ' ') AS counted,
    r.side,
    r.places,
    f.note,
    s.claims
FROM figure_ranges AS r
JOIN figures AS f ON f.figure_id = r.figure_id
LEFT JOIN support AS s ON s.record_id = r.figure_id
WHERE r.measure IN ('killed', 'executed')
ORDER BY r.includes_civilians, r.figure_id;
