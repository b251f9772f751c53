-- Who says so: Contradictions inside the source
--
-- Where does the article disagree with itself?
--
-- One row per claim of the article against a record that it supports too, those that exclude it first. Contradicts means that the record
-- cannot be right if this passage is; qualifies that both can, but the reader should know. Nothing is decided here, and neither side is
-- the true one: quote both. `supported_by` are the claims for the record.
SELECT stance, record, reason, claimant, claim_id, supporting_claims AS supported_by
FROM contradictions
WHERE claim_id IN (SELECT claim_id FROM claim_origins WHERE is_encyclopedia = 'yes')
ORDER BY stance, record_type, record_id, claim_id;
