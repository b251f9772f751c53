-- One row per claim that contradicts or qualifies a record, beside the claims that support the same record.
--   record_type: event, figure, unit or place
--   record: title, name or number of the record
--   stance: contradicts or qualifies
--   claimant: who contradicts or qualifies it
--   reason: why, in our own words
--   supporting_claimants: who supports the record, parted by '; '
--   claim_id: the claim that contradicts or qualifies
--   passage_id: the passage on which that claim rests
--   section: section of the document in which that passage stands
--   supporting_claims: ids of the claims that support the record, parted by '; '
--   record_id: the record
CREATE VIEW contradictions AS
WITH supporters AS (
    SELECT
        record_type,
        record_id,
        string_agg(claim_id, '; ' ORDER BY ordinal, length(claim_id), claim_id) AS supporting_claims,
        string_agg(DISTINCT claimant, '; ' ORDER BY claimant) AS supporting_claimants
    FROM record_claims
    WHERE stance = 'supports'
    GROUP BY record_type, record_id
)
SELECT
    r.record_type,
    r.record,
    r.stance,
    r.claimant,
    r.note AS reason,
    s.supporting_claimants,
    r.claim_id,
    r.passage_id,
    r.section,
    s.supporting_claims,
    r.record_id
FROM record_claims AS r
LEFT JOIN supporters AS s ON s.record_type = r.record_type AND s.record_id = r.record_id
WHERE r.stance <> 'supports'
ORDER BY r.stance, r.record_type, r.record_id, r.ordinal, length(r.claim_id), r.claim_id;
