-- Losses and strength: Strength by side
--
-- How strong was each side, and what do the numbers rest on?
--
-- One row per number of people or arms in the field. `said_by` tells by whose account and in which part of the document it stands, and
-- doubts what speaks against it. A number in `contained_in` is already counted there. The sides are not measured alike: fighters on one,
-- soldiers and tanks on the other, and nothing is said of the arms of the opposition.
WITH support AS (
    SELECT
        record_id,
        string_agg(claimant || ', ' || section || ' (' || claim_id || ')', '; ' ORDER BY ordinal, claim_id)
            FILTER (WHERE stance = 'supports') AS said_by,
        string_agg(note || ' (' || claim_id || ')', ' ' ORDER BY ordinal, claim_id) FILTER (WHERE stance <> 'supports') AS doubts
    FROM record_claims
    WHERE record_type = 'figure'
    GROUP BY record_id
)
SELECT r.side, r.range AS number, r.counted, r.event AS scope, r.contained_in, s.said_by, s.doubts
FROM figure_ranges AS r LEFT JOIN support AS s ON s.record_id = r.figure_id
WHERE r.measure = 'strength'
ORDER BY r.side, r.contained_in IS NOT NULL, r.counted, r.figure_id;
