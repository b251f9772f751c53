-- Where sources disagree: Where the sources disagree
--
-- Where do accounts exclude each other, who is on which side, and why?
--
-- One row per claim that contradicts a record, and per pair of accounts that a comparison finds to exclude each other. `supported_by` and
-- `excluded_by` have those who are credited, each with the claims below. Found by says whether we read it so (coding) or the values alone
-- say it (numbers, days, control). Neither side is the true one: quote both, with their claims.
SELECT
    record,
    supporting_claimants AS supported_by,
    claimant AS excluded_by,
    reason,
    found_by,
    supporting_claims AS claims_for,
    claim_id AS claim_against,
    record_id
FROM contradictions
WHERE stance = 'contradicts'
ORDER BY record_type, record_id, length(claim_id), claim_id, other_record_id;
